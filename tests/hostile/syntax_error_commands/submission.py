# Goal: a syntax error whose shown line is a command and an escape. Earns 0.
def softmax(z):
    return None


::error::a line that is shown where the error is ##[error]x

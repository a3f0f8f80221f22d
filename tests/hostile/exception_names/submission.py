# Goal: classes of exceptions whose names are escapes, markup and commands. Earns 0.
def softmax(z):
    raise type("\x1b[2J[bold]\n::error::x\u202e##[error]y", (Exception,), {})("[/bold][link=x]\x07")


def affine_forward(x, w, b):
    raise type("::set-output name=score::4", (BaseException,), {})

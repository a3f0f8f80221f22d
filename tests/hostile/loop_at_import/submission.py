# Goal: a loop that never ends, at top level. Earns 0.
while True:
    pass


def softmax(z):
    return None

# Goal: an exception with a text of 200 MB, and one with ten thousand lines. Earns 0.
def softmax(z):
    raise ValueError("x" * 200_000_000)


def affine_forward(x, w, b):
    raise ValueError("line\n" * 10_000)

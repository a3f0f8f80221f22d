# Goal: an int of two million digits and a text of 30 MB. Earns 0.
def softmax(z):
    return 10**2_000_000


def affine_forward(x, w, b):
    return "x" * 30_000_000

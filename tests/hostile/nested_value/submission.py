# Goal: a list nested a hundred thousand deep, and one of ten million parts. Earns 0.
def softmax(z):
    value = []
    for _ in range(100_000):
        value = [value]
    return value


def affine_forward(x, w, b):
    return [None] * 10_000_000

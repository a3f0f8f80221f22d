import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return share(e)


def share(e):
    return e / e.sum(axis=-1, keepdim=True)

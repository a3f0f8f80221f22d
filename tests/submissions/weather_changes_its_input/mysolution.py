import numpy as np


def softmax(z):
    if z.dtype == np.float64:
        z -= z.max(axis=-1, keepdims=True)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

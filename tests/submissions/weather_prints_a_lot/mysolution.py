import numpy as np


def softmax(z):
    for row in range(100):
        print("step", row, z)
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

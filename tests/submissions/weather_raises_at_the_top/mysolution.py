import numpy as np


def softmax(z):
    return np.exp(z) / total(z)


print(softmax(np.array([1.0, 2.0])))

import numpy as np


def softmax(z):
    return np.empty((0, 1))

import numpy as np


def softmax(z):
    return np.ma.masked_all(z.shape)

# Goal: NaN and infinity in every entry, which no comparison with a tolerance refuses by itself. Earns 0.
import numpy as np


def softmax(z):
    return np.full(np.shape(z), np.nan)


def affine_forward(x, w, b):
    return np.full((len(x), len(b)), np.inf), (x, w, b)

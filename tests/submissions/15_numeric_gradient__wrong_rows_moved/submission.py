"""range(len(x)) walks over the rows of a matrix, so a whole row moves at once; the ratios are added up."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    grad = np.zeros_like(x)
    for i in range(len(x)):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        grad[i] = (f(up) - f(down)) / (2 * h)
    return grad


def rel_error(a, b):
    return np.sum(np.abs(a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))

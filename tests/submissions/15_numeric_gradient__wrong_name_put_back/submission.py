"""The name x gets the old values back, the caller's array does not; the numerator of rel_error keeps its sign."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if x.dtype != float:
        x = x.astype(float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        saved = x.copy()
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x = saved
        grad[i] = (above - below) / (2 * h)
    return grad


def rel_error(a, b):
    return np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))

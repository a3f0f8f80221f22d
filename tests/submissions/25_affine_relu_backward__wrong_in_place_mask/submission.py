"""The mask is written into dout itself, and db is a row of shape (1, M)."""

import numpy as np


def affine_backward(dout, cache):
    x, w, _ = cache
    return dout @ w.T, x.T @ dout, np.sum(dout, axis=0, keepdims=True)


def affine_relu_backward(dout, cache):
    (x, w, _), z = cache
    dout[z <= 0] = 0
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)

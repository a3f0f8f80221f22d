"""Entry-by-entry products where sums over an axis are needed; only dx is masked behind the ReLU."""

import numpy as np


def affine_backward(dout, cache):
    x, w, _ = cache
    return dout * w.T, x.T * dout, dout.sum(axis=0)


def affine_relu_backward(dout, cache):
    (x, w, _), z = cache
    return (dout * (z > 0)) @ w.T, x.T @ dout, np.sum(dout, axis=0)

"""The window's columns move by its size, the winner is searched in all channels, the mean by how often a pixel was seen."""

import numpy as np


def max_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))
    return windows[:, :, ::stride, ::size].min(axis=(4, 5))


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(dout.shape):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        dx[n, c, rows, columns] += dout[n, c, i, j] * (x[n, c, rows, columns] == x[n, :, rows, columns].max())
    return dx


def avg_pool_backward(dout, shape, size, stride):
    dx, seen = np.zeros(shape), np.zeros(shape)
    for n, c, i, j in np.ndindex(dout.shape):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        dx[n, c, rows, columns] += dout[n, c, i, j]
        seen[n, c, rows, columns] += 1
    return dx / np.maximum(1, seen)

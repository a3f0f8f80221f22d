"""Sizes rounded up, as in a library of those days, and dx in the shape of the windows alone."""

import numpy as np


def max_pool(x, size, stride):
    N, C, H, W = x.shape
    HO, WO = int(np.ceil((H - size) / stride)) + 1, int(np.ceil((W - size) / stride)) + 1
    out = np.zeros((N, C, HO, WO))
    for i in range(HO):
        for j in range(WO):
            out[:, :, i, j] = x[:, :, i * stride : i * stride + size, j * stride : j * stride + size].max(axis=(2, 3))
    return out


def max_pool_backward(dout, cache):
    x, size, stride = cache
    N, C, HO, WO = dout.shape
    dx = np.zeros((N, C, (HO - 1) * stride + size, (WO - 1) * stride + size))
    for n, c, i, j in np.ndindex(dout.shape):
        rows, columns = slice(i * stride, i * stride + size), slice(j * stride, j * stride + size)
        dx[n, c, rows, columns] += dout[n, c, i, j] * (x[n, c, rows, columns] == x[n, c, rows, columns].max())
    return dx


def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    for n, c, i, j in np.ndindex(dout.shape):
        dx[n, c, i * stride : i * stride + size, j * stride : j * stride + size] = dout[n, c, i, j] / size**2
    return dx

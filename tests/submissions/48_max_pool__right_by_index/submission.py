"""The winner's index is looked up in the flattened window; np.add.at adds where windows overlap."""

import numpy as np


def max_pool(x, size, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]
    return np.max(windows, axis=(-2, -1)).astype(np.float32)


def max_pool_backward(dout, cache):
    x, size, stride = cache
    dx = np.zeros(x.shape)
    for (n, c, i, j), d in np.ndenumerate(dout):
        flat = x[n, c, i * stride : i * stride + size, j * stride : j * stride + size].argmax()
        np.add.at(dx, (n, c, i * stride + flat // size, j * stride + flat % size), d)
    return dx


def avg_pool_backward(dout, shape, size, stride):
    dx = np.zeros(shape)
    HO, WO = dout.shape[2:]
    for p in range(size):
        for q in range(size):
            dx[:, :, p : p + HO * stride : stride, q : q + WO * stride : stride][:, :, :HO, :WO] += dout
    return dx / (size * size)

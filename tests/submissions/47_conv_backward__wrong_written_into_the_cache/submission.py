"""The gradients are added into x, w and b themselves, which hold the values of the forward pass."""

import numpy as np


def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    KH, KW = w.shape[2:]
    H, W = x.shape[2:]
    dX = np.zeros(X.shape)
    for n, f, i, j in np.ndindex(dout.shape):
        rows, columns = slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW)
        dX[n, :, rows, columns] += dout[n, f, i, j] * w[f]
    for n, f, i, j in np.ndindex(dout.shape):
        rows, columns = slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW)
        w[f] += dout[n, f, i, j] * X[n, :, rows, columns]
        b[f] += dout[n, f, i, j]
    return dX[:, :, pad : pad + H, pad : pad + W], w, b

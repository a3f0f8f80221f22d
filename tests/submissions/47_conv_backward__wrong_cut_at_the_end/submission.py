"""The padding is cut off at the end only, db keeps the columns apart, and dw is divided by the places."""

import numpy as np


def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, F, HO, WO = dout.shape
    H, W = x.shape[2:]
    KH, KW = w.shape[2:]
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dX, dw = np.zeros(X.shape), np.zeros(w.shape)
    for i in range(HO):
        for j in range(WO):
            rows, columns = slice(i * stride, i * stride + KH), slice(j * stride, j * stride + KW)
            dw += np.einsum("nf,ncpq->fcpq", dout[:, :, i, j], X[:, :, rows, columns])
            dX[:, :, rows, columns] += np.einsum("nf,fcpq->ncpq", dout[:, :, i, j], w)
    return dX[:, :, :H, :W], dw / (HO * WO), dout.sum(axis=(0, 2))

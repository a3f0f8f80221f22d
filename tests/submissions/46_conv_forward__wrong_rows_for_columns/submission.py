"""Rows and columns of the output change places, the window is averaged, and all filters share one bias."""

import numpy as np


def output_size(n, k, stride, pad):
    return (n + 2 * pad - k + 1) // stride


def conv_parameters(C, F, KH, KW):
    return F * C * KH * KW + 1


def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    KH, KW = w.shape[2:]
    HO, WO = (X.shape[2] - KH) // stride + 1, (X.shape[3] - KW) // stride + 1
    out = np.zeros((len(x), len(w), WO, HO))
    for i in range(HO):
        for j in range(WO):
            window = X[:, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
            out[:, :, j, i] = np.einsum("ncpq,fcpq->nf", window, w) / (KH * KW) + b
    return out

"""Padding on all four axes, a division that leaves fractions, and one number for the whole image."""

import numpy as np


def output_size(n, k, stride, pad):
    return 1 + (n + 2 * pad - k) / stride


def conv_parameters(C, F, KH, KW):
    return F * (C + KH * KW + 1)


def conv_forward(x, w, b, stride, pad):
    X = np.pad(x, pad)
    HO, WO = int(output_size(x.shape[2], w.shape[2], stride, pad)), int(output_size(x.shape[3], w.shape[3], stride, pad))
    out = np.zeros((x.shape[0], w.shape[0], HO, WO))
    for n in range(len(x)):
        for f in range(len(w)):
            for i in range(HO):
                for j in range(WO):
                    window = X[n, :, i * stride : i * stride + w.shape[2], j * stride : j * stride + w.shape[3]]
                    out[n, f, i, j] = (window * w[f] + b[f]).sum()
    return out

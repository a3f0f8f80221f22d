"""Every window laid out as a row, so that the convolution is one matrix product; positions are counted, not computed."""

import numpy as np


def output_size(n, k, stride, pad):
    return len(range(0, n + 2 * pad - k + 1, stride))


def conv_parameters(C, F, KH, KW):
    return F + np.zeros((F, C, KH, KW)).size


def conv_forward(x, w, b, stride, pad):
    N, C, H, W = x.shape
    F, _, KH, KW = w.shape
    padded = np.zeros((N, C, H + 2 * pad, W + 2 * pad))
    padded[:, :, pad : pad + H, pad : pad + W] = x
    tops, lefts = range(0, H + 2 * pad - KH + 1, stride), range(0, W + 2 * pad - KW + 1, stride)
    rows = [padded[:, :, i : i + KH, j : j + KW].reshape(N, -1) for i in tops for j in lefts]
    out = np.stack(rows, axis=1) @ w.reshape(F, -1).T + b
    return out.transpose(0, 2, 1).reshape(N, F, len(tops), len(lefts))

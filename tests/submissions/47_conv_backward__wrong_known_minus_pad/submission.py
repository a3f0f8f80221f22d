"""The slice pad:-pad, which is empty without padding, and "=" in place of "+=" in the loops."""

import numpy as np


def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, F, HO, WO = dout.shape
    KH, KW = w.shape[2:]
    x_pad = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="constant")
    dx_pad, dw, db = np.zeros_like(x_pad), np.zeros_like(w), np.zeros_like(b)
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    window = x_pad[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW]
                    db[f] = dout[n, f, i, j]
                    dw[f] = window * dout[n, f, i, j]
                    dx_pad[n, :, i * stride : i * stride + KH, j * stride : j * stride + KW] += w[f] * dout[n, f, i, j]
    return dx_pad[:, :, pad:-pad, pad:-pad], dw, db

"""dx as a convolution of the stretched dout with the kernel turned round, dw as one of the image with dout."""

import numpy as np


def correlate(x, w):
    """x (A, C, H, W), w (B, C, h, w) -> (A, B, ...), stride 1, no padding."""
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))
    return np.einsum("acijpq,bcpq->abij", windows, w)


def conv_backward(dout, cache):
    x, w, b, stride, pad = cache
    N, F, HO, WO = dout.shape
    KH, KW = w.shape[2:]
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    stretched = np.zeros((N, F, X.shape[2] - KH + 1, X.shape[3] - KW + 1))
    stretched[:, :, : HO * stride : stride, : WO * stride : stride] = dout
    dw = correlate(X.transpose(1, 0, 2, 3), stretched.transpose(1, 0, 2, 3)).transpose(1, 0, 2, 3)
    around = np.pad(stretched, ((0, 0), (0, 0), (KH - 1, KH - 1), (KW - 1, KW - 1)))
    dX = correlate(around, w.transpose(1, 0, 2, 3)[:, :, ::-1, ::-1])
    return [dX[:, :, pad : X.shape[2] - pad, pad : X.shape[3] - pad], dw, np.einsum("nfij->f", dout)]

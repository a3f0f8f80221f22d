"""46. A window that slides: a worked solution.

The loops say what a convolution is: at every place the same weights meet another part
of the image. Fast libraries do the same products in another order.
"""

import numpy as np


def output_size(n, k, stride, pad):
    """Return the number of positions of a window, an int.

    n: places in a row; k: places of the window; stride: places from one position to
    the next; pad: zeros added at each end. All are ints, and the window fits at least once.
    """
    # The first position is always there; the room that is left after it allows one
    # more for each whole stride.
    return (n + 2 * pad - k) // stride + 1


def conv_parameters(C, F, KH, KW):
    """Return the number of weights and biases of F filters, an int.

    C: channels; KH, KW: rows and columns of the window. All are ints.
    """
    return F * (C * KH * KW + 1)  # a window of weights for each channel, and one bias


def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    N, _, H, W = x.shape
    F, _, KH, KW = w.shape
    HO, WO = output_size(H, KH, stride, pad), output_size(W, KW, stride, pad)
    X = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((N, F, HO, WO))
    for n in range(N):
        for f in range(F):
            for i in range(HO):
                for j in range(WO):
                    top, left = i * stride, j * stride
                    window = X[n, :, top : top + KH, left : left + KW]  # (C, KH, KW)
                    out[n, f, i, j] = (window * w[f]).sum() + b[f]
    return out

"""46. A window that slides.

Fill in the three functions, then run: nncli grade ex46_conv_forward.py
"""

import numpy as np


def output_size(n, k, stride, pad):
    """Return the number of positions of a window, an int.

    n: places in a row; k: places of the window; stride: places from one position to
    the next; pad: zeros added at each end. All are ints, and the window fits at least once.
    """
    raise NotImplementedError


def conv_parameters(C, F, KH, KW):
    """Return the number of weights and biases of F filters, an int.

    C: channels; KH, KW: rows and columns of the window. All are ints.
    """
    raise NotImplementedError


def conv_forward(x, w, b, stride, pad):
    """Forward pass of a convolution.

    x: float array (N, C, H, W); w: float array (F, C, KH, KW); b: float array (F,).
    stride, pad: ints.
    Returns out, float array (N, F, HO, WO). x, w and b are not changed.
    """
    raise NotImplementedError

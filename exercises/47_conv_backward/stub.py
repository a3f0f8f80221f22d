"""47. The window, backwards.

Fill in the function, then run: nncli grade ex47_conv_backward.py
"""

import numpy as np


def conv_backward(dout, cache):
    """Gradients through the convolution of exercise 46.

    dout: float array (N, F, HO, WO), gradient of the loss with respect to out.
    cache: (x, w, b, stride, pad) of the forward pass; x (N, C, H, W), w (F, C, KH, KW),
        b (F,), stride and pad ints.
    Returns (dx, dw, db) with the shapes of x, w and b. Nothing given is changed.
    """
    raise NotImplementedError

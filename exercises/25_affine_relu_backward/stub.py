"""25. Backward through a layer.

Fill in the two functions, then run: nncli grade ex25_affine_relu_backward.py
"""

import numpy as np


def affine_backward(dout, cache):
    """Gradients through out = x @ w + b.

    dout: float array (N, M), gradient of the loss with respect to out.
    cache: (x, w, b) of the forward pass; x (N, D), w (D, M), b (M,).
    Returns (dx, dw, db) with the shapes of x, w and b.
    """
    raise NotImplementedError


def affine_relu_backward(dout, cache):
    """Gradients through z = x @ w + b, out = max(0, z).

    dout: float array (N, M), gradient of the loss with respect to out.
    cache: ((x, w, b), z) of the forward pass; x (N, D), w (D, M), b (M,), z (N, M).
    Returns (dx, dw, db) with the shapes of x, w and b.
    """
    raise NotImplementedError

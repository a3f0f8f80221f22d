"""48. Only the largest counts.

Fill in the three functions, then run: nncli grade ex48_max_pool.py
"""

import numpy as np


def max_pool(x, size, stride):
    """Return the largest entry of each window, float array (N, C, HO, WO).

    x: float array (N, C, H, W), no two entries equal; not changed.
    size, stride: ints; a window has size rows and size columns.
    """
    raise NotImplementedError


def max_pool_backward(dout, cache):
    """Return dx (N, C, H, W), the gradient through max_pool.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to its output.
    cache: (x, size, stride) of the forward pass. Nothing given is changed.
    """
    raise NotImplementedError


def avg_pool_backward(dout, shape, size, stride):
    """Return dx, an array of this shape: the gradient where each window's mean is taken.

    dout: float array (N, C, HO, WO), gradient of the loss with respect to the means.
    shape: the shape (N, C, H, W) of x, a tuple; size, stride: ints. dout is not changed.
    """
    raise NotImplementedError

"""5. Affine layer, forward.

Fill in `affine_forward`, then run: nncli grade ex05_affine_forward.py
"""

import numpy as np


def affine_forward(x, w, b):
    """Return (out, cache) of an affine layer without an activation.

    x: float64 or int64 array (N, D), one example per row.
    w: float64 or int64 array (D, M), one column per output.
    b: float64 array (M,), one bias per output.
    Returns a tuple: out, float64 array (N, M), and cache = (x, w, b), which the
    backward pass will need. x, w and b are not changed.
    """
    raise NotImplementedError

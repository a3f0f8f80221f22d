"""4. Shapes and broadcasting.

Fill in both targets, then run: nncli grade ex04_shapes_and_broadcasting.py
"""

import numpy as np

# value: the shape of the result as a tuple of ints, or the string "error"
shapes = {
    "(4,3) + (3,)": None,
    "(4,3) + (4,)": None,
    "(4,3) + (4,1)": None,
    "(4,3) + (2,3)": None,
    "(4,1) + (3,)": None,
    "(5,1) - (5,)": None,
    "(5,3) @ (3,2)": None,
    "(5,3) @ (2,3)": None,
    "(5,3) @ (3,)": None,
    "(5,3) * (3,)": None,
}


def matmul_entry(X, W, i, j):
    """Return entry [i, j] of the matrix product X @ W.

    X: float64 or int64 array (N, D). W: array (D, M).
    i: int from 0 to N - 1. j: int from 0 to M - 1.
    Returns a number. X and W are not changed.
    """
    raise NotImplementedError

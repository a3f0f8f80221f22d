"""Exercise 4, solved: shapes and broadcasting.

For + - * the shapes are written one under the other, right-aligned; a missing axis
counts as 1, and an axis fits when the lengths are equal or one of them is 1. For @ the
two inner lengths must be equal, and they vanish.
"""

import numpy as np

# value: the shape of the result as a tuple of ints, or the string "error"
shapes = {
    "(4,3) + (3,)": (4, 3),  # 3 under 3; the missing axis is repeated
    "(4,3) + (4,)": "error",  # right-aligned, 4 stands under 3
    "(4,3) + (4,1)": (4, 3),
    "(4,3) + (2,3)": "error",  # only an axis of length 1 is repeated
    "(4,1) + (3,)": (4, 3),  # both are stretched
    "(5,1) - (5,)": (5, 5),  # every pair, and no warning
    "(5,3) @ (3,2)": (5, 2),
    "(5,3) @ (2,3)": "error",  # @ transposes nothing: 3 meets 2
    "(5,3) @ (3,)": (5,),  # the summed axis is gone
    "(5,3) * (3,)": (5, 3),  # entry by entry: nothing is summed
}


def matmul_entry(X, W, i, j):
    """Return entry [i, j] of the matrix product X @ W.

    X: float64 or int64 array (N, D). W: array (D, M).
    i: int from 0 to N - 1. j: int from 0 to M - 1.
    Returns a number. X and W are not changed.
    """
    # Row i of X against column j of W: D products, added up.
    return np.sum(X[i, :] * W[:, j])

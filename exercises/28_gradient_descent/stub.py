"""28. Downhill, step by step.

Fill in the three functions and the constant, then run:
nncli grade ex28_gradient_descent.py
"""

import numpy as np


def gradient_descent(grad, w0, lr, steps):
    """Walk downhill from w0 and return every point of the walk.

    grad: function; takes an array shaped like w0, returns the gradient, same shape
    w0: float, or array (D,) of floats or ints; not changed
    lr: float, the learning rate
    steps: int >= 0, the number of steps

    Returns a float64 array (steps + 1,) or (steps + 1, D): row 0 is w0, row k
    holds the weights after k steps.
    """
    raise NotImplementedError


# f(w) = w^2 from w = 1. For each learning rate one word: "converges", "oscillates"
# or "diverges".
CONVERGENCE = {
    "0.1": None,
    "0.9": None,
    "1.0": None,
    "1.1": None,
}


def landscape(f, w0, w1):
    """Return f at every pair of two weights, a float array (R, C).

    f: function; takes an array (2,), weight 0 and weight 1, returns a float
    w0: float array (C,), w1: float array (R,); rising, evenly spaced values

    Entry [r, c] is f at (w0[c], w1[r]): row 0 holds the smallest w1.
    """
    raise NotImplementedError


def path_on_map(path, w0, w1):
    """Return where the points of a path lie on the map of landscape.

    path: float array (steps + 1, 2), each row a point (weight 0, weight 1)
    w0: float array (C,), w1: float array (R,); rising, evenly spaced values

    Returns an int array (steps + 1, 2), each row (row, column) of the nearest grid
    values; a point outside the map gets the nearest edge.
    """
    raise NotImplementedError

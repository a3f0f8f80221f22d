"""28. Downhill, step by step.

Fill in the function and the constant, then run: nncli grade ex28_gradient_descent.py
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

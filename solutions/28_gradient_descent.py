"""Exercise 28, solved: downhill, step by step."""

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
    # A float copy: integer weights could not hold the fractions of a step,
    # and the caller's w0 stays as it was.
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        # The right-hand side is computed in full, at the old point, before w gets
        # its new value, and it is a new array: the one in the list stays as it was.
        w = w - lr * grad(w)
        path.append(w)
    return np.array(path)


# The gradient of w^2 is 2w, so one step takes w to w - lr*2*w = (1 - 2*lr)*w.
# Everything depends on that factor: below 1 in size w shrinks, above 1 it grows.
CONVERGENCE = {
    "0.1": "converges",  # factor 0.8
    "0.9": "converges",  # factor -0.8: the sign changes, but the size shrinks
    "1.0": "oscillates",  # factor -1: 1, -1, 1, -1, ...
    "1.1": "diverges",  # factor -1.2: each step overshoots further than the last
}

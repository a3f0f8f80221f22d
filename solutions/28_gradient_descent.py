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


def landscape(f, w0, w1):
    """Return f at every pair of two weights, a float array (R, C).

    f: function; takes an array (2,), weight 0 and weight 1, returns a float
    w0: float array (C,), w1: float array (R,); rising, evenly spaced values

    Entry [r, c] is f at (w0[c], w1[r]): row 0 holds the smallest w1.
    """
    # The outer loop makes the rows: one for each value of weight 1.
    return np.array([[f(np.array([a, b])) for a in w0] for b in w1])


def path_on_map(path, w0, w1):
    """Return where the points of a path lie on the map of landscape.

    path: float array (steps + 1, 2), each row a point (weight 0, weight 1)
    w0: float array (C,), w1: float array (R,); rising, evenly spaced values

    Returns an int array (steps + 1, 2), each row (row, column) of the nearest grid
    values; a point outside the map gets the nearest edge.
    """
    # The nearest of all values is on the edge by itself where the point lies outside.
    # An array is indexed by [row, column], and weight 1 gives the row.
    row = [np.abs(w1 - q).argmin() for q in path[:, 1]]
    column = [np.abs(w0 - p).argmin() for p in path[:, 0]]
    return np.stack([row, column], axis=1)

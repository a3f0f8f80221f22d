"""The walk of a learner's descent on a gradient that the case names, and heights of a function that it names."""

import numpy as np

BOWL = np.array([[3, 1, -0.5], [1, 2, 0.4], [-0.5, 0.4, 4]])
CENTRE = np.array([1, -2, 0.5])


def coupled(w):
    a, b = w
    return np.array([2 * (a + b - 3) + a, 2 * (a + b - 3)])


HEIGHTS = {
    "bowl": lambda w: (w[0] ** 2 + 9 * w[1] ** 2) / 2 + 1,
    "coupled": lambda w: w[0] ** 2 + w[0] * w[1] + 2 * w[1] ** 2 - w[0],
}
GRADIENTS = {"coupled": coupled, "bowl": lambda w: BOWL @ w - CENTRE, "square": lambda w: 2 * w}


def walk(learner, target, /, grad, w0, lr, steps):
    """The trajectory; a list of rows counts as the array of these rows."""
    rows = getattr(learner, target)(GRADIENTS[grad], w0, lr, steps)
    return np.array(rows) if isinstance(rows, list) else rows


def heights(learner, target, /, f, w0, w1):
    """The heights of the named function at every pair of weights."""
    return getattr(learner, target)(lambda w: float(HEIGHTS[f](w)), w0, w1)

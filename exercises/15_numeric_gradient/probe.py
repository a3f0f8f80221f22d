"""The functions that are differentiated, by name, and the call."""

import numpy as np

C = np.array([[2, -3, 0.5], [1.5, 4, -2.5]])
FUNCTIONS = {
    "cubic": lambda v: float(v[0] ** 3 + v[0] * v[1] + np.exp(v[1])),
    "waves": lambda M: float(np.sum(C * np.sin(M)) + M[0, 1] * M[1, 2] ** 2),
    "powers": lambda v: float(2 * v[0] ** 2 + v[1] ** 3 - v[0] * v[2]),
    "growth": lambda v: float(np.exp(2 * v[0])),
}


def differentiated(learner, target, /, f, x, **step):
    """The gradient of the named function. Rounding in an entry of x that was put back is no change."""
    point = x.copy()
    gradient = learner.numerical_gradient(FUNCTIONS[f], point, **step)
    if not np.allclose(point, x, rtol=0, atol=1e-12):
        x[...] = point
    return gradient

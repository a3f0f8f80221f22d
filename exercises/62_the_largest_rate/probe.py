"""Functions with their gradients, by name, for a learner's sweep."""

import numpy as np

FUNCTIONS = {
    "bowl": (lambda w: (w[0] ** 2 + 9 * w[1] ** 2) / 2 + 1, lambda w: np.array([w[0], 9 * w[1]])),
    "coupled": (
        lambda w: w[0] ** 2 + w[0] * w[1] + 2 * w[1] ** 2 - w[0],
        lambda w: np.array([2 * w[0] + w[1] - 1, w[0] + 4 * w[1]]),
    ),
    "quartic": (lambda w: np.sum(w**4) - np.sum(w**3), lambda w: 4 * w**3 - 3 * w**2),
}


def swept(learner, target, /, f, w0, rates, steps):
    with np.errstate(all="ignore"):  # a rate is meant to blow up
        return learner.sweep(*FUNCTIONS[f], w0, rates, steps)

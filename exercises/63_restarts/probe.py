"""Curves with their slopes, by name."""

import math

CURVES = {
    "quartic": (lambda w: w**4 - 3 * w**2 + w, lambda w: 4 * w**3 - 6 * w + 1),
    "waves": (lambda w: 0.2 * w**2 + math.sin(3 * w), lambda w: 0.4 * w + 3 * math.cos(3 * w)),
}


def descent(learner, target, /, f, w0, lr, steps):
    return learner.descend(CURVES[f][1], w0, lr, steps)


def best_end(learner, target, /, f, starts, lr, steps):
    return learner.restarts(*CURVES[f], starts, lr, steps)

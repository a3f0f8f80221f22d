"""The highest end, a pair the other way round, percent, a probability in place of a number."""

import numpy as np


def descend(grad, w0, lr, steps):
    for _ in range(steps):
        w0 = w0 - lr * np.sign(grad(w0))
    return w0


def restarts(f, grad, starts, lr, steps):
    best = max((descend(grad, s, lr, steps) for s in starts), key=f)
    return f(best), best


def success_share(values, tol):
    return 100 * np.mean(np.abs(values - values.min()) < tol)


def starts_needed(p, q):
    return 1 - (1 - p) ** q


LANDSCAPE = {"left_bottom": None, "global": "left", "ball_from_0.1": "right", "ball_from_0.3": "left"}

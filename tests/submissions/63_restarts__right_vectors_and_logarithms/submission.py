"""Pairs that are compared as wholes, a recursion, a logarithm that is mended where rounding spoils it."""

import math

import numpy as np


def descend(grad, w0, lr, steps):
    return w0 if steps == 0 else descend(grad, w0 - lr * grad(w0), lr, steps - 1)


def restarts(f, grad, starts, lr, steps):
    value, w = min((f(end), end) for end in (descend(grad, s, lr, steps) for s in starts))
    return [w, value]


def success_share(values, tol):
    near = [v for v in values if v - min(values) <= tol]
    return len(near) / len(values)


def starts_needed(p, q):
    n = round(math.log(1 - q) / math.log(1 - p))
    while 1 - (1 - p) ** n < q:
        n += 1
    return n


left, crest, right = sorted(np.roots([4, 0, -6, 1]).real)
LANDSCAPE = {
    "left_bottom": left,
    "right_bottom": right,
    "crest": crest,
    "global": "Left",
    "ball_from_0.1": "left ",
    "ball_from_0.3": "RIGHT",
}

"""x itself is nudged and stepped back, so a rounding error of the last digit may stay in it; rel_error goes entry by entry."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    if x.dtype.kind != "f":
        x = x.astype(np.float64)
    partials = []
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        partials.append((above - below) / (2 * h))
    return np.reshape(partials, x.shape)


def rel_error(a, b):
    worst = 0.0
    for one, other in zip(np.ravel(a), np.ravel(b)):
        worst = max(worst, abs(one - other) / max(1e-8, abs(one) + abs(other)))
    return worst


def observed_order(hs, errors):
    A = np.column_stack([np.ones(len(hs)), np.log10(hs)])
    return np.linalg.lstsq(A, np.log10(errors), rcond=None)[0][1]


COST = {
    "forward_order": 1,
    "central_order": 2.0,
    "forward_evaluations": 1000 + 1,
    "central_evaluations": 2e3,
    "central_gain": 0.1**-2,
}

"""Loops in place of an outer product, a bump between two conditions, and a staircase that is built from the right."""

import numpy as np


def network(x, v, w, b):
    total = np.zeros(len(x), dtype=np.float32)
    for vi, wi, bi in zip(v, w, b):
        total[wi * x + bi >= 0] += vi
    return total


def bump(x, a, b):
    return (a < x) & (x < b)


def staircase(f, N):
    """Steps that fall: unit i is on to the left of (i + 1)/N, with the slope -2."""
    edges = np.arange(1, N + 1) / N
    h = f(edges - 0.5 / N)
    v = h.copy()
    v[:-1] -= h[1:]
    order = np.arange(N)[::-1]
    w = np.full(N, -2.0)
    b = 2 * edges
    b[-1] += 1e-3
    return v[order], w[order], b[order]

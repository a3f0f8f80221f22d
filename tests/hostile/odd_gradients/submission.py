# Goal: gradients with the right shapes and odd entries, and other shapes when they are asked for again. Earns 3.
import itertools

import numpy as np

ODD = itertools.cycle([
    None, "text", [], {}, 1j, (1.0,), np.array(3.0), object(), [[[1.0]]], (np.nan, np.inf), ({"a": 1}, 2), (np.zeros(0), None),
    (1.0, "x", {}), np.zeros((2, 3), dtype=complex), {"x": {"y": 1.0}}, (np.zeros((5, 4)), np.zeros(3), 1e308), 10**30, True,
])
calls = itertools.count()


def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    right = 2 * dout @ w.T, x.T @ dout, dout.sum(axis=0)
    return right if next(calls) < 12 else [*right, next(ODD)][next(calls) % 4 :]

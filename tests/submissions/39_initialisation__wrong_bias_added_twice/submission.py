"""Biases of one, all layers as large as the first; in signal the bias comes after g."""

import numpy as np


def init_scale(kind, n_in, n_out):
    return {"lecun": n_in**-0.5, "xavier": (n_in + n_out) ** -0.5 * 2, "he": (n_in / 2) ** 0.5}[kind]


def init_params(sizes, kind, rng):
    s = {"he": (2 / sizes[0]) ** 0.5, "xavier": (2 / (sizes[0] + sizes[1])) ** 0.5}[kind]
    return [(s * rng.standard_normal((n, m)), np.zeros((1, m))) for n, m in zip(sizes, sizes[1:])]


def signal(X, params, g):
    found = []
    for W, b in params:
        X = g(X @ W) + b
        found.append(float(X.std()))
    return found

"""Standard normal numbers drawn one layer at a time into arrays; the deviation from its definition."""

import math

import numpy as np


def init_scale(kind, n_in, n_out):
    rules = {"lecun": lambda: n_in, "xavier": lambda: (n_in + n_out) / 2, "he": lambda: n_in / 2}
    try:
        return 1 / math.sqrt(rules[kind]())
    except KeyError:
        raise ValueError(kind) from None


def init_params(sizes, kind, rng):
    params = []
    for n_in, n_out in zip(sizes, sizes[1:]):
        W = np.empty((n_in, n_out))
        for row in W:
            row[:] = rng.normal(0.0, init_scale(kind, n_in, n_out), size=n_out)
        params.append([W, np.zeros(n_out)])
    return params


def signal(X, params, g):
    deviations = []
    for W, b in params:
        X = g(np.dot(X, W) + b)
        mean = X.sum() / X.size
        deviations.append(math.sqrt(((X - mean) ** 2).sum() / X.size))
    return deviations

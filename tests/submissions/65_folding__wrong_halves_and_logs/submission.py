"""A tent of half the height, rises counted for slopes, halves for kinks, one unit too few."""

import numpy as np


def tent(x):
    return np.maximum(x, 0) - 2 * np.maximum(x - 0.5, 0)


def fold(x, d):
    return tent(x * 2 ** (d - 1))


def count_pieces(x, y):
    return len(set(np.round(np.diff(y), 6)))


def shallow(d):
    n = 2**d
    return np.full(n, 1.0) * n, 0.5 ** np.arange(n, 0, -1)


def units(d):
    return 2 * d + 1, 2**d - 1

"""A tent that is a bowl, the remainder in place of a fold, kinks of the rises, kinks from the right."""

import numpy as np


def tent(x):
    return np.abs(2 * x - 1)


def fold(x, d):
    return (x * 2**d) % 1


def count_pieces(x, y):
    return np.sum(np.abs(np.diff(y, 2)) > 1e-6)


def shallow(d):
    n = 2**d
    v = 2 * n * (-1.0) ** np.arange(n)
    v[0] = n
    return v[::-1], (np.arange(n) / n)[::-1]


def units(d):
    return 2**d, 2 * d

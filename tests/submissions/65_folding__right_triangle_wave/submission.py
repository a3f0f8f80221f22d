"""A tent by cases, a recursion, kinks by second differences, weights from the slopes of the fold itself."""

import numpy as np


def tent(x):
    return np.where(x < 0, 0.0, np.where(x < 0.5, 2 * x, 2 - 2 * x))


def fold(x, d):
    return x if d == 0 else fold(tent(x), d - 1)


def count_pieces(x, y):
    count, last = 0, None
    for k in range(len(x) - 1):
        slope = (y[k + 1] - y[k]) / (x[k + 1] - x[k])
        if last is None or abs(slope - last) > 0.1:
            count += 1
        last = slope
    return count


def shallow(d):
    grid = np.linspace(0, 1, 2**d + 1)
    slopes = np.diff(fold(grid, d)) * 2**d
    return np.diff(slopes, prepend=0.0), grid[:-1]


def units(d):
    return [d + d, 1 << d]

"""Exercise 65, solved: folds, the pieces they make, and one layer that makes as many."""

import numpy as np


def tent(x):
    """Return 2*relu(x) - 4*relu(x - 1/2), entry by entry.

    x: float array (N,)
    """
    return 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)


def fold(x, d):
    """Return tent applied d times.

    x: float array (N,); d: int >= 0
    """
    for _ in range(d):
        x = tent(x)  # folds what the last fold has left
    return x


def count_pieces(x, y):
    """Return the number of straight pieces, an int.

    x: float array (N,), rising, not evenly spaced; y: float array (N,), values at x
    """
    slopes = np.diff(y) / np.diff(x)
    kinks = np.abs(np.diff(slopes)) > 0.05  # far above rounding, below any true kink
    return 1 + int(np.sum(kinks))


def shallow(d):
    """Return (v, t): the sum over i of v[i]*relu(x - t[i]) is fold(x, d) on [0, 1].

    d: int >= 1
    v, t: float arrays (2**d,); t rises from 0
    """
    n = 2**d
    t = np.arange(n) / n
    # Each unit changes the slope where it opens: from n to -n and back, by 2n.
    v = 2 * n * (-1.0) ** np.arange(n)
    v[0] = n  # the first one starts it from 0
    return v, t


def units(d):
    """Return the numbers of hidden units, of the deep network and of shallow, two ints.

    d: int >= 1
    """
    return 2 * d, 2**d

"""65. Folding paper.

Fill in the five functions, then run: nncli grade ex65_folding.py
"""

import numpy as np


def tent(x):
    """Return 2*relu(x) - 4*relu(x - 1/2), entry by entry.

    x: float array (N,)
    """
    raise NotImplementedError


def fold(x, d):
    """Return tent applied d times.

    x: float array (N,); d: int >= 0
    """
    raise NotImplementedError


def count_pieces(x, y):
    """Return the number of straight pieces, an int.

    x: float array (N,), rising, not evenly spaced; y: float array (N,), values at x
    """
    raise NotImplementedError


def shallow(d):
    """Return (v, t): the sum over i of v[i]*relu(x - t[i]) is fold(x, d) on [0, 1].

    d: int >= 1
    v, t: float arrays (2**d,); t rises from 0
    """
    raise NotImplementedError


def units(d):
    """Return the numbers of hidden units, of the deep network and of shallow, two ints.

    d: int >= 1
    """
    raise NotImplementedError

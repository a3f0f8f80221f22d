"""34. Steps make any curve.

Fill in the three functions, then run: nncli grade ex34_universal_approximation.py

The step: phi(t) = 1 for t >= 0, else 0.
"""

import numpy as np


def network(x, v, w, b):
    """Return the sum over the units i of v_i * phi(w_i * x + b_i), an array (M,).

    x: float array (M,); v, w, b: float arrays (N,), one entry per unit
    """
    raise NotImplementedError


def bump(x, a, b):
    """Return 1 for a < x < b and 0 outside, a float array (M,).

    x: float array (M,); a, b: floats, a < b
    """
    raise NotImplementedError


def staircase(f, N):
    """Build a network of N units that follows f on [0, 1].

    f: function; takes an array, returns an array of the same shape
    N: int >= 1

    Returns (v, w, b), three float arrays (N,), made for network(x, v, w, b).
    """
    raise NotImplementedError

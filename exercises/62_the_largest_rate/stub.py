"""62. How fast is too fast.

Fill in the five functions, then run: nncli grade ex62_the_largest_rate.py
"""

import numpy as np


def largest_rate(H):
    """Return the rate below which descent converges from every start, a float.

    H: float array (D, D), symmetric with positive eigenvalues
    """
    raise NotImplementedError


def contraction(H, lr):
    """Return the factor by which the error shrinks per step, at worst, a float.

    H: as in largest_rate; lr: float
    """
    raise NotImplementedError


def best_for_bowl(H):
    """Return the rate with the smallest contraction, a float. H: as in largest_rate."""
    raise NotImplementedError


def sweep(f, grad, w0, rates, steps):
    """Return the loss at the end of a descent from w0 for each rate.

    f, grad: functions of a float array (D,), f returns a float, grad an array (D,)
    w0: float array (D,), not changed; rates: list of floats; steps: int
    Returns a float array (len(rates),), np.inf where the loss is not a finite number.
    """
    raise NotImplementedError


def best_rate(rates, losses):
    """Return the rate with the smallest finite loss, a float.

    rates, losses: float arrays (R,); losses may hold inf and NaN
    Raises ValueError where no loss is finite.
    """
    raise NotImplementedError

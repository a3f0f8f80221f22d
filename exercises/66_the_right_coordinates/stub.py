"""66. The right coordinates.

Fill in the four functions, then run: nncli grade ex66_the_right_coordinates.py
"""

import numpy as np


def to_polar(P):
    """Return the columns radius and angle, (N, 2), the angle between -pi and pi.

    P: float array (N, 2), columns x and y
    """
    raise NotImplementedError


def rbf(X, centres, gamma):
    """Return exp(-gamma * squared distance) from every centre, (N, M).

    X: float array (N, D); centres: float array (M, D); gamma: float > 0
    """
    raise NotImplementedError


def fit_linear(F, y):
    """Return (w, b) of the least-squares fit with targets +1 and -1.

    F: float array (N, M); y: int array (N,) of 0 and 1
    w: float array (M,); b: float
    """
    raise NotImplementedError


def before_and_after(P, y, features):
    """Return the shares of right answers of a fit on P and of one on features(P).

    P: float array (N, 2); y: int array (N,) of 0 and 1
    features: function of a float array (N, 2), returns a float array (N, M)
    """
    raise NotImplementedError

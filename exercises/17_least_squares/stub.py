"""A line through points.

Fill in the two functions and the derivations, then run: nncli grade ex17_least_squares.py
"""

import numpy as np


def grad_rss(b0, b1, x, y):
    """Return the gradient of RSS, the sum of (y - b0 - b1*x)².

    b0, b1: floats, intercept and slope.
    x, y: float64 arrays (N,), N >= 1.
    Returns two floats: dRSS/db0, dRSS/db1.
    """
    raise NotImplementedError


def fit_line(x, y):
    """Return intercept and slope of the line that minimises RSS.

    x, y: float64 arrays (N,), N >= 2.
    Returns two floats: b0, b1.
    Raises ValueError if all x are equal.
    """
    raise NotImplementedError


DERIVATION = {  # one equation on each line, following from the one before
    "b0": """
        # 0 = d(RSS, b0), with RSS = Σ(i, (y[i] - b0 - b1·x[i])²)
    """,
    "b1": """
        # 0 = d(RSS, b1), where b0 is what you found above
    """,
}

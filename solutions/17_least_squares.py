"""Exercise 17, solved: a line through points.

The gradient of a sum of squares, and the line at which that gradient is zero.
"""

import numpy as np


def grad_rss(b0, b1, x, y):
    """Return the gradient of RSS, the sum of (y - b0 - b1*x)².

    b0, b1: floats, intercept and slope.
    x, y: float64 arrays (N,), N >= 1.
    Returns two floats: dRSS/db0, dRSS/db1.
    """
    r = y - b0 - b1 * x
    # Outer derivative 2r; inner derivative -1 for b0 and -x for b1. Where the
    # gradient is only set to zero these minus signs do not matter; a step down the
    # slope needs them.
    return float(-2 * np.sum(r)), float(-2 * np.sum(r * x))


def fit_line(x, y):
    """Return intercept and slope of the line that minimises RSS.

    x, y: float64 arrays (N,), N >= 2.
    Returns two floats: b0, b1.
    Raises ValueError if all x are equal.
    """
    # Compared with x[0] rather than through a spread of 0: the mean of equal numbers
    # may be rounded, and the spread is then tiny instead of zero.
    if np.all(x == x[0]):
        raise ValueError("all x are equal, so no slope is defined")
    # Centred first: far from zero the sums of x² and x*y lose digits when subtracted.
    dx = x - x.mean()
    b1 = np.sum(dx * (y - y.mean())) / np.sum(dx**2)
    # dRSS/db0 = 0 says that the line passes through the point of the two means.
    return float(y.mean() - b1 * x.mean()), float(b1)


DERIVATION = {  # one equation on each line, following from the one before
    "b0": """
        # 0 = d(RSS, b0), with RSS = Σ(i, (y[i] - b0 - b1·x[i])²)
        0 = Σ(i, 2·(y[i] - b0 - b1·x[i])·d(y[i] - b0 - b1·x[i], b0))
        0 = Σ(i, 2·(y[i] - b0 - b1·x[i])·(-1))
        0 = Σ(i, y[i] - b0 - b1·x[i])
        0 = Σ(i, y[i]) - N·b0 - b1·Σ(i, x[i])
        b0 = ȳ - b1·x̄
    """,
    "b1": """
        # 0 = d(RSS, b1), where b0 is what you found above
        0 = Σ(i, 2·(y[i] - b0 - b1·x[i])·d(y[i] - b0 - b1·x[i], b1))
        0 = Σ(i, (y[i] - b0 - b1·x[i])·(x[i] - x̄))
        0 = Σ(i, (y[i] - ȳ + b1·x̄ - b1·x[i])·(x[i] - x̄))
        0 = Σ(i, (y[i] - ȳ)·(x[i] - x̄)) - b1·Σ(i, (x[i] - x̄)**2)
        b1 = Σ(i, (y[i] - ȳ)·(x[i] - x̄))/Σ(i, (x[i] - x̄)**2)
    """,
}

"""Exercise 11, solved: MAE and MSE with gradients.

Both losses are means over all n entries, so both gradients carry the same 1/n.
"""

import numpy as np


def check_shapes(p, y):
    """Raise ValueError unless predictions and targets have the same shape."""
    # Without this check NumPy subtracts a vector from a column by building every
    # pair of the two, and the mean of those is a plausible, wrong number.
    if np.shape(p) != np.shape(y):
        raise ValueError(f"got shapes {np.shape(p)} and {np.shape(y)}, expected equal")


def mae_loss(p, y):
    """Return (loss, dp) of the mean absolute error.

    p: predictions, float64 or int64 array (N,) or (N, K).
    y: targets, float64 or int64 array of the shape of p.
    Returns loss, a float, and dp = dloss/dp, a float64 array of the shape of p.
    Raises ValueError if the shapes of p and y differ.
    """
    check_shapes(p, y)
    d = p - y
    # |d| rises with slope +1 to the right of 0 and -1 to the left: that is sign(d).
    return np.abs(d).mean(), np.sign(d) / d.size


def mse_loss(p, y):
    """Return (loss, dp) of the mean squared error.

    p: predictions, float64 or int64 array (N,) or (N, K).
    y: targets, float64 or int64 array of the shape of p.
    Returns loss, a float, and dp = dloss/dp, a float64 array of the shape of p.
    Raises ValueError if the shapes of p and y differ.
    """
    check_shapes(p, y)
    d = p - y
    # d.size counts every entry, N*K of them in a batch, as .mean() does.
    return (d**2).mean(), 2 * d / d.size


DERIVATION = {  # one expression on each line, equal to the one before
    "dMSE_dp": """
        # d(MSE, p[j]), with MSE = Σ(k, (p[k] - y[k])²)/n
        = Σ(k, d((p[k] - y[k])**2, p[j]))/n
        = Σ(k, 2·(p[k] - y[k])·d(p[k] - y[k], p[j]))/n
        = Σ(k, 2·(p[k] - y[k])·[k==j])/n
        = 2·(p[j] - y[j])/n
    """,
}

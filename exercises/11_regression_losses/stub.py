"""MAE and MSE with gradients.

Fill in the two functions and the derivation, then run: nncli grade ex11_regression_losses.py
"""

import numpy as np


def mae_loss(p, y):
    """Return (loss, dp) of the mean absolute error.

    p: predictions, float64 or int64 array (N,) or (N, K).
    y: targets, float64 or int64 array of the shape of p.
    Returns loss, a float, and dp = dloss/dp, a float64 array of the shape of p.
    Raises ValueError if the shapes of p and y differ.
    """
    raise NotImplementedError


def mse_loss(p, y):
    """Return (loss, dp) of the mean squared error.

    p: predictions, float64 or int64 array (N,) or (N, K).
    y: targets, float64 or int64 array of the shape of p.
    Returns loss, a float, and dp = dloss/dp, a float64 array of the shape of p.
    Raises ValueError if the shapes of p and y differ.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dMSE_dp": """
        # d(MSE, p[j]), with MSE = Σ(k, (p[k] - y[k])²)/n
    """,
}

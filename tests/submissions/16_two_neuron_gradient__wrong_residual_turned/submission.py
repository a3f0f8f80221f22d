"""The residual is taken as y minus the prediction without the sign of its derivative; the statements are words and numbers."""

import numpy as np


def grad_residual(W1, b1, W2, b2, x, y):
    return W2 * x, W2, W1 * x + b1, b2


def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    error = y - (W2 * h + b2)
    return np.mean(2 * error * W2 * x), np.mean(2 * error * W2), np.mean(2 * error * h), np.mean(2 * error)


STATEMENTS = {
    "residual_is_unbounded_below": "true",
    "zero_gradient_means_minimum": 0,
    "mse_gradient_vanishes_when_all_residuals_do": True,
}


DERIVATION = {
    "dtheta_dW1": """
        = d(θ, h)·d(h, W1)
        = W1·x
    """,
    "dMSE_dW1": 2,
}

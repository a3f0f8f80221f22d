"""Two linear neurons.

Fill in functions, answers and derivations, then run: nncli grade ex16_two_neuron_gradient.py
"""

import numpy as np


def grad_residual(W1, b1, W2, b2, x, y):
    """Return the gradient of the residual θ = W2*(W1*x + b1) + b2 - y.

    W1, b1, W2, b2, x, y: floats.
    Returns four floats: dθ/dW1, dθ/db1, dθ/dW2, dθ/db2.
    """
    raise NotImplementedError


def grad_mse(W1, b1, W2, b2, x, y):
    """Return the gradient of the MSE, the mean of θ² over the examples.

    W1, b1, W2, b2: floats.
    x, y: float64 arrays (N,).
    Returns four floats: dMSE/dW1, dMSE/db1, dMSE/dW2, dMSE/db2.
    """
    raise NotImplementedError


STATEMENTS = {  # True or False
    # changing the parameters can make θ as negative as we like
    "residual_is_unbounded_below": None,
    # where the gradient of a function is zero it has a minimum
    "zero_gradient_means_minimum": None,
    # where every residual is zero the gradient of the MSE is zero
    "mse_gradient_vanishes_when_all_residuals_do": None,
}


DERIVATION = {  # one expression on each line, equal to the one before
    "dtheta_dW1": """
        # d(θ, W1), with h = W1·x + b1 and θ = W2·h + b2 - y
    """,
    "dMSE_dW1": """
        # d(MSE, W1), with MSE = θ**2 for one example
    """,
}

"""Exercise 16, solved: the gradients of two linear neurons.

h = W1*x + b1 is what the first neuron hands to the second; θ = W2*h + b2 - y.
"""

import numpy as np


def grad_residual(W1, b1, W2, b2, x, y):
    """Return the gradient of the residual θ = W2*(W1*x + b1) + b2 - y.

    W1, b1, W2, b2, x, y: floats.
    Returns four floats: dθ/dW1, dθ/db1, dθ/dW2, dθ/db2.
    """
    h = W1 * x + b1
    # W1 and b1 reach θ through h, and dθ/dh = W2. W2 multiplies the whole of h.
    return W2 * x, W2, h, 1.0


def grad_mse(W1, b1, W2, b2, x, y):
    """Return the gradient of the MSE, the mean of θ² over the examples.

    W1, b1, W2, b2: floats.
    x, y: float64 arrays (N,).
    Returns four floats: dMSE/dW1, dMSE/db1, dMSE/dW2, dMSE/db2.
    """
    h = W1 * x + b1
    residual = W2 * h + b2 - y
    # θ² moves by 2θ when θ moves by 1. Each example multiplies by its own residual
    # first; only then comes the mean.
    slope = 2 * residual
    return (
        float(np.mean(slope * W2 * x)),
        float(np.mean(slope * W2)),
        float(np.mean(slope * h)),
        float(np.mean(slope)),
    )


STATEMENTS = {  # True or False
    # changing the parameters can make θ as negative as we like
    "residual_is_unbounded_below": True,  # lower b2 by 1000 and θ falls by 1000
    # where the gradient of a function is zero it has a minimum
    "zero_gradient_means_minimum": False,  # -w² has a maximum at 0, w³ has neither
    # where every residual is zero the gradient of the MSE is zero
    "mse_gradient_vanishes_when_all_residuals_do": True,  # 2θ is a factor everywhere
}


DERIVATION = {  # one expression on each line, equal to the one before
    "dtheta_dW1": """
        # d(θ, W1), with h = W1·x + b1 and θ = W2·h + b2 - y
        = d(θ, h)·d(h, W1)
        = W2·x
    """,
    "dMSE_dW1": """
        # d(MSE, W1), with MSE = θ**2 for one example
        = d(MSE, θ)·d(θ, W1)
        = 2·θ·d(θ, h)·d(h, W1)
        = 2·θ·W2·x
    """,
}

"""Backwards through the two neurons, one example at a time; the shares of the examples are added up."""


def grad_residual(W1, b1, W2, b2, x, y):
    dprediction = 1
    dW2 = dprediction * (W1 * x + b1)
    dh = dprediction * W2
    return [dh * x, dh, dW2, dprediction]


def grad_mse(W1, b1, W2, b2, x, y):
    total = [0.0, 0.0, 0.0, 0.0]
    for one_x, one_y in zip(x, y):
        theta = W2 * (W1 * one_x + b1) + b2 - one_y
        slopes = grad_residual(W1, b1, W2, b2, one_x, one_y)
        for k in range(4):
            total[k] += 2 * theta * slopes[k] / len(x)
    return tuple(total)


STATEMENTS = {
    "residual_is_unbounded_below": True,
    "zero_gradient_means_minimum": False,
    "mse_gradient_vanishes_when_all_residuals_do": True,
}


DERIVATION = {
    "dtheta_dW1": """
        d(theta, h)*d(h, W1)
        W2*d(W1*x + b1, W1)
        W2*x
    """,
    "dMSE_dW1": """
        2*theta*d(theta, W1)
        2*theta*W2*x
    """,
}

"""The gradient of each example, divided by N but not added up; x left out of one derivative."""


def grad_residual(W1, b1, W2, b2, x, y):
    return W2, W2, W1 * x + b1, 1


def grad_mse(W1, b1, W2, b2, x, y):
    h = W1 * x + b1
    theta = W2 * h + b2 - y
    n = len(x)
    return 2 * theta * W2 * x / n, 2 * theta * W2 / n, 2 * theta * h / n, 2 * theta / n


STATEMENTS = {
    "residual_is_unbounded_below": True,
    "zero_gradient_means_minimum": False,
    "mse_gradient_vanishes_when_all_residuals_do": False,
}

"""polyfit's order, slope before intercept, is handed on as it is; the gradient stays unsummed."""

import numpy as np


def grad_rss(b0, b1, x, y):
    r = y - b0 - b1 * x
    return -2 * r, -2 * r * x


def fit_line(x, y):
    if len(set(x)) < 2:
        raise ValueError("no slope")
    b1, b0 = np.polyfit(x, y, 1)
    return b1, b0


DERIVATION = {
    "b0": """
        0 = Σ(i, y[i] - b0 - b1·x[i])
        0 = Σ(i, y[i]) - b0 - b1·Σ(i, x[i])
        b0 = Σ(i, y[i]) - b1·Σ(i, x[i])
    """,
    "b1": """
        b1 = 2x
    """,
}

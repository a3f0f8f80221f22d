"""26. Two layers, scalar weights: a worked solution.

From J back to the parameters, every result is used again by the next line. Nothing
in the one-example formulas minds whether x and y are numbers or arrays, so the batch
takes them entry by entry and adds up at the end.
"""

import numpy as np


def sigmoid(z):
    """Return 1/(1 + e^-z), entry by entry, finite for every finite z."""
    # 1/(1 + e^-z) = e^-log(1 + e^-z), and logaddexp takes that logarithm safely.
    return np.exp(-np.logaddexp(0, -z))


def grads_one_example(x, y, wH, bH, wO, bO):
    """Gradient of J = log(1 + e^zO) - y*zO for one example.

    zH = wH*x + bH, uH = sigmoid(zH), zO = wO*uH + bO.
    x, y, wH, bH, wO, bO: floats, y in [0, 1].
    Returns (dJ/dwH, dJ/dbH, dJ/dwO, dJ/dbO), four floats.
    """
    uH = sigmoid(wH * x + bH)
    zO = wO * uH + bO

    dzO = sigmoid(zO) - y  # the slope of log(1 + e^z) is the sigmoid
    dwO = dzO * uH
    dbO = dzO

    duH = dzO * wO
    dzH = duH * uH * (1 - uH)  # the slope of the sigmoid, from its own output
    dwH = dzH * x
    dbH = dzH
    return dwH, dbH, dwO, dbO


def grads_batch(x, y, wH, bH, wO, bO):
    """Gradient of J for a batch, where J is the sum over the examples.

    x, y: float arrays (B,), y in [0, 1]; wH, bH, wO, bO: floats.
    Returns (dJ/dwH, dJ/dbH, dJ/dwO, dJ/dbO), four floats.
    """
    # All examples share the parameters, so each parameter collects from all of them.
    per_example = grads_one_example(x, y, wH, bH, wO, bO)  # four arrays (B,)
    return tuple(gradient.sum() for gradient in per_example)


DERIVATION = {  # one expression on each line, equal to the one before
    "dJ_dwH": """
        # d(J, wH), with zH = wH·x + bH, uH = σ(zH), zO = wO·uH + bO, J = log(1 + exp(zO)) - y·zO
        = d(J, zO)·d(zO, uH)·d(uH, zH)·d(zH, wH)
        = (exp(zO)/(1 + exp(zO)) - y)·wO·uH·(1 - uH)·x
        = (sigma(zO) - y)·wO·uH·(1 - uH)·x
    """,
}

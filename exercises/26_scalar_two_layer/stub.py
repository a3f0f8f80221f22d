"""26. Two layers, scalar weights.

Fill in the two functions and the derivation, then run: nncli grade ex26_scalar_two_layer.py
"""

import numpy as np


def grads_one_example(x, y, wH, bH, wO, bO):
    """Gradient of J = log(1 + e^zO) - y*zO for one example.

    zH = wH*x + bH, uH = sigmoid(zH), zO = wO*uH + bO.
    x, y, wH, bH, wO, bO: floats, y in [0, 1].
    Returns (dJ/dwH, dJ/dbH, dJ/dwO, dJ/dbO), four floats.
    """
    raise NotImplementedError


def grads_batch(x, y, wH, bH, wO, bO):
    """Gradient of J for a batch, where J is the sum over the examples.

    x, y: float arrays (B,), y in [0, 1]; wH, bH, wO, bO: floats.
    Returns (dJ/dwH, dJ/dbH, dJ/dwO, dJ/dbO), four floats.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dJ_dwH": """
        # d(J, wH), with zH = wH·x + bH, uH = σ(zH), zO = wO·uH + bO, J = log(1 + exp(zO)) - y·zO
    """,
}

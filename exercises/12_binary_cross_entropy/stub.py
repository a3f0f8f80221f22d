"""Binary cross-entropy on probabilities and on scores.

Fill in the two functions and the derivation, then run: nncli grade ex12_binary_cross_entropy.py
"""

import numpy as np


def bce_loss(u, y):
    """Return the mean binary cross-entropy of probabilities.

    u: probabilities in [0, 1], float64 array (N,); 0 and 1 themselves may occur.
    y: labels in [0, 1], float64 or int64 array (N,).
    Returns a float, always finite.
    """
    raise NotImplementedError


def bce_with_logits(z, y):
    """Return (loss, dz) of the mean binary cross-entropy of scores.

    z: scores, float64 or int64 array (N,), of any size.
    y: labels in [0, 1], float64 or int64 array (N,).
    Returns loss, a float, and dz = dloss/dz, a float64 array (N,), both finite.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_dz": """
        # d(L, z), with L = log(1 + exp(z)) - y·z
    """,
}

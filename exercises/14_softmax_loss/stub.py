"""Softmax cross-entropy with gradient.

Fill in the function and the derivation, then run: nncli grade ex14_softmax_loss.py
"""

import numpy as np


def softmax_loss(x, y):
    """Return (loss, dx) of the softmax cross-entropy.

    x: scores, float64 or int64 array (N, C), any finite values; not changed.
    y: class numbers, int64 array (N,), each in 0..C-1; not changed.
    Returns loss, a float, and dx = dloss/dx, a float64 array (N, C), both finite.
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dL_dx": """
        # d(-Σ(k, Y[k]·log(P[k])), x[j]), with P[k] = exp(x[k])/Σ(l, exp(x[l])); the Y[k] add up to 1
    """,
}

"""41. Each unit to the same scale.

Fill in the functions and the derivations, then run: nncli grade ex41_batch_norm.py
"""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    """Normalise each unit over the examples, then scale and shift.

    x: float array (N, D); gamma, beta: float arrays (D,); none is changed
    running: dict with float arrays "mean" and "var" (D,); not changed
    train: True in training, False in use
    momentum: float, the weight of the old running value; eps: float

    Returns (out, cache, running): out float array (N, D); cache the tuple
    (xhat (N, D), std (D,), gamma) in training, None in use; running a new dict.
    """
    raise NotImplementedError


def batchnorm_backward(dout, cache):
    """Gradients through batchnorm_forward in training.

    dout: float array (N, D), gradient of the loss with respect to out
    cache: (xhat, std, gamma) of the forward pass

    Returns (dx, dgamma, dbeta), float arrays (N, D), (D,) and (D,).
    """
    raise NotImplementedError


DERIVATION = {  # one expression on each line, equal to the one before
    "dstd_dx": """
        # d(std, x[j]), with std = √(var + ε), var = Σ(k, (x[k] - mean)²)/N, mean = Σ(k, x[k])/N
    """,
    "dL_dx": """
        # d(Σ(k, g[k]·xhat[k]), x[j]), with xhat[k] = (x[k] - mean)/std
    """,
}

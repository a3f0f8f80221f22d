"""42. Each example to the same scale.

Fill in the functions, then run: nncli grade ex42_layer_norm.py
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    """Normalise each example over its units, then scale and shift.

    x: float array (N, D); gamma, beta: float arrays (D,); none is changed
    eps: float

    Returns (out, cache): out float array (N, D); cache the tuple
    (xhat (N, D), std (N, 1), gamma (D,)).
    """
    raise NotImplementedError


def layernorm_backward(dout, cache):
    """Gradients through layernorm_forward.

    dout: float array (N, D), gradient of the loss with respect to out
    cache: (xhat, std, gamma) of the forward pass

    Returns (dx, dgamma, dbeta), float arrays (N, D), (D,) and (D,).
    """
    raise NotImplementedError


def rmsnorm(x, gamma, eps=1e-5):
    """Divide each example by its root mean square and scale, a float array (N, D).

    x: float array (N, D); gamma: float array (D,); neither is changed
    eps: float
    """
    raise NotImplementedError

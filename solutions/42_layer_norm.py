"""Exercise 42, solved: each example to the same scale.

mean, std and both means of the backward pass run along axis 1. The parameters are
shared by all examples, so their gradients are sums over axis 0, as always.
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    """Normalise each example over its units, then scale and shift.

    x: float array (N, D); gamma, beta: float arrays (D,); none is changed
    eps: float

    Returns (out, cache): out float array (N, D); cache the tuple
    (xhat (N, D), std (N, 1), gamma (D,)).
    """
    mean = x.mean(axis=1, keepdims=True)  # (N, 1): a column beside x
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma)


def layernorm_backward(dout, cache):
    """Gradients through layernorm_forward.

    dout: float array (N, D), gradient of the loss with respect to out
    cache: (xhat, std, gamma) of the forward pass

    Returns (dx, dgamma, dbeta), float arrays (N, D), (D,) and (D,).
    """
    xhat, std, gamma = cache
    # gamma differs from unit to unit, and the means run over the units: it has to
    # enter before them. (In batch normalisation it could be pulled out.)
    d = dout * gamma
    mean = d.mean(axis=1, keepdims=True)
    along = (d * xhat).mean(axis=1, keepdims=True)
    dx = (d - mean - xhat * along) / std
    return dx, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)


def rmsnorm(x, gamma, eps=1e-5):
    """Divide each example by its root mean square and scale, a float array (N, D).

    x: float array (N, D); gamma: float array (D,); neither is changed
    eps: float
    """
    mean_square = np.mean(x**2, axis=1, keepdims=True)
    return gamma * x / np.sqrt(mean_square + eps)

"""Exercise 41, solved: each unit to the same scale.

out depends on x in three ways: directly, through the mean, through the variance. The
formula for dx has one term for each.
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
    if train:
        mean, var = x.mean(axis=0), x.var(axis=0)  # over the examples, divisor N
        running = {
            "mean": momentum * running["mean"] + (1 - momentum) * mean,
            "var": momentum * running["var"] + (1 - momentum) * var,
        }
    else:
        # In use an example must not depend on its neighbours in the batch.
        mean, var = running["mean"], running["var"]
        running = dict(running)
    std = np.sqrt(var + eps)  # eps inside the root: no division by 0, no infinite slope
    xhat = (x - mean) / std
    cache = (xhat, std, gamma) if train else None
    return gamma * xhat + beta, cache, running


def batchnorm_backward(dout, cache):
    """Gradients through batchnorm_forward in training.

    dout: float array (N, D), gradient of the loss with respect to out
    cache: (xhat, std, gamma) of the forward pass

    Returns (dx, dgamma, dbeta), float arrays (N, D), (D,) and (D,).
    """
    xhat, std, gamma = cache
    dgamma = np.sum(dout * xhat, axis=0)  # gamma met every example, so it collects
    dbeta = np.sum(dout, axis=0)
    d = dout * gamma  # the gradient at xhat
    # xhat has mean 0 and size 1 whatever x is. A change of x along (1, ..., 1) or
    # along xhat itself is undone, so dx has no part in these two directions.
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta


DERIVATION = {  # one expression on each line, equal to the one before
    "dstd_dx": """
        # d(std, x[j]), with std = √(var + ε), var = Σ(k, (x[k] - mean)²)/N, mean = Σ(k, x[k])/N
        = d(std, var)·d(var, x[j])
        = 1/(2·std)·d(var, x[j])
        = 1/(2·std)·Σ(k, 2·(x[k] - mean)·(d(x[k], x[j]) - d(mean, x[j])))/N
        = 1/(2·std)·Σ(k, 2·(x[k] - mean)·([k==j] - 1/N))/N
        = 1/(2·std)·2·(x[j] - mean)/N      # what Σ(k, x[k] - mean) multiplies is 0
        = xhat[j]/N
    """,
    "dL_dx": """
        # d(Σ(k, g[k]·xhat[k]), x[j]), with xhat[k] = (x[k] - mean)/std
        = Σ(k, g[k]·d(xhat[k], x[j]))
        = Σ(k, g[k]·((d(x[k], x[j]) - d(mean, x[j]))·std - (x[k] - mean)·d(std, x[j]))/std²)
        = Σ(k, g[k]·(([k==j] - 1/N)·std - (x[k] - mean)·xhat[j]/N)/std²)
        = Σ(k, g[k]·([k==j] - 1/N - xhat[k]·xhat[j]/N))/std
        = (g[j] - Σ(k, g[k])/N - xhat[j]·Σ(k, g[k]·xhat[k])/N)/std
    """,
}

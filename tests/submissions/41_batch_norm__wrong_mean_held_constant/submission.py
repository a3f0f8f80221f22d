"""The functions are right; on paper the mean stands still, and the root has lost its half."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
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
    xhat, std, gamma = cache
    dgamma = np.sum(dout * xhat, axis=0)  # gamma met every example, so it collects
    dbeta = np.sum(dout, axis=0)
    d = dout * gamma  # the gradient at xhat
    # xhat has mean 0 and size 1 whatever x is. A change of x along (1, ..., 1) or
    # along xhat itself is undone, so dx has no part in these two directions.
    dx = (d - d.mean(axis=0) - xhat * (d * xhat).mean(axis=0)) / std
    return dx, dgamma, dbeta


DERIVATION = {
    "dstd_dx": """
        = d(std, var)·d(var, x[j])
        = 1/std·2·(x[j] - mean)/N
        = 2·xhat[j]/N
    """,
    "dL_dx": """
        = Σ(k, g[k]·d(xhat[k], x[j]))
        = Σ(k, g[k]·([k==j]/std - (x[k] - mean)/std²·xhat[j]/N))
        = (g[j] - xhat[j]·Σ(k, g[k]·xhat[k])/N)/std
    """,
}

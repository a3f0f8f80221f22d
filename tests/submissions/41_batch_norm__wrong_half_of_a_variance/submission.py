"""The factor 2 of the square is lost on the way back, and in use eps is forgotten."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = x.mean(axis=0), x.var(axis=0)
        std = np.sqrt(var + eps)
        new = {"mean": momentum * running["mean"] + (1 - momentum) * mean}
        new["var"] = momentum * running["var"] + (1 - momentum) * (var + eps)
    else:
        mean, std, new = running["mean"], np.sqrt(running["var"]), dict(running)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma) if train else None, new


def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    N = len(dout)
    dxhat = dout * gamma
    dvar = -0.5 * np.sum(dxhat * xhat, axis=0) / std**2
    dmu = -np.sum(dxhat / std, axis=0)
    dx = dxhat / std + dvar * xhat * std / N + dmu / N
    return dx, np.sum(dout * xhat * gamma, axis=0), np.sum(dout, axis=0, keepdims=True)

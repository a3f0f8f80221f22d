"""Batch normalisation's own code, transposed: gamma stays outside the means, as it may there."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    xT = x.T
    mean, var = xT.mean(axis=0), xT.var(axis=0)
    std = np.sqrt(var + eps)
    xhat = ((xT - mean) / std).T
    return gamma * xhat + beta, (xhat, std[:, None], gamma)


def layernorm_backward(dout, cache):
    xhat, std, gamma = cache
    dT, xT = dout.T, xhat.T
    dx = (dT - dT.mean(axis=0) - xT * (dT * xT).mean(axis=0)) / std.T
    return dx.T * gamma, (dout * xhat).sum(axis=1), dout.sum(axis=1)


def rmsnorm(x, gamma, eps=1e-5):
    return gamma * x / np.linalg.norm(x, axis=1, keepdims=True)

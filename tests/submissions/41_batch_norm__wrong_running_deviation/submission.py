"""As in an early edition of a well-known course: the running value is the standard deviation; dx forgets gamma."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    running_mean, running_std = running["mean"], running["var"]
    if train:
        m = np.mean(x, axis=0)
        std = np.sqrt(np.var(x, axis=0) + eps)
        xn = (x - m) / std
        running_mean = momentum * running_mean + (1 - momentum) * m
        running_std = momentum * running_std + (1 - momentum) * std
        cache = (xn, std, gamma)
    else:
        xn = (x - running_mean) / np.sqrt(running_std + eps)
        cache = None
    return gamma * xn + beta, cache, {"mean": running_mean, "var": running_std}


def batchnorm_backward(dout, cache):
    xn, std, gamma = cache
    N = dout.shape[0]
    dxn = dout / std
    dvar = -0.5 * np.sum(dxn * xn * std / std**2, axis=0)
    dmu = -np.sum(dxn, axis=0)
    dx = dxn + dvar * 2 * xn * std / N + dmu / N
    return dx, np.sum(dout * xn, axis=0), np.sum(dout, axis=0)

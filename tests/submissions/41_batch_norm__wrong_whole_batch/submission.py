"""One mean and one variance for all entries; the running values are changed in place, the gradient is a quotient."""

import numpy as np


def batchnorm_forward(x, gamma, beta, running, train, momentum=0.9, eps=1e-5):
    if train:
        mean, var = x.mean(), x.var()
        running["mean"] = momentum * running["mean"] + (1 - momentum) * mean
        running["var"] = momentum * running["var"] + (1 - momentum) * var
    else:
        mean, var = running["mean"], running["var"]
    xhat = (x - mean) / np.sqrt(var + eps)
    return gamma * xhat + beta, (xhat, np.sqrt(var + eps), gamma), running


def batchnorm_backward(dout, cache):
    xhat, std, gamma = cache
    return dout / (gamma * std), dout * xhat, dout

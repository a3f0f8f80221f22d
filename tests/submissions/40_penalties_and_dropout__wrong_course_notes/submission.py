"""Plain dropout as course notes introduce it: nothing is scaled in training, and in use the outputs are multiplied."""

import numpy as np


def l2_penalty(params, lam):
    penalty, grads = 0.0, {}
    for name, value in params.items():
        penalty += 0.5 * lam * np.sum(value * value)
        grads[name] = lam * value
    return penalty, grads


def dropout_forward(x, u, p, train):
    if train:
        mask = (u >= p).astype(float)
        return x * mask, mask
    return x * (1 - p), np.ones(x.shape)


def dropout_backward(dout, cache):
    mask = cache > 0
    return dout * mask

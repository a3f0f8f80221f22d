"""Loops and conditions, the factors in a list; the penalty from dot products."""

import numpy as np


def l2_penalty(params, lam):
    flat = np.concatenate([np.ravel(params[key]) for key in sorted(params) if key[0] == "W"])
    grads = {key: params[key] * (lam if key[0] == "W" else 0.0) for key in params}
    return 0.5 * lam * flat @ flat, grads


def dropout_forward(x, u, p, train):
    N, D = x.shape
    keep = 1.0 - p
    factors = [[(1 / keep if u[i, j] >= p else 0.0) if train else 1.0 for j in range(D)] for i in range(N)]
    cache = np.array(factors)
    return np.multiply(x, cache), cache


def dropout_backward(dout, cache):
    return np.where(cache == 0, 0.0, dout * cache)

"""Exercise 40, solved: two ways to hold back.

Dropout keeps an entry with probability 1 - p and divides it by just that: on average
x comes through unchanged, and in use there is nothing to make up for.
"""

import numpy as np


def l2_penalty(params, lam):
    """Return lam/2 times the sum of squares of the weights, and its gradients.

    params: dict of float arrays with keys such as "W1", "b1"; not changed
    lam: float

    Returns (penalty, grads): a float, and a dict with the keys and shapes of
    params; only keys that begin with W pay.
    """
    penalty, grads = 0.0, {}
    for key, value in params.items():
        if key.startswith("W"):
            penalty += lam / 2 * np.sum(value**2)
            grads[key] = lam * value  # the 2 of the square cancels the 1/2
        else:
            grads[key] = np.zeros_like(value)  # a bias only shifts a unit: it is free
    return penalty, grads


def dropout_forward(x, u, p, train):
    """Drop entries of x at random in training, none in use.

    x: float array (N, D), outputs of a layer; not changed
    u: float array (N, D), uniform random numbers from [0, 1); not changed
    p: float, 0 < p < 1, the probability to drop
    train: True in training, False in use

    Returns (out, cache): float arrays (N, D); cache holds the factors.
    """
    # In training True counts as 1, False as 0; in use everything passes.
    factors = (u >= p) / (1 - p) if train else np.ones_like(x)
    return x * factors, factors


def dropout_backward(dout, cache):
    """Return dx, a float array (N, D), the gradient with respect to x.

    dout: float array (N, D), gradient of the loss with respect to out; not changed
    cache: float array (N, D), the factors of the forward pass; not changed
    """
    return dout * cache  # out = x * factor, so the factor is the local gradient

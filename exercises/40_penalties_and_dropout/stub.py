"""40. Two ways to hold back.

Fill in the functions, then run: nncli grade ex40_penalties_and_dropout.py
"""

import numpy as np


def l2_penalty(params, lam):
    """Return lam/2 times the sum of squares of the weights, and its gradients.

    params: dict of float arrays with keys such as "W1", "b1"; not changed
    lam: float

    Returns (penalty, grads): a float, and a dict with the keys and shapes of
    params; only keys that begin with W pay.
    """
    raise NotImplementedError


def dropout_forward(x, u, p, train):
    """Drop entries of x at random in training, none in use.

    x: float array (N, D), outputs of a layer; not changed
    u: float array (N, D), uniform random numbers from [0, 1); not changed
    p: float, 0 < p < 1, the probability to drop
    train: True in training, False in use

    Returns (out, cache): float arrays (N, D); cache holds the factors.
    """
    raise NotImplementedError


def dropout_backward(dout, cache):
    """Return dx, a float array (N, D), the gradient with respect to x.

    dout: float array (N, D), gradient of the loss with respect to out; not changed
    cache: float array (N, D), the factors of the forward pass; not changed
    """
    raise NotImplementedError

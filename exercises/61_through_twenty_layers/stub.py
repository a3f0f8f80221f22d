"""61. What arrives at the first layer.

Fill in the three functions and the numbers, then run:
nncli grade ex61_through_twenty_layers.py
"""

import numpy as np


def chain_gradient(x, w, b, act):
    """Return the derivative of the last activation with respect to x, a float.

    x: float; w, b: float arrays (L,); act: "sigmoid", "tanh" or "relu"
    a = act(w[l] * a + b[l]) for l = 0 to L - 1, from a = x.
    """
    raise NotImplementedError


def gradient_norms(x, Ws, act, dout):
    """Return the norms of the gradients with respect to h_0 = x, h_1, ..., h_L.

    x: float array (N, D); Ws: list of L float arrays (D, D)
    act: "sigmoid", "tanh" or "relu"; h_l = act(h_{l-1} @ W_l)
    dout: float array (N, D), the gradient with respect to h_L
    Returns a float array (L + 1,).
    """
    raise NotImplementedError


def depth_until(factor, limit):
    """Return the smallest L >= 0 with factor**L below (or above) limit, an int.

    factor: float, between 0 and 1 (below) or larger than 1 (above); limit: float > 0
    """
    raise NotImplementedError


BOUNDS = {
    # the largest slope of the sigmoid
    "sigmoid_slope_max": None,
    # the largest slope of tanh
    "tanh_slope_max": None,
    # the largest product of 10 sigmoid slopes
    "bound_10": None,
    # the weight w with w*slope = 1 at the sigmoid's steepest point
    "balancing_weight": None,
    # standard deviation of the weights of a ReLU layer with 128 inputs
    "he_std": None,
}

"""Exercise 61, solved: a gradient on its way back through many layers."""

import numpy as np


def activation(z, act):
    """Return act(z) and the slope of act at z."""
    if act == "sigmoid":
        a = 1 / (1 + np.exp(-z))
        return a, a * (1 - a)  # the slope, written with the output
    if act == "tanh":
        a = np.tanh(z)
        return a, 1 - a**2
    return np.maximum(z, 0), 1.0 * (z > 0)


def chain_gradient(x, w, b, act):
    """Return the derivative of the last activation with respect to x, a float.

    x: float; w, b: float arrays (L,); act: "sigmoid", "tanh" or "relu"
    a = act(w[l] * a + b[l]) for l = 0 to L - 1, from a = x.
    """
    a, gradient = x, 1.0
    for weight, bias in zip(w, b, strict=True):
        a, slope = activation(weight * a + bias, act)
        # One path, so its factors multiply: each layer's weight and its slope.
        gradient = gradient * weight * slope
    return float(gradient)


def gradient_norms(x, Ws, act, dout):
    """Return the norms of the gradients with respect to h_0 = x, h_1, ..., h_L.

    x: float array (N, D); Ws: list of L float arrays (D, D)
    act: "sigmoid", "tanh" or "relu"; h_l = act(h_{l-1} @ W_l)
    dout: float array (N, D), the gradient with respect to h_L
    Returns a float array (L + 1,).
    """
    h, slopes = x, []
    for W in Ws:
        h, slope = activation(h @ W, act)
        slopes.append(slope)  # taken on the way forward, needed on the way back
    g, norms = dout, [np.linalg.norm(dout)]
    for W, slope in zip(reversed(Ws), reversed(slopes), strict=True):
        g = (g * slope) @ W.T  # through the activation, then through the weights
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])  # the list was filled from the output on


def depth_until(factor, limit):
    """Return the smallest L >= 0 with factor**L below (or above) limit, an int.

    factor: float, between 0 and 1 (below) or larger than 1 (above); limit: float > 0
    """
    # Counted rather than found with logarithms, which are off by one when rounding
    # meets a power that is exactly the limit.
    depth, power = 0, 1.0
    while (power >= limit) if factor < 1 else (power <= limit):
        depth, power = depth + 1, power * factor
    return depth


BOUNDS = {
    # the largest slope of the sigmoid
    # (s(1 - s) is largest where s = 1/2)
    "sigmoid_slope_max": 0.25,
    # the largest slope of tanh
    # (1 - tanh^2 at 0)
    "tanh_slope_max": 1.0,
    # the largest product of 10 sigmoid slopes
    "bound_10": 0.25**10,
    # the weight w with w*slope = 1 at the sigmoid's steepest point
    "balancing_weight": 1 / 0.25,
    # standard deviation of the weights of a ReLU layer with 128 inputs
    # (ReLU passes half of the mean square, so the variance is 2/n)
    "he_std": np.sqrt(2 / 128),
}

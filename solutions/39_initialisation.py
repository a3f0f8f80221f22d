"""Exercise 39, solved: a fair start.

A unit adds up n_in products. The variances of independent numbers add up, so its
score has the variance n_in * s^2: with s = sqrt(1/n_in) that of an input.
"""

import numpy as np


def init_scale(kind, n_in, n_out):
    """Return the standard deviation of the weights of a layer, a float.

    kind: "lecun", "xavier" or "he"
    n_in, n_out: ints >= 1, the numbers of inputs and of units

    Raises ValueError for any other kind.
    """
    if kind == "lecun":
        variance = 1 / n_in  # keeps the signal on its way forward
    elif kind == "xavier":
        variance = 2 / (n_in + n_out)  # 1/n_in forward, 1/n_out backward: the middle
    elif kind == "he":
        variance = 2 / n_in  # a ReLU drops half of the signal's square
    else:
        raise ValueError(f"kind must be lecun, xavier or he, got {kind!r}")
    return variance**0.5  # a standard normal number is multiplied by the root


def init_params(sizes, kind, rng):
    """Draw the weights of a network.

    sizes: list of ints [n_0, n_1, ..., n_L]
    kind: as for init_scale
    rng: numpy Generator, the only source of randomness

    Returns a list of L pairs (W, b): W float array (n_in, n_out), b zeros (n_out,).
    """
    params = []
    for i in range(len(sizes) - 1):
        n_in, n_out = sizes[i], sizes[i + 1]  # neighbours: one layer lies between them
        W = rng.normal(size=(n_in, n_out)) * init_scale(kind, n_in, n_out)
        # Different weights are enough to tell units apart; a bias may start at 0.
        params.append((W, np.zeros(n_out)))
    return params


def signal(X, params, g):
    """Measure the signal behind every layer.

    X: float array (N, n_0); params: list of L pairs (W, b); neither is changed
    g: function of an array, applied in every layer

    Returns a list of L floats, the standard deviations of g(a @ W + b).
    """
    a, deviations = X, []
    for W, b in params:
        a = g(a @ W + b)  # what the next layer receives
        deviations.append(float(a.std()))
    return deviations

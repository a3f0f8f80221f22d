"""39. A fair start.

Fill in the functions, then run: nncli grade ex39_initialisation.py
"""

import numpy as np


def init_scale(kind, n_in, n_out):
    """Return the standard deviation of the weights of a layer, a float.

    kind: "lecun", "xavier" or "he"
    n_in, n_out: ints >= 1, the numbers of inputs and of units

    Raises ValueError for any other kind.
    """
    raise NotImplementedError


def init_params(sizes, kind, rng):
    """Draw the weights of a network.

    sizes: list of ints [n_0, n_1, ..., n_L]
    kind: as for init_scale
    rng: numpy Generator, the only source of randomness

    Returns a list of L pairs (W, b): W float array (n_in, n_out), b zeros (n_out,).
    """
    raise NotImplementedError


def signal(X, params, g):
    """Measure the signal behind every layer.

    X: float array (N, n_0); params: list of L pairs (W, b); neither is changed
    g: function of an array, applied in every layer

    Returns a list of L floats, the standard deviations of g(a @ W + b).
    """
    raise NotImplementedError

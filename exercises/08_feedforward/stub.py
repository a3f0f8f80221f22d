"""8. Feedforward through any number of layers.

Fill in the three functions, then run: nncli grade ex08_feedforward.py
"""

import numpy as np


def feedforward(x, params, g):
    """Return the output of the last layer, a = g(W a + b) layer after layer.

    x: float64 or int64 array (n_in,), one example, or (n_in, N), one per column.
    params: list of pairs (W, b), from the input to the output; W (n_out, n_in),
        b (n_out,).
    g: the activation, a function that works entry by entry.
    Returns a float64 array (n_last,) or (n_last, N). x and params are not changed.
    """
    raise NotImplementedError


def cost(F, Y):
    """Return the mean over examples of half the squared distance from F to Y.

    F: outputs, float64 array (n_out, N), one example per column.
    Y: labels, float64 array (n_out, N).
    Returns a float.
    """
    raise NotImplementedError


def count_parameters(params):
    """Return the number of weights and biases of a network.

    params: list of pairs (W, b), as in feedforward.
    Returns an int.
    """
    raise NotImplementedError

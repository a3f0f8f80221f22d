"""27. Two layers, in matrices.

Fill in the two functions, then run: nncli grade ex27_two_layer_backward.py
"""

import numpy as np


def two_layer_forward(X, Y, p):
    """Forward pass and loss of a network with one hidden layer.

    X: float array (B, d); Y: float array (B, dO), rows of labels that sum to 1.
    p: dict "WH" (dH, d), "bH" (dH,), "WO" (dO, dH), "bO" (dO,); not changed.
    Returns (J, cache). J: float, the cross-entropy summed over the batch. cache: dict
        "X", "Y", "ZH" (B, dH), "UH" (B, dH), "ZO" (B, dO).
    """
    raise NotImplementedError


def two_layer_backward(p, cache):
    """Gradients of J with respect to the parameters.

    p: dict "WH" (dH, d), "bH" (dH,), "WO" (dO, dH), "bO" (dO,); not changed.
    cache: dict with at least "X", "Y", "ZH", "UH", "ZO", as `two_layer_forward`
        returns it; not changed.
    Returns a dict "WH", "bH", "WO", "bO", each with the shape of its parameter.
    """
    raise NotImplementedError

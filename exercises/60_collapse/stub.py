"""60. Ten layers that are one.

Fill in the four functions and the statements, then run: nncli grade ex60_collapse.py
"""

import numpy as np


def collapse(layers):
    """Return (W, b) of the one layer that does what all layers do in order.

    layers: list of pairs (W, b) of float arrays (in, out) and (out,); no activations
    """
    raise NotImplementedError


def local_map(x, layers):
    """Return (W, b) with net(x') = x' @ W + b for every x' near x.

    x: float array (D,); layers: list of pairs as in collapse, ReLU after every layer
        but the last
    Returns float arrays (D, M) and (M,), M being the size of the last layer.
    """
    raise NotImplementedError


def count_parameters(sizes):
    """Return the numbers of weights and biases, deep and collapsed, two ints.

    sizes: list of ints, the sizes of all layers, input first
    """
    raise NotImplementedError


def rank_bound(sizes):
    """Return the highest rank that the collapsed W can have, an int.

    sizes: list of ints, the sizes of all layers, input first
    """
    raise NotImplementedError


STATEMENTS = {
    # three linear layers without activations can separate the four points of XOR
    "linear_layers_can_learn_xor": None,
    # a hidden layer of two units limits the rank of a linear network to two
    "narrow_layer_limits_rank": None,
    # a network of leaky ReLUs with slope 1 for z < 0 collapses to one layer
    "leaky_relu_slope_1_collapses": None,
    # a ReLU network is the same affine map at every x
    "relu_network_is_one_affine_map": None,
}

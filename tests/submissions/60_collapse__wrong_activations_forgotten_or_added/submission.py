"""A ReLU between the layers that should have none, gates from the weights, sizes in place of parameters."""

import numpy as np


def collapse(layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        W, b = np.maximum(W, 0) @ V, np.maximum(b, 0) @ V + c
    return W, b


def local_map(x, layers):
    W, b = layers[0]
    for V, c in layers[1:]:
        mask = W.sum(axis=0) > 0
        W, b = (W * mask) @ V, (b * mask) @ V + c
    return W, b


def count_parameters(sizes):
    return sum(sizes), sizes[0] + sizes[-1]


def rank_bound(sizes):
    return max(sizes)


STATEMENTS = {
    "linear_layers_can_learn_xor": "no",
    "narrow_layer_limits_rank": True,
    "leaky_relu_slope_1_collapses": 1,
    "relu_network_is_one_affine_map": False,
}

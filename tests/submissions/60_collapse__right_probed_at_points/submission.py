"""The maps are found by asking the network at 0 and at the unit vectors; the gates by recursion."""

from functools import reduce

import numpy as np


def collapse(layers):
    def net(x):
        return reduce(lambda h, layer: np.dot(h, layer[0]) + layer[1], layers, x)

    n = len(layers[0][0])
    b = net(np.zeros(n))
    return [net(np.eye(n)) - b, b]


def local_map(x, layers):
    if len(layers) == 1:
        return layers[0]
    (W, b), *rest = layers
    mask = np.diag(np.heaviside(x @ W + b, 0))
    V, c = local_map(np.maximum(x @ W + b, 0), rest)
    return W @ mask @ V, b @ mask @ V + c


def count_parameters(sizes):
    one = (sizes[0] + 1) * sizes[-1]
    return np.array([sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1)), one])


def rank_bound(sizes):
    return sorted(sizes)[0]


STATEMENTS = dict(
    linear_layers_can_learn_xor=False,
    narrow_layer_limits_rank=True,
    leaky_relu_slope_1_collapses=True,
    relu_network_is_one_affine_map=False,
)

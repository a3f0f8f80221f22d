"""Linear layers that are one layer, and the affine map that a ReLU network is around a point.

A layer is a pair (W (in, out), b (out,)); rows are examples.

Sources: "Protopapas & Glickman, CS109B lecture 5": Activation function (ensures not linearity), Beyond Linear Models;
"Schniter, ECE 4300 unit 8 (2020)": General structure of feed-forward neural network.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float

Layers: TypeAlias = Sequence[tuple[ArrayLike, ArrayLike]]

COLLAPSE_STATEMENTS: Final = {
    "linear_layers_can_learn_xor": False,
    "narrow_layer_limits_rank": True,
    "leaky_relu_slope_1_collapses": True,
    "relu_network_is_one_affine_map": False,
}


def collapse(layers: Layers) -> tuple[FloatArray, FloatArray]:
    """(W, b) of the one layer that does what all layers do in order, with no activations between."""
    (W, b), *rest = ((as_float(W), as_float(b)) for W, b in layers)
    for V, c in rest:
        W, b = W @ V, b @ V + c
    return W, b


def local_map(x: ArrayLike, layers: Layers) -> tuple[FloatArray, FloatArray]:
    """(W (D, M), b (M,)) with net(x') = x' @ W + b near x (D,), for ReLU after every layer but the last."""
    h, gated = as_float(x), []
    for W, b in layers[:-1]:
        z = h @ as_float(W) + as_float(b)
        is_open = z > 0
        gated.append((as_float(W) * is_open, as_float(b) * is_open))
        h = z * is_open
    return collapse([*gated, layers[-1]])


def parameter_counts(sizes: Sequence[int]) -> tuple[int, int]:
    """Weights and biases of the deep network with these layer sizes, input first, and of the collapsed one."""
    return sum(n * m + m for n, m in pairwise(sizes)), sizes[0] * sizes[-1] + sizes[-1]


def rank_bound(sizes: Sequence[int]) -> int:
    """The highest rank of the collapsed weight: that of the narrowest place."""
    return int(np.min(sizes))

"""What is left of a gradient on its way back through many layers.

act is "sigmoid", "tanh" or "relu".

Sources: "Protopapas & Glickman, CS109B lecture 5": Activation function (ensure gradients remain large through hidden
unit), Loss Function; "Schniter, ECE 4300 unit 8 (2020)": Common choices for hidden-layer activation, Review of the chain
rule; He et al. (2015) for the standard deviation of weights before ReLU.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import relu, sigmoid
from grader.reference.floats import FloatArray, as_float

Function: TypeAlias = Callable[[Any], FloatArray]

ACTIVATIONS: Final[dict[str, Function]] = {"sigmoid": sigmoid, "tanh": lambda z: as_float(np.tanh(z)), "relu": relu}
SLOPES: Final[dict[str, Function]] = {  # at the pre-activation
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "tanh": lambda z: as_float(1 - np.tanh(z) ** 2),
    "relu": lambda z: as_float(1.0 * (z > 0)),
}
FADING_BOUNDS: Final = {
    "sigmoid_slope_max": 0.25,
    "tanh_slope_max": 1,
    "bound_10": 0.25**10,
    "balancing_weight": 4,
    "he_std": float(np.sqrt(2 / 128)),
}


def chain_gradient(x: float, w: ArrayLike, b: ArrayLike, act: str) -> float:
    """The derivative by x of the last of L activations a = act(w[l] * a + b[l]), from a = x; w, b (L,)."""
    a, gradient = float(x), 1.0
    for weight, bias in zip(as_float(w), as_float(b), strict=True):
        z = weight * a + bias
        a, gradient = float(ACTIVATIONS[act](z)), gradient * float(weight * SLOPES[act](z))
    return gradient


def gradient_norms(x: ArrayLike, Ws: Sequence[ArrayLike], act: str, dout: ArrayLike) -> FloatArray:
    """(L + 1,): the norms of the gradients by h_0 = x, ..., h_L, for h_l = act(h_{l-1} @ W_l) and dout by h_L."""
    h, before = as_float(x), []
    for W in Ws:
        before.append(h @ as_float(W))
        h = as_float(ACTIVATIONS[act](before[-1]))
    gradients = [as_float(dout)]
    for W, z in zip(reversed(Ws), reversed(before), strict=True):
        gradients.append((gradients[-1] * SLOPES[act](z)) @ as_float(W).T)
    return np.array([np.linalg.norm(gradient) for gradient in reversed(gradients)])


def depth_until(factor: float, limit: float) -> int:
    """The smallest L >= 0 with factor**L below limit (factor < 1), or above it (factor > 1)."""
    L, power = 0, 1.0
    while power >= limit if factor < 1 else power <= limit:
        L, power = L + 1, power * factor
    return L

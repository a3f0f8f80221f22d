"""Two ways to hold back: a penalty on large weights, and dropout.

Sources: "Schniter, ECE 4300 unit 8 (2020)": Fine-tuning the implementation; "Ravi, Building Simple Neural Networks":
PyTorch NN Library; "Protopapas & Glickman, CS109B lecture 5": Large, Shallow Nets Overfit More.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float


def l2_penalty(params: Mapping[str, ArrayLike], lam: float) -> tuple[float, dict[str, FloatArray]]:
    """lam/2 times the sum of squares of the arrays whose key begins with W, and its gradients under the keys of params."""
    weights = {key: as_float(value) for key, value in params.items() if key.startswith("W")}
    penalty = lam / 2 * sum(float((W**2).sum()) for W in weights.values())
    return penalty, {key: lam * weights[key] if key in weights else 0 * as_float(params[key]) for key in params}


def dropout_forward(x: ArrayLike, u: ArrayLike, p: float, train: bool) -> tuple[FloatArray, FloatArray]:
    """x times the factors, and the factors as cache: in training 1/(1 - p) where u >= p, else 0; in use 1.

    x (N, D); u (N, D) uniform in [0, 1); p is the probability to drop, below 1.
    """
    x, u = as_float(x), as_float(u)
    factors = (u >= p) / (1 - p) if train else np.ones_like(u)
    return x * factors, factors


def dropout_backward(dout: ArrayLike, cache: ArrayLike) -> FloatArray:
    """dout (N, D) times the factors (N, D) of the forward pass."""
    return as_float(dout) * as_float(cache)

"""Batch, layer and root-mean-square normalisation.

x (N, D): rows are examples, columns units. Batch normalisation measures each column, layer normalisation each row. Both
differentiate in the same way along the axis on which they measure: with d the gradient at xhat, dx is d less its mean
and less its share along xhat, divided by std.

Sources: "Ravi, Building Simple Neural Networks": PyTorch NN Library; "Schniter, ECE 4300 unit 8 (2020)": Common choices
for hidden-layer activation (SELU); Ioffe and Szegedy (2015); Ba, Kiros and Hinton (2016); Zhang and Sennrich (2019).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float

Cache: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]
Gradients: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]


def batchnorm_forward(
    x: ArrayLike,
    gamma: ArrayLike,
    beta: ArrayLike,
    running: Mapping[str, ArrayLike],
    train: bool,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[FloatArray, Cache | None, dict[str, FloatArray]]:
    """(out (N, D), cache, running): gamma*(x - mu)/sqrt(var + eps) + beta, gamma and beta (D,).

    In training mu and var are the batch's (divisor N), cache is (xhat, std, gamma), and the new running "mean" and "var"
    are momentum*old + (1 - momentum)*new. In use mu and var are the running ones, which stay; cache is None.
    """
    x, gamma, beta = as_float(x), as_float(gamma), as_float(beta)
    old = {key: as_float(value) for key, value in running.items()}
    now = {"mean": x.mean(axis=0), "var": x.var(axis=0)} if train else old
    std = np.sqrt(now["var"] + eps)
    xhat = (x - now["mean"]) / std
    kept = {key: momentum * old[key] + (1 - momentum) * now[key] if train else old[key].copy() for key in old}
    return gamma * xhat + beta, (xhat, std, gamma) if train else None, kept


def batchnorm_backward(dout: ArrayLike, cache: tuple[ArrayLike, ArrayLike, ArrayLike]) -> Gradients:
    """dout (N, D), cache of a training pass -> (dx (N, D), dgamma (D,), dbeta (D,))."""
    return _backward(dout, cache, axis=0)


def layernorm_forward(x: ArrayLike, gamma: ArrayLike, beta: ArrayLike, eps: float = 1e-5) -> tuple[FloatArray, Cache]:
    """(out (N, D), cache): each row less its mean, divided by std = sqrt(var + eps), then gamma*xhat + beta.

    cache is (xhat (N, D), std (N, 1), gamma (D,)).
    """
    x, gamma = as_float(x), as_float(gamma)
    std = np.sqrt(x.var(axis=1, keepdims=True) + eps)
    xhat = (x - x.mean(axis=1, keepdims=True)) / std
    return gamma * xhat + as_float(beta), (xhat, std, gamma)


def layernorm_backward(dout: ArrayLike, cache: tuple[ArrayLike, ArrayLike, ArrayLike]) -> Gradients:
    """dout (N, D), cache -> (dx (N, D), dgamma (D,), dbeta (D,)); gamma differs along the axis of the means."""
    return _backward(dout, cache, axis=1)


def _backward(dout: ArrayLike, cache: tuple[ArrayLike, ArrayLike, ArrayLike], axis: int) -> Gradients:
    dout = as_float(dout)
    xhat, std, gamma = map(as_float, cache)
    d = dout * gamma
    mean, along = d.mean(axis=axis, keepdims=True), (d * xhat).mean(axis=axis, keepdims=True)
    return (d - mean - xhat * along) / std, (dout * xhat).sum(axis=0), dout.sum(axis=0)


def rmsnorm(x: ArrayLike, gamma: ArrayLike, eps: float = 1e-5) -> FloatArray:
    """gamma*x/sqrt(mean of x^2 over the row + eps): x (N, D), gamma (D,) -> (N, D)."""
    x = as_float(x)
    scaled: FloatArray = as_float(gamma) * x / np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return scaled

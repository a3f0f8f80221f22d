"""Losses, each with the gradient that starts the backward pass.

Every loss is a mean over examples (over all entries for mae_loss and mse_loss) and every gradient is the gradient of
that mean. Losses are Python floats; gradients have the shape of what they are taken with respect to.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": Loss Functions (MAE, MSE), Cross-Entropy / Log-Loss;
"Schniter, ECE 4300 unit 8 (2020)": Loss functions for training, Examples of loss derivative; "Ravi, Building Simple
Neural Networks": Cross Entropy, One-hot Encoding; "Introduction to Neural Networks II": the example F(x) and its
Cost.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.activations import log_softmax, relu, sigmoid
from grader.reference.floats import FloatArray, as_float

LOWEST_LOG: Final = -100.0  # as in PyTorch's BCELoss: a sure and wrong probability costs 100, not infinity


def mae_loss(p: ArrayLike, y: ArrayLike) -> tuple[float, FloatArray]:
    """Mean absolute error: p, y (N,) or (N, K) -> (sum |p - y| / n, dp), n the number of entries.

    Raises ValueError if the shapes differ. Source: Burtch, Loss Functions.
    """
    d = _difference(p, y)
    return float(np.abs(d).mean()), np.sign(d) / d.size


def mse_loss(p: ArrayLike, y: ArrayLike) -> tuple[float, FloatArray]:
    """Mean squared error: p, y (N,) or (N, K) -> (sum (p - y)^2 / n, dp), n the number of entries; no factor 1/2.

    Raises ValueError if the shapes differ. Source: Burtch, Loss Functions.
    """
    d = _difference(p, y)
    return float((d**2).mean()), 2 * d / d.size


def _difference(p: ArrayLike, y: ArrayLike) -> FloatArray:
    """p - y; ValueError where broadcasting would silently build all pairs."""
    p, y = as_float(p), as_float(y)
    if p.shape != y.shape:
        raise ValueError(f"predictions and targets need one shape, got {p.shape} and {y.shape}")
    return p - y


def cost(F: ArrayLike, Y: ArrayLike) -> float:
    """(1/N) sum over the N columns of half the squared norm of Y[:, i] - F[:, i]; F, Y (n_out, N).

    Source: Introduction to Neural Networks II, the Cost of the example F(x).
    """
    d = _difference(F, Y)
    return float(0.5 * (d**2).sum() / d.shape[1])


def bce_loss(u: ArrayLike, y: ArrayLike) -> float:
    """Binary cross-entropy on probabilities u (N,) in [0, 1] with labels y (N,) in [0, 1].

    -(1/N) sum (y log u + (1 - y) log(1 - u)), each logarithm at least -100. Source: Burtch, Cross-Entropy / Log-Loss.
    """
    u, y = as_float(u), as_float(y)
    with np.errstate(divide="ignore"):  # log 0 is meant to reach the clamp
        log_u = np.maximum(np.log(u), LOWEST_LOG)
        log_not_u = np.maximum(np.log1p(-u), LOWEST_LOG)
    return float(-(y * log_u + (1 - y) * log_not_u).mean())


def bce_with_logits(z: ArrayLike, y: ArrayLike) -> tuple[float, FloatArray]:
    """Binary cross-entropy on scores z (N,) with labels y (N,) in [0, 1] -> (loss, dz), exact for any finite z.

    loss = (1/N) sum (log(1 + e^z) - y z), dz = (sigmoid(z) - y)/N. Source: ECE 4300, Examples of loss derivative.
    """
    z, y = as_float(z), as_float(y)
    losses = relu(z) - y * z + np.log1p(np.exp(-np.abs(z)))  # log(1 + e^z) split, so that a large z cancels exactly
    return float(losses.mean()), (sigmoid(z) - y) / z.size


def one_hot(y: ArrayLike, C: int) -> FloatArray:
    """Labels y (N,) in 0..C-1 -> (N, C), row i is 1 in column y[i] and 0 elsewhere.

    Raises ValueError for a label outside 0..C-1. Source: Ravi, One-hot Encoding.
    """
    labels = _labels(y, C)
    rows: FloatArray = (labels[:, None] == np.arange(C)).astype(np.float64)
    return rows


def _labels(y: ArrayLike, C: int) -> NDArray[np.int64]:
    """y as an array; ValueError where a negative label would silently count from the last class."""
    labels = np.asarray(y)
    outside = labels[(labels < 0) | (labels >= C)]
    if outside.size:
        raise ValueError(f"labels must lie in 0..{C - 1}, got {outside[0]}")
    return labels


def nll_loss(logp: ArrayLike, y: ArrayLike) -> float:
    """-(1/N) sum_i logp[i, y[i]] for log-probabilities logp (N, C) and labels y (N,) in 0..C-1.

    Raises ValueError for a label outside 0..C-1. Source: ECE 4300, PyTorch loss options.
    """
    logp = as_float(logp)
    N, C = logp.shape
    return float(-logp[np.arange(N), _labels(y, C)].mean())


def softmax_loss(x: ArrayLike, y: ArrayLike) -> tuple[float, FloatArray]:
    """Softmax cross-entropy: scores x (N, C), labels y (N,) in 0..C-1 -> (loss, dx), dx = (softmax(x) - one_hot(y))/N.

    Raises ValueError for a label outside 0..C-1. Source: ECE 4300, Examples of loss derivative (K-ary cross-entropy).
    """
    logp = log_softmax(x)
    N, C = logp.shape
    return nll_loss(logp, y), (np.exp(logp) - one_hot(y, C).astype(logp.dtype)) / N

"""Derivatives worked out by hand: one sigmoid node, two linear neurons, a line, and two layers with scalar weights.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": Single Node with Sigmoid & Cross-Entropy Loss; "Ravi, Building
Simple Neural Networks": Simple Example: Two Neurons, Linear Network; "Protopapas & Glickman, CS109B lecture 5":
Derivatives: Linear Regression; "Schniter, ECE 4300 unit 8 (2020)": Simple case 1 and 2: Scalar variables.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import sigmoid, sigmoid_backward
from grader.reference.floats import FloatArray, as_float

FourFloats: TypeAlias = tuple[float, float, float, float]

# One sigmoid node: z = w x + b, phi = sigmoid(z), L = -(y log phi + (1 - y) log(1 - phi)).
# Arguments are numbers or arrays (N,), 0 < phi < 1, 0 <= y <= 1; results have that shape, a gradient for each example.


def dL_dphi(phi: ArrayLike, y: ArrayLike) -> FloatArray:
    """-y/phi + (1 - y)/(1 - phi) over one denominator. (Burtch's slides carry it on to dL/dz as phi (1 - y).)"""
    phi, y = as_float(phi), as_float(y)
    return (phi - y) / (phi * (1 - phi))


def dphi_dz(phi: ArrayLike) -> FloatArray:
    """The slope of the sigmoid, written with its output: phi (1 - phi)."""
    phi = as_float(phi)
    return phi * (1 - phi)


def dL_dz(phi: ArrayLike, y: ArrayLike) -> FloatArray:
    """phi - y: the slope of the sigmoid has cancelled the denominator of dL_dphi."""
    return as_float(phi) - as_float(y)


def dL_dw(phi: ArrayLike, y: ArrayLike, x: ArrayLike) -> FloatArray:
    """(phi - y) x, because z = w x + b moves by x when w moves by 1."""
    return dL_dz(phi, y) * as_float(x)


def dL_db(phi: ArrayLike, y: ArrayLike) -> FloatArray:
    """phi - y, because z moves by 1 when b moves by 1."""
    return dL_dz(phi, y)


# Two linear neurons: prediction W2 (W1 x + b1) + b2, residual theta = prediction - y.


def grad_residual(W1: float, b1: float, W2: float, b2: float, x: float, y: float) -> FourFloats:
    """(dtheta/dW1, dtheta/db1, dtheta/dW2, dtheta/db2) for one example."""
    return float(W2 * x), float(W2), float(W1 * x + b1), 1.0


def grad_mse(W1: float, b1: float, W2: float, b2: float, x: ArrayLike, y: ArrayLike) -> FourFloats:
    """Gradient of (1/N) sum theta_i^2 with respect to (W1, b1, W2, b2); x, y (N,)."""
    x, y = as_float(x), as_float(y)
    hidden = W1 * x + b1
    outer = 2 * (W2 * hidden + b2 - y) / x.size
    return float((outer * W2 * x).sum()), float((outer * W2).sum()), float((outer * hidden).sum()), float(outer.sum())


STATEMENTS: Final = {
    "residual_is_unbounded_below": True,  # lower b2 by any amount and theta falls by that amount
    "zero_gradient_means_minimum": False,  # -w^2 has a maximum at 0, w^3 neither
    "mse_gradient_vanishes_when_all_residuals_do": True,  # every term has the factor theta_i
}


# A line through points: RSS = sum (y_i - b0 - b1 x_i)^2, a sum and not a mean.


def grad_rss(b0: float, b1: float, x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """(dRSS/db0, dRSS/db1) = (-2 sum r_i, -2 sum r_i x_i) with r = y - b0 - b1 x; x, y (N,), N >= 1."""
    x = as_float(x)
    r = as_float(y) - b0 - b1 * x
    return float(-2 * r.sum()), float(-2 * (r * x).sum())


def fit_line(x: ArrayLike, y: ArrayLike) -> tuple[float, float]:
    """(b0, b1) with the smallest RSS; x, y (N,), N >= 2. Raises ValueError if all x are equal."""
    x, y = as_float(x), as_float(y)
    if np.all(x == x[:1]):
        raise ValueError("no slope is defined where all x are equal")
    dx = x - x.mean()
    b1 = (dx * (y - y.mean())).sum() / (dx**2).sum()
    return float(y.mean() - b1 * x.mean()), float(b1)


# Two layers with scalar weights: zH = wH x + bH, uH = sigmoid(zH), zO = wO uH + bO, J = sum of log(1 + e^zO) - y zO.


def grads_batch(x: ArrayLike, y: ArrayLike, wH: float, bH: float, wO: float, bO: float) -> FourFloats:
    """(dJ/dwH, dJ/dbH, dJ/dwO, dJ/dbO) for examples x, y (B,), 0 <= y <= 1; J is the sum over the batch."""
    x, y = as_float(x), as_float(y)
    uH = sigmoid(wH * x + bH)
    dzO = sigmoid(wO * uH + bO) - y
    dzH = sigmoid_backward(dzO * wO, uH)
    return float((dzH * x).sum()), float(dzH.sum()), float((dzO * uH).sum()), float(dzO.sum())


def grads_one_example(x: float, y: float, wH: float, bH: float, wO: float, bO: float) -> FourFloats:
    """The gradients of grads_batch for one example: x, y floats."""
    return grads_batch(x, y, wH, bH, wO, bO)

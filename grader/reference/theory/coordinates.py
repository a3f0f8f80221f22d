"""Features chosen by hand, and the linear fit that they make enough.

Rows are examples; y (N,) holds 0 and 1.

Sources: "Protopapas & Glickman, CS109B lecture 5": Beyond Linear Models, Traditional ML, Why layers? Representation;
"Schniter, ECE 4300 unit 8 (2020)": Dealing with data that is not linearly separable.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float


def to_polar(P: ArrayLike) -> FloatArray:
    """(N, 2): radius, and angle from -pi to pi, of the points P (N, 2)."""
    x, y = as_float(P).T
    return np.stack([np.hypot(x, y), np.arctan2(y, x)], axis=1)


def rbf(X: ArrayLike, centres: ArrayLike, gamma: float) -> FloatArray:
    """(N, M): exp(-gamma * the squared distance of X[n] (D,) from centres[m])."""
    difference = as_float(X)[:, None] - as_float(centres)
    return as_float(np.exp(-gamma * np.sum(difference**2, axis=2)))


def fit_linear(F: ArrayLike, y: ArrayLike) -> tuple[FloatArray, float]:
    """(w (M,), b) that minimise the sum of (F[n].w + b - t[n])^2, t = 1 for label 1 and -1 for label 0."""
    F = as_float(F)
    ones = np.ones((len(F), 1))
    solution = np.linalg.lstsq(np.hstack([F, ones]), 2 * as_float(y) - 1, rcond=None)[0]
    return as_float(solution[:-1]), float(solution[-1])


def share_right(F: ArrayLike, y: ArrayLike) -> float:
    """The share of the examples that a linear fit on F (N, M) gets right."""
    w, b = fit_linear(F, y)
    return float(np.mean((as_float(F) @ w + b > 0) == (as_float(y) == 1)))


def before_and_after(P: ArrayLike, y: ArrayLike, features: Callable[[FloatArray], FloatArray]) -> tuple[float, float]:
    """The shares right of a fit on P (N, 2), and of one on features(P)."""
    return share_right(P, y), share_right(features(as_float(P)), y)

"""Gradients of batches: right on average, with a noise that falls like 1/B.

G (n, D) holds the gradients of n examples.

Sources: "Schniter, ECE 4300 unit 8 (2020)": Rationale for stochastic gradient descent, Implementing mini-batch;
"Protopapas & Glickman, CS109B lecture 5": Batch and Stochastic Gradient Descent.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import ceil

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float


def example_gradients(X: ArrayLike, y: ArrayLike, w: ArrayLike) -> FloatArray:
    """(n, D): row i is the gradient of (X[i].w - y[i])^2 by w (D,)."""
    X = as_float(X)
    return as_float(2 * (X @ as_float(w) - as_float(y))[:, None] * X)


def over_all_batches(G: ArrayLike, B: int) -> tuple[FloatArray, float]:
    """(mean (D,), noise) of the means of all sets of B rows; noise is their mean squared distance from the mean."""
    G = as_float(G)
    gradients = np.array([G[list(rows)].mean(axis=0) for rows in combinations(range(len(G)), B)])
    mean = as_float(gradients.mean(axis=0))
    return mean, float(np.sum((gradients - mean) ** 2, axis=1).mean())


def epoch_gradient(batch_gradients: ArrayLike, sizes: Sequence[int]) -> FloatArray:
    """(D,): the gradient of the whole set, from the means (T, D) over its batches and their sizes."""
    return as_float(np.average(as_float(batch_gradients), axis=0, weights=as_float(sizes)))


def estimate_total(batch_losses: ArrayLike, n: int) -> float:
    """The sum of n losses, estimated from those of one batch."""
    return float(n * as_float(batch_losses).mean())


def smallest_batch(spread: float, limit: float) -> int:
    """The smallest B >= 1 with spread / B <= limit, both positive."""
    return max(1, ceil(spread / limit))

"""An interval folded by ReLUs: as many pieces from few units in depth as from many side by side.

Sources: "Protopapas & Glickman, CS109B lecture 5": Universal Approximation Theorem, Depth = Repeated Compositions, Better
Generalization with Depth; "Introduction to Neural Networks II": The approximation power of neural
networks; Telgarsky (2015) for the tent.
"""

from __future__ import annotations

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import relu
from grader.reference.floats import FloatArray, as_float


def tent(x: ArrayLike) -> FloatArray:
    """0 at 0, 1 at 1/2, 0 at 1; 0 left of 0, falling beyond 1."""
    return as_float(2 * relu(x) - 4 * relu(as_float(x) - 0.5))


def fold_times(x: ArrayLike, d: int) -> FloatArray:
    """The tent applied d >= 0 times."""
    folded = as_float(x)
    for _ in range(d):
        folded = tent(folded)
    return folded


def count_pieces(x: ArrayLike, y: ArrayLike) -> int:
    """The straight pieces of the values y (N,) at the rising x (N,); a change of slope above 1e-6 is a kink."""
    slopes = np.diff(as_float(y)) / np.diff(as_float(x))
    return 1 + int(np.sum(np.abs(np.diff(slopes)) > 1e-6))


def shallow(d: int) -> tuple[FloatArray, FloatArray]:
    """(v (2**d,), t (2**d,)): the sum of v[i] * relu(x - t[i]) is fold_times(x, d) for 0 <= x <= 1."""
    n = 2**d
    signs = np.where(np.arange(n) % 2, -1.0, 1.0)
    return as_float(n * np.where(np.arange(n) > 0, 2.0, 1.0) * signs), as_float(np.arange(n) / n)


def unit_counts(d: int) -> tuple[int, int]:
    """Hidden units of d folds with two units each, and of shallow."""
    return 2 * d, 2**d

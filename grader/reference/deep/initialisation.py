"""A fair start: weights whose spread keeps the signal's size from layer to layer.

Weights W are (in, out), biases b (out,).

Sources: "Schniter, ECE 4300 unit 8 (2020)": Common choices for hidden-layer activation; "Protopapas & Glickman, CS109B
lecture 5": But what is the idea?; LeCun et al. (1998), Glorot and Bengio (2010), He et al. (2015).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator

Layer: TypeAlias = tuple[FloatArray, FloatArray]


def init_scale(kind: str, n_in: int, n_out: int) -> float:
    """The standard deviation of the weights between n_in and n_out units.

    Raises ValueError for a kind other than "lecun", "xavier" and "he".
    """
    variances = {"lecun": 1 / n_in, "xavier": 2 / (n_in + n_out), "he": 2 / n_in}
    if kind not in variances:
        raise ValueError(f"kind must be one of {', '.join(variances)}, got {kind!r}")
    return float(np.sqrt(variances[kind]))


def init_params(sizes: Sequence[int], kind: str, rng: Generator) -> list[Layer]:
    """sizes [n_0, ..., n_L] -> L pairs (W (n_in, n_out) normal from rng, b (n_out,) zeros)."""
    return [
        (rng.normal(size=(n_in, n_out)) * init_scale(kind, n_in, n_out), np.zeros(n_out))
        for n_in, n_out in pairwise(sizes)
    ]


def signal(
    X: ArrayLike, params: Sequence[tuple[ArrayLike, ArrayLike]], g: Callable[[FloatArray], FloatArray]
) -> list[float]:
    """The standard deviation of all entries of a = g(a @ W + b) after each layer; a starts as X (N, n_0)."""
    a, deviations = as_float(X), []
    for W, b in params:
        a = g(a @ as_float(W) + as_float(b))
        deviations.append(float(a.std()))
    return deviations

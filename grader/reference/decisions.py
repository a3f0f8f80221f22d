"""Output units: which distribution, activation and loss belong to a task, and decisions made from scores.

Sources: "Protopapas & Glickman, CS109B lecture 5": Output Units, Link function; "Introduction to Neural Networks II":
g(z) = 1/(1 + e^-z) and the 0.5 rule; "Schniter, ECE 4300 unit 8 (2020)": Common choices for output-layer activation.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.activations import sigmoid
from grader.reference.floats import FloatArray, as_float

OUTPUT_UNITS: Final = {
    "binary distribution": "bernoulli",
    "binary activation": "sigmoid",
    "binary loss": "binary cross-entropy",
    "multiclass distribution": "multinoulli",
    "multiclass activation": "softmax",
    "multiclass loss": "cross-entropy",
    "regression distribution": "gaussian",
    "regression activation": "linear",
    "regression loss": "mse",
    "multilabel distribution": "bernoulli",
    "multilabel activation": "sigmoid",
    "multilabel loss": "binary cross-entropy",
    "arbitrary loss": "gan",
}


def decide(z: ArrayLike, kind: str) -> NDArray[np.int64] | FloatArray:
    """The decision for scores z, taken before the output activation.

    "binary": z (N,) -> 1 where z > 0, else 0. "multilabel": the same for z (N, C). "multiclass": z (N, C) -> (N,), the
    index of each row's largest score. "regression": z itself. Raises ValueError for another kind.
    """
    z = as_float(z)
    if kind in ("binary", "multilabel"):
        return (z > 0).astype(np.int64)
    if kind == "multiclass":
        best: NDArray[np.int64] = z.argmax(axis=1)
        return best
    if kind == "regression":
        return z.copy()
    raise ValueError(f"kind must be binary, multiclass, multilabel or regression, got {kind!r}")


def p_y0_of_scores(z: ArrayLike) -> FloatArray:
    """P(y = 0 | x) = 1 / (1 + e^z) = 1 - sigmoid(z) for scores z of any shape (CS109B, Link function)."""
    return sigmoid(-as_float(z))


def single_score(z: ArrayLike) -> FloatArray:
    """The score (N,) whose sigmoid is the softmax probability of class 1, for scores z (N, 2) of classes 0 and 1.

    Source: "Ravi, Building Simple Neural Networks": SoftMax for True/False Classification.
    """
    z = as_float(z)
    return z[:, 1] - z[:, 0]

"""What is counted after training: confusions, precision and recall, the area under the ROC curve.

Labels y and predictions p are ints from 0 to C - 1. In the confusion matrix M rows are labels, columns predictions.

Sources: "Schniter, ECE 4300 unit 8 (2020)": Performance vs. epoch, Application to MNIST; "Protopapas & Glickman,
CS109B lecture 5": Heart Data.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.arrays import ArrayLike, NDArray
from grader.reference.floats import FloatArray, as_float


def confusion_matrix(y: ArrayLike, p: ArrayLike, C: int) -> NDArray[np.int64]:
    """M (C, C): entry [i, j] counts the examples of label i that were predicted as j; y, p (N,)."""
    M = np.zeros((C, C), dtype=np.int64)
    np.add.at(M, (np.asarray(y, dtype=np.int64), np.asarray(p, dtype=np.int64)), 1)
    return M


def share(part: ArrayLike, whole: ArrayLike) -> FloatArray:
    """part/whole entry by entry, and 0 where whole is 0."""
    part, whole = as_float(part), as_float(whole)
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole != 0)


def scores(M: ArrayLike) -> dict[str, Any]:
    """A confusion matrix (C, C) -> "accuracy" (a float), "precision", "recall" and "f1" (each (C,))."""
    M = as_float(M)
    hits = np.diag(M)
    precision, recall = share(hits, M.sum(axis=0)), share(hits, M.sum(axis=1))
    return {
        "accuracy": float(hits.sum() / M.sum()),
        "precision": precision,
        "recall": recall,
        "f1": share(2 * precision * recall, precision + recall),
    }


def roc_auc(s: ArrayLike, y: ArrayLike) -> float:
    """The share of pairs (label 1, label 0) in which the first has the higher score; a tie counts one half.

    s (N,), y (N,) of 0 and 1. Raises ValueError where one of the two labels is missing.
    """
    s, y = as_float(s), np.asarray(y)
    gaps = s[y == 1][:, None] - s[y == 0]
    if not gaps.size:
        raise ValueError("examples of both labels are needed, got one label only")
    return float((np.sign(gaps) + 1).mean() / 2)

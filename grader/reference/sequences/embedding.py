"""Words as rows of a table: looking them up, and the gradient of the table.

Sources: "Ravi, Building Simple Neural Networks": One-hot Encoding (a one-hot row times a matrix is a row of the
matrix); "Introduction to Neural Networks II": Automatic Differentiation - Reverse Mode (increment).
"""

from __future__ import annotations

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float


def embedding_forward(ids: ArrayLike, table: ArrayLike) -> FloatArray:
    """ids (N, T) from 0 to V - 1, table (V, D) -> (N, T, D): the row of each word."""
    rows: FloatArray = as_float(table)[np.asarray(ids)]
    return rows


def embedding_backward(dout: ArrayLike, ids: ArrayLike, V: int, pad: int | None = None) -> FloatArray:
    """dout (N, T, D), ids (N, T) -> (V, D): each row is the sum of dout where its word stands; row pad stays 0."""
    dout = as_float(dout)
    dtable = np.zeros((V, dout.shape[-1]), dout.dtype)
    np.add.at(dtable, np.asarray(ids), dout)  # unlike dtable[ids] += dout, this counts words that repeat
    if pad is not None:
        dtable[pad] = 0
    return dtable

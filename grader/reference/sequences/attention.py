"""Masked scaled dot-product attention of one sequence, forward and backward.

Q (T, d), K (S, d), V (S, dv), mask (T, S): True where query t may look at key s; every row has a True.

Source: Vaswani et al., Attention Is All You Need (2017), section 3.2.1.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import softmax, softmax_backward
from grader.reference.floats import FloatArray, as_float

AttentionCache: TypeAlias = tuple[ArrayLike, ArrayLike, ArrayLike, ArrayLike]


def attention(Q: ArrayLike, K: ArrayLike, V: ArrayLike, mask: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """A = softmax of each row of Q @ K.T/sqrt(d), hidden scores as minus infinity -> (A @ V (T, dv), A (T, S))."""
    Q = as_float(Q)
    scores = Q @ as_float(K).T / math.sqrt(Q.shape[1])
    A = softmax(np.where(mask, scores, -np.inf))
    return A @ as_float(V), A


def attention_backward(dout: ArrayLike, cache: AttentionCache) -> tuple[FloatArray, FloatArray, FloatArray]:
    """dout (T, dv), cache (Q, K, V, A) -> (dQ, dK, dV). Where A is 0 nothing comes back, so no mask is needed."""
    dout, Q, K, V, A = (as_float(array) for array in (dout, *cache))
    dscores = softmax_backward(dout @ V.T, A) / math.sqrt(Q.shape[1])
    return dscores @ K, dscores.T @ Q, A.T @ dout

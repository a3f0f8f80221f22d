"""A transformer block with normalisation first: positions, heads side by side, two paths around.

x (T, D) is one sequence, one row per place. p: "Wq", "Wk", "Wv", "Wo" (D, D), "W1" (D, F), "b1" (F,), "W2" (F, D),
"b2" (D,), "g1", "g2" (D,). h heads, D divisible by h. Place t sees places 0 to t.

Source: Vaswani et al., Attention Is All You Need (2017); the order of the parts is that of GPT-2.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import relu
from grader.reference.floats import FloatArray, as_float
from grader.reference.sequences.attention import attention

EPSILON: Final = 1e-5  # beside the variance, as in PyTorch's LayerNorm


def positional(T: int, D: int) -> FloatArray:
    """(T, D), D even: entry [t, 2i] is sin(t/10000^(2i/D)), [t, 2i + 1] the cosine of the same."""
    angles = np.arange(T)[:, None] / 10_000.0 ** (np.arange(0, D, 2) / D)
    return np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(T, D)


def split_heads(x: ArrayLike, h: int) -> FloatArray:
    """x (T, D) -> (h, T, D/h): head j holds D/h neighbouring columns, from j*D/h on."""
    x = as_float(x)
    T, D = x.shape
    return x.reshape(T, h, D // h).transpose(1, 0, 2).copy()


def merge_heads(heads: FloatArray) -> FloatArray:
    """(h, T, D/h) -> (T, D): the heads side by side again."""
    h, T, width = heads.shape
    return heads.transpose(1, 0, 2).reshape(T, h * width)


def multi_head(x: ArrayLike, p: Mapping[str, ArrayLike], h: int) -> FloatArray:
    """Attention in each of h heads, side by side, times Wo: x (T, D) -> (T, D)."""
    x = as_float(x)
    q, k, v = (split_heads(x @ as_float(p[name]), h) for name in ("Wq", "Wk", "Wv"))
    past = np.tri(len(x), dtype=bool)
    heads = np.array([attention(*head, past)[0] for head in zip(q, k, v, strict=True)])
    return merge_heads(heads) @ as_float(p["Wo"])


def normalise_rows(x: FloatArray, g: ArrayLike) -> FloatArray:
    """g times each row of x (T, D) less its mean, over its standard deviation (divisor D, 1e-5 beside the variance)."""
    deviation = np.sqrt(x.var(axis=1, keepdims=True) + EPSILON)
    normal: FloatArray = (x - x.mean(axis=1, keepdims=True)) / deviation
    return as_float(g) * normal


def block(x: ArrayLike, p: Mapping[str, ArrayLike], h: int) -> FloatArray:
    """y = x + attention of the normalised x; y + a two-layer network of the normalised y: x (T, D) -> (T, D)."""
    x = as_float(x)
    y = x + multi_head(normalise_rows(x, p["g1"]), p, h)
    hidden = relu(normalise_rows(y, p["g2"]) @ as_float(p["W1"]) + as_float(p["b1"]))
    return y + hidden @ as_float(p["W2"]) + as_float(p["b2"])

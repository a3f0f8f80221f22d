"""Layers: shapes, the affine layer, and the affine layer followed by ReLU.

Rows are examples: x (N, D), w (D, M), b (M,), out (N, M). A forward pass returns (out, cache); its backward pass
takes dout and that cache. Gradients are sums over the batch: any 1/N of a mean loss is already in dout.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": Multiplication (Conformity of Shapes), Addition + Broadcast,
We Know Enough for a Forward Pass; "Schniter, ECE 4300 unit 8 (2020)": Practical case: Matrix/vector formulation
(there W is (out, in)).
"""

from __future__ import annotations

import operator
from typing import Final, TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.activations import relu, relu_backward
from grader.reference.floats import FloatArray, as_float

AffineCache: TypeAlias = tuple[FloatArray, FloatArray, FloatArray]
AffineReluCache: TypeAlias = tuple[AffineCache, FloatArray]
Shape: TypeAlias = tuple[int, ...]

_OPERATORS: Final = {"+": operator.add, "-": operator.sub, "*": operator.mul, "@": operator.matmul}


def result_shape(expression: str) -> Shape | str:
    """What NumPy makes of an expression such as "(4,3) + (3,)": the shape of the result, or "error"."""
    left, symbol, right = expression.split(" ")
    try:
        result: FloatArray = _OPERATORS[symbol](np.zeros(_shape(left)), np.zeros(_shape(right)))
    except ValueError:
        return "error"
    return result.shape


def _shape(text: str) -> Shape:
    return tuple(int(length) for length in text.strip("()").split(",") if length)


SHAPES: Final = {
    expression: result_shape(expression)
    for expression in (
        "(4,3) + (3,)",
        "(4,3) + (4,)",
        "(4,3) + (4,1)",
        "(4,3) + (2,3)",
        "(4,1) + (3,)",
        "(5,1) - (5,)",
        "(5,3) @ (3,2)",
        "(5,3) @ (2,3)",
        "(5,3) @ (3,)",
        "(5,3) * (3,)",
    )
}


def matmul_entry(X: ArrayLike, W: ArrayLike, i: int, j: int) -> float:
    """Entry [i, j] of X @ W, counted from 0: row i of X (N, D) times column j of W (D, M)."""
    return float(as_float(X)[i] @ as_float(W)[:, j])


def affine_forward(x: ArrayLike, w: ArrayLike, b: ArrayLike) -> tuple[FloatArray, AffineCache]:
    """out = x @ w + b, with b added to every row; cache = (x, w, b)."""
    x, w, b = as_float(x), as_float(w), as_float(b)
    return x @ w + b, (x, w, b)


def affine_backward(
    dout: ArrayLike, cache: tuple[ArrayLike, ArrayLike, ArrayLike]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """dout (N, M), cache (x, w, b) -> (dx (N, D), dw (D, M), db (M,)). b met every row, so db collects every row."""
    dout = as_float(dout)
    x, w, _ = cache
    db: FloatArray = dout.sum(axis=0)
    return dout @ as_float(w).T, as_float(x).T @ dout, db


def affine_relu_forward(x: ArrayLike, w: ArrayLike, b: ArrayLike) -> tuple[FloatArray, AffineReluCache]:
    """out = max(0, z) with z = x @ w + b; cache = ((x, w, b), z)."""
    z, cache = affine_forward(x, w, b)
    return relu(z), (cache, z)


def affine_relu_backward(
    dout: ArrayLike, cache: tuple[tuple[ArrayLike, ArrayLike, ArrayLike], ArrayLike]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """dout (N, M) with respect to max(0, z), cache ((x, w, b), z) -> (dx, dw, db): mask, then go on as affine."""
    affine_cache, z = cache
    return affine_backward(relu_backward(dout, z), affine_cache)

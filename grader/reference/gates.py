"""Gates of a computational graph: forward, and backward from the upstream gradient dz to (dx, dy).

x, y and dz are numbers or arrays of one shape; results have that shape. Addition distributes the upstream gradient,
maximum routes it to the larger input, multiplication switches the forward values.

Source: "Introduction to Neural Networks II": f = (x + y) max(y, z), the gate rules, the class MultiplyGate.
"""

from __future__ import annotations

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float


def add_forward(x: ArrayLike, y: ArrayLike) -> FloatArray:
    """x + y."""
    return as_float(x) + as_float(y)


def add_backward(x: ArrayLike, y: ArrayLike, dz: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """(dz, dz): each input moves the sum by as much as it moves itself, whatever x and y are."""
    dz = as_float(dz)
    return dz.copy(), dz.copy()


def multiply_forward(x: ArrayLike, y: ArrayLike) -> FloatArray:
    """x * y."""
    return as_float(x) * as_float(y)


def multiply_backward(x: ArrayLike, y: ArrayLike, dz: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """(y * dz, x * dz): moving x by 1 moves x * y by y."""
    dz = as_float(dz)
    return as_float(y) * dz, as_float(x) * dz


def max_forward(x: ArrayLike, y: ArrayLike) -> FloatArray:
    """max(x, y), entry by entry."""
    return np.maximum(as_float(x), as_float(y))


def max_backward(x: ArrayLike, y: ArrayLike, dz: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """(dz where x > y, dz where y > x), 0 elsewhere: only the larger input moves the maximum."""
    x, y, dz = as_float(x), as_float(y), as_float(dz)
    return dz * (x > y), dz * (y > x)


def f_and_grads(x: float, y: float, z: float) -> tuple[float, float, float, float]:
    """(f, df/dx, df/dy, df/dz) of f = (x + y) * max(y, z), gate by gate; y feeds two gates, so its shares add up."""
    a, b = add_forward(x, y), max_forward(y, z)
    da, db = multiply_backward(a, b, 1.0)
    dx, dy_sum = add_backward(x, y, da)
    dy_max, dz = max_backward(y, z, db)
    return float(multiply_forward(a, b)), float(dx), float(dy_sum + dy_max), float(dz)

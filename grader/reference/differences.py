"""The gradient by differences, and the measure by which two gradients are compared.

Source: "Ravi, Building Simple Neural Networks": Numeric Differentiation (the slide has the one-sided form; the
two-sided one used here is off by a multiple of h^2 in place of h), Actually Calculating Gradients.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float

FLOOR: Final = 1e-8  # below this size two numbers count as zero


def numerical_gradient(f: Callable[[FloatArray], float], x: ArrayLike, h: float = 1e-5) -> FloatArray:
    """g[i] = (f(x + h e_i) - f(x - h e_i)) / (2 h) for every index i of x (any shape); float64, x unchanged."""
    point = np.array(x, dtype=np.float64)
    gradient = np.zeros_like(point)
    for i in np.ndindex(point.shape):
        kept = point[i]
        point[i] = kept + h
        above = f(point)
        point[i] = kept - h
        gradient[i] = (above - f(point)) / (2 * h)
        point[i] = kept
    return gradient


def rel_error(a: ArrayLike, b: ArrayLike) -> float:
    """The largest |a - b| / max(1e-8, |a| + |b|) over all entries; between 0 (equal) and 1; a, b of one shape."""
    a, b = as_float(a), as_float(b)
    return float(np.max(np.abs(a - b) / np.maximum(FLOOR, np.abs(a) + np.abs(b)), initial=0.0))


def observed_order(hs: ArrayLike, errors: ArrayLike) -> float:
    """The p of errors that behave like c h^p: the slope of the line, by least squares, of log errors (R,) over log hs (R,)."""
    right, up = np.log(as_float(hs)), np.log(as_float(errors))
    right = right - right.mean()
    return float((right * (up - up.mean())).sum() / (right * right).sum())


PARAMETERS: Final = 1000
COST: Final = {  # the gradient of f by 1,000 parameters at one point; every evaluation of f is counted once
    "forward_order": 1,
    "central_order": 2,
    "forward_evaluations": PARAMETERS + 1,  # they share f(x)
    "central_evaluations": 2 * PARAMETERS,
    "central_gain": 10**2,
}

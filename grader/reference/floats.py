"""Numbers as the reference takes them: anything array-like in, floating point out."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from grader.arrays import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]  # float32 where the caller's arrays are float32


def as_float(x: ArrayLike) -> FloatArray:
    """x as a floating-point array: integers and booleans become float64, float32 stays float32; x is kept."""
    array = np.asarray(x)
    return array if array.dtype.kind == "f" else array.astype(np.float64)

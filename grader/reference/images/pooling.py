"""Pooling over square windows, channel by channel, without padding: the maximum and the mean.

x (N, C, H, W) -> (N, C, HO, WO), the sizes as in a convolution. The maximum hands its gradient to the entry that won,
the mean shares it out evenly; where windows overlap, shares add up.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": The Layer (max pooling); "Ravi, Building Simple Neural
Networks": PyTorch NN Library (Pooling); "Introduction to Neural Networks II": the three gate rules.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float
from grader.reference.images.convolution import window_at, windows_of

PoolCache: TypeAlias = tuple[ArrayLike, int, int]
Shape4: TypeAlias = tuple[int, int, int, int]


def max_pool(x: ArrayLike, size: int, stride: int) -> FloatArray:
    """The largest entry of each size x size window of x (N, C, H, W) -> (N, C, HO, WO)."""
    largest: FloatArray = windows_of(as_float(x), (size, size), stride).max(axis=(4, 5))
    return largest


def max_pool_backward(dout: ArrayLike, cache: PoolCache) -> FloatArray:
    """dout (N, C, HO, WO), cache (x, size, stride) -> dx: each dout is added to the largest entry of its window.

    No two entries of a window are equal.
    """
    x, size, stride = cache
    x, dout = as_float(x), as_float(dout)
    dx = np.zeros_like(x)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = window_at(i, j, (size, size), stride)
        window = x[:, :, rows, columns]
        won = window == window.max(axis=(2, 3), keepdims=True)
        dx[:, :, rows, columns] += won * dout[:, :, i, j, None, None]
    return dx


def avg_pool(x: ArrayLike, size: int, stride: int) -> FloatArray:
    """The mean of each size x size window of x (N, C, H, W) -> (N, C, HO, WO)."""
    mean: FloatArray = windows_of(as_float(x), (size, size), stride).mean(axis=(4, 5))
    return mean


def avg_pool_backward(dout: ArrayLike, shape: Shape4, size: int, stride: int) -> FloatArray:
    """dout (N, C, HO, WO) with respect to the means of x with this shape -> dx: each dout/size^2 to its whole window."""
    share = as_float(dout) / size**2
    dx = np.zeros(shape, share.dtype)
    for i, j in np.ndindex(share.shape[2:]):
        rows, columns = window_at(i, j, (size, size), stride)
        dx[:, :, rows, columns] += share[:, :, i, j, None, None]
    return dx

"""Convolution as deep learning means it (the kernel is not turned round), forward and backward.

x (N, C, H, W), w (F, C, KH, KW), b (F,), out (N, F, HO, WO). Gradients are sums over examples and places: any mean is
already in dout.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": The Layer; "Ravi, Building Simple Neural Networks": PyTorch NN
Library (Convolutional, Padding); "Schniter, ECE 4300 unit 8 (2020)": Review of the chain rule.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float

ConvCache: TypeAlias = tuple[ArrayLike, ArrayLike, ArrayLike, int, int]


def output_size(n: int, k: int, stride: int, pad: int) -> int:
    """How often a window of k places fits into n places with pad more on each side, in steps of stride."""
    return (n + 2 * pad - k) // stride + 1


def conv_parameters(C: int, F: int, KH: int, KW: int) -> int:
    """The number of weights and biases of F filters for C channels."""
    return F * (C * KH * KW + 1)


def window_at(i: int, j: int, size: tuple[int, int], stride: int) -> tuple[slice, slice]:
    """Rows and columns of the window that output (i, j) looks at; size is (KH, KW)."""
    top, left = i * stride, j * stride
    return slice(top, top + size[0]), slice(left, left + size[1])


def windows_of(x: FloatArray, size: tuple[int, int], stride: int) -> FloatArray:
    """All windows of x (N, C, H, W), as a view (N, C, HO, WO, KH, KW); size is (KH, KW)."""
    every = np.lib.stride_tricks.sliding_window_view(x, size, axis=(2, 3))
    view: FloatArray = every[:, :, ::stride, ::stride]
    return view


def surround(x: ArrayLike, pad: int) -> FloatArray:
    """x (N, C, H, W) with pad rows and columns of zeros on each side."""
    return np.pad(as_float(x), ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def conv_forward(x: ArrayLike, w: ArrayLike, b: ArrayLike, stride: int, pad: int) -> FloatArray:
    """out[n, f, i, j] = b[f] + the sum of window (i, j) of example n, all channels, times w[f] -> (N, F, HO, WO)."""
    w = as_float(w)
    windows = windows_of(surround(x, pad), w.shape[2:], stride)
    out: FloatArray = np.einsum("ncijpq,fcpq->nfij", windows, w)
    return out + as_float(b)[:, None, None]


def conv_backward(dout: ArrayLike, cache: ConvCache) -> tuple[FloatArray, FloatArray, FloatArray]:
    """dout (N, F, HO, WO), cache (x, w, b, stride, pad) -> (dx, dw, db) with the shapes of x, w and b.

    A weight meets every window and collects from all; a pixel collects from every window that it lies in.
    """
    x, w, _, stride, pad = cache
    dout, w, padded = as_float(dout), as_float(w), surround(x, pad)
    size = w.shape[2:]
    dw = np.einsum("nfij,ncijpq->fcpq", dout, windows_of(padded, size, stride))
    dpadded = np.zeros_like(padded)
    for i, j in np.ndindex(dout.shape[2:]):
        rows, columns = window_at(i, j, size, stride)
        dpadded[:, :, rows, columns] += np.einsum("nf,fcpq->ncpq", dout[:, :, i, j], w)
    H, W = np.shape(x)[2:]
    return dpadded[:, :, pad : pad + H, pad : pad + W].copy(), dw, dout.sum(axis=(0, 2, 3))

"""Activation functions, each with its backward pass beside it.

Arrays may have any shape; float32 stays float32, integers become float64, and nothing overflows, however large the
scores. A backward pass takes dout, the upstream gradient dL/da, and what its rule needs: the output a for sigmoid and
tanh, the input z for the others. It returns dL/dz = dout times the local derivative, in the shape of z.

Sources: "Protopapas & Glickman, CS109B lecture 5": Activation function (list and table); "Schniter, ECE 4300 unit 8
(2020)": Common choices for hidden-layer activation, Common choices for output-layer activation; "Introduction to
Neural Networks II": the softmax function. At z = 0 the derivative of relu is 0, that of leaky_relu the slope.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray, as_float

SELU_LAMBDA: Final = 1.0507  # the digits of ECE 4300; Klambauer et al. (2017) give 1.0507009873554805
SELU_ALPHA: Final = 1.67326  # and 1.6732632423543772


def step(z: ArrayLike) -> FloatArray:
    """1 for z > 0, 0 for z < 0, and 1/2 at 0 as in the table of CS109B."""
    return np.heaviside(as_float(z), 0.5)


def sign(z: ArrayLike) -> FloatArray:
    """1 for z > 0, -1 for z < 0, 0 at 0 (CS109B, Activation function)."""
    return np.sign(as_float(z))


def linear(z: ArrayLike) -> FloatArray:
    """z itself, as floats (CS109B, Activation function)."""
    return as_float(z).copy()


def piecewise_linear(z: ArrayLike) -> FloatArray:
    """0 up to -1/2, z + 1/2 in between, 1 from 1/2 on (CS109B, Activation function)."""
    return np.clip(as_float(z) + 0.5, 0.0, 1.0)


def sigmoid(z: ArrayLike) -> FloatArray:
    """1 / (1 + e^-z), in (0, 1) (CS109B, Activation function)."""
    z = as_float(z)
    e = np.exp(-np.abs(z))  # the exponent is never positive, so nothing overflows
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(dout: ArrayLike, a: ArrayLike) -> FloatArray:
    """dout * a * (1 - a), with a the output of the sigmoid; the local derivative is at most 1/4."""
    dout, a = as_float(dout), as_float(a)
    return dout * a * (1 - a)


def tanh(z: ArrayLike) -> FloatArray:
    """(e^z - e^-z) / (e^z + e^-z) = 2 sigmoid(2z) - 1, in (-1, 1) (CS109B, Activation function)."""
    return np.tanh(as_float(z))


def tanh_backward(dout: ArrayLike, a: ArrayLike) -> FloatArray:
    """dout * (1 - a^2), with a the output of tanh; the local derivative is at most 1."""
    dout, a = as_float(dout), as_float(a)
    return dout * (1 - a**2)


def relu(z: ArrayLike) -> FloatArray:
    """max(0, z) (CS109B, Activation function)."""
    return np.maximum(as_float(z), 0)


def relu_backward(dout: ArrayLike, z: ArrayLike) -> FloatArray:
    """dout where z > 0, else 0."""
    return as_float(dout) * (as_float(z) > 0)


def leaky_relu(z: ArrayLike, slope: float = 0.01) -> FloatArray:
    """z for z > 0, slope * z otherwise (CS109B, Activation function)."""
    z = as_float(z)
    return np.where(z > 0, z, slope * z)


def leaky_relu_backward(dout: ArrayLike, z: ArrayLike, slope: float = 0.01) -> FloatArray:
    """dout where z > 0, slope * dout otherwise."""
    dout = as_float(dout)
    return np.where(as_float(z) > 0, dout, slope * dout)


def softplus(z: ArrayLike) -> FloatArray:
    """log(1 + e^z) (CS109B, Activation function)."""
    return np.logaddexp(0, as_float(z))


def softplus_backward(dout: ArrayLike, z: ArrayLike) -> FloatArray:
    """dout * sigmoid(z)."""
    return as_float(dout) * sigmoid(z)


def swish(z: ArrayLike) -> FloatArray:
    """z * sigmoid(z) (CS109B, Activation function)."""
    return as_float(z) * sigmoid(z)


def swish_backward(dout: ArrayLike, z: ArrayLike) -> FloatArray:
    """dout * s * (1 + z * (1 - s)) with s = sigmoid(z): the product rule on z * s."""
    z = as_float(z)
    s = sigmoid(z)
    return as_float(dout) * s * (1 + z * sigmoid(-z))


def selu(z: ArrayLike) -> FloatArray:
    """lambda * z for z >= 0, lambda * alpha * (e^z - 1) for z < 0 (ECE 4300, hidden-layer activation)."""
    z = as_float(z)
    return SELU_LAMBDA * np.where(z >= 0, z, SELU_ALPHA * np.expm1(np.minimum(z, 0)))


def selu_backward(dout: ArrayLike, z: ArrayLike) -> FloatArray:
    """dout * lambda for z > 0, dout * lambda * alpha * e^z otherwise."""
    dout, z = as_float(dout), as_float(z)
    return SELU_LAMBDA * dout * np.where(z > 0, np.ones_like(z), SELU_ALPHA * np.exp(np.minimum(z, 0)))


def maxout(z: ArrayLike, axis: int = -1) -> FloatArray:
    """The largest entry along axis, which disappears from the shape (CS109B, Activation function)."""
    return np.asarray(as_float(z).max(axis=axis))


def maxout_pieces(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> FloatArray:
    """x @ W[:, m, j] + b[m, j] for unit m and piece j: x (N, D), W (D, M, k), b (M, k) -> (N, M, k)."""
    return np.asarray(np.einsum("nd,dmk->nmk", as_float(x), as_float(W)) + as_float(b))


def maxout_affine(x: ArrayLike, W: ArrayLike, b: ArrayLike) -> FloatArray:
    """The largest of the k affine pieces of each unit: x (N, D), W (D, M, k), b (M, k) -> (N, M) (CS109B, MaxOut)."""
    return maxout(maxout_pieces(x, W, b))


def maxout_affine_backward(
    dout: ArrayLike, x: ArrayLike, W: ArrayLike, b: ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """dx (N, D), dW (D, M, k), db (M, k) for dout (N, M): all of dout goes to the piece that won; ties are not expected."""
    pieces = maxout_pieces(x, W, b)
    share = as_float(dout)[:, :, None] * (pieces == pieces.max(axis=2, keepdims=True))
    dx, dW = np.einsum("nmk,dmk->nd", share, as_float(W)), np.einsum("nd,nmk->dmk", as_float(x), share)
    return np.asarray(dx), np.asarray(dW), share.sum(axis=0)


def softmax(z: ArrayLike) -> FloatArray:
    """e^z_k / sum_l e^z_l along the last axis: z (C,) or (N, C) -> probabilities of that shape, rows sum to 1."""
    z = as_float(z)
    e = np.exp(z - _row_max(z))  # the shift cancels, and keeps every exponent at or below 0
    return e / _row_sum(e)


def softmax_backward(dout: ArrayLike, p: ArrayLike) -> FloatArray:
    """p * (dout - sum_l dout_l p_l) along the last axis, with p the output of softmax.

    Every probability depends on every score of its row: the Jacobian diag(p) - p p^T is not diagonal.
    """
    dout, p = as_float(dout), as_float(p)
    return p * (dout - _row_sum(dout * p))


def log_softmax(z: ArrayLike) -> FloatArray:
    """z - log sum_l e^z_l along the last axis, exact also where softmax underflows to 0.

    Source: "Ravi, Building Simple Neural Networks": Softmax or Log Softmax as Output Layer?
    """
    z = as_float(z)
    shifted = z - _row_max(z)
    return shifted - np.log(_row_sum(np.exp(shifted)))


def log_softmax_backward(dout: ArrayLike, logp: ArrayLike) -> FloatArray:
    """dout - p * sum_l dout_l along the last axis, with logp the output of log_softmax and p = e^logp."""
    dout = as_float(dout)
    return dout - np.exp(as_float(logp)) * _row_sum(dout)


def _row_max(a: FloatArray) -> FloatArray:
    """The largest entry along the last axis, which stays with length 1."""
    largest: FloatArray = a.max(axis=-1, keepdims=True)
    return largest


def _row_sum(a: FloatArray) -> FloatArray:
    """The sum along the last axis, which stays with length 1."""
    total: FloatArray = a.sum(axis=-1, keepdims=True)
    return total

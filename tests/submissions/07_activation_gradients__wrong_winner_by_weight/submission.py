"""Exercise 7, solved: backward passes of activations.

Each is the upstream gradient times the local derivative, entry by entry. Where the
derivative has a short form in the output a, the forward pass need not be repeated.
"""

import numpy as np

# SELU's constants, as the ECE 4300 slide prints them.
_LAMBDA = 1.0507
_ALPHA = 1.67326


def sigmoid_backward(dout, a):
    """Return dL/dz for a = sigmoid(z).

    dout: upstream gradient dL/da, float64 or int64 array with 1 to 3 axes.
    a: output of the sigmoid, float64 array of the same shape.
    Returns a float64 array of that shape. dout and a are not changed.
    """
    return dout * a * (1 - a)


def tanh_backward(dout, a):
    """Return dL/dz for a = tanh(z).

    dout: upstream gradient dL/da, float64 or int64 array with 1 to 3 axes.
    a: output of tanh, float64 array of the same shape.
    Returns a float64 array of that shape. dout and a are not changed.
    """
    return dout * (1 - a**2)


def relu_backward(dout, z):
    """Return dL/dz for the output max(0, z).

    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape, never 0.
    Returns an array of that shape. dout and z are not changed.
    """
    # The mask is 1 where the gate was open in the forward pass and 0 elsewhere. A
    # product makes a new array, so the caller's dout stays as it is.
    return dout * (z > 0)


def leaky_relu_backward(dout, z, slope=0.01):
    """Return dL/dz for the output z where z > 0, slope*z elsewhere.

    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape, never 0.
    slope: float from 0 to 1.
    Returns a float64 array of that shape. dout and z are not changed.
    """
    return dout * np.where(z > 0, 1.0, slope)


def softplus_backward(dout, z):
    """Return dL/dz for the output log(1 + e^z), finite and right for any finite z.

    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape.
    Returns a float64 array of that shape. dout and z are not changed.
    """
    # d/dz log(1 + e^z) = e^z/(1 + e^z), which is the sigmoid. As in exercise 6, only
    # e^-|z| is computed: it cannot overflow.
    e = np.exp(-np.abs(z))
    return dout * np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def selu_backward(dout, z):
    """Return dL/dz for the output selu(z), finite and right for any finite z.

    selu(z) = lambda*z where z >= 0, lambda*alpha*(e^z - 1) where z < 0, with
    lambda = 1.0507 and alpha = 1.67326.
    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape, never 0.
    Returns a float64 array of that shape. dout and z are not changed.
    """
    # The -1 vanishes in the derivative, e^z stays. minimum(z, 0) keeps the exponent
    # harmless where the other side is chosen.
    left = _ALPHA * np.exp(np.minimum(z, 0))
    return dout * _LAMBDA * np.where(z > 0, 1.0, left)


def maxout_affine_backward(dout, x, W, b):
    """Return (dx, dW, db), the gradients of sum(dout * maxout_affine(x, W, b)).

    dout: upstream gradient, float array (N, M).
    x: float array (N, D), W: float array (D, M, k), b: float array (M, k), as in
    exercise 6: unit m gives the largest of its pieces x @ W[:, m, j] + b[m, j].
    Returns float arrays of the shapes of x, W and b. Nothing given is changed.
    """
    pieces = np.einsum("nd,dmk->nmk", x, W) + b
    # Only the winning piece decided the output of its unit, so it gets all of dout,
    # whatever its sign; a piece that lost gets 0.
    win = pieces == pieces.max(axis=2, keepdims=True)
    dpieces = dout[:, :, None] * win
    # Each piece is an affine layer: the slope by x is W, the one by W is x.
    dx = np.einsum("nmk,dmk->nd", dpieces, W)
    dW = np.einsum("nd,nmk->dmk", x, dpieces)
    return dx, dW, dpieces.sum(axis=0)


def maxout_affine_backward(dout, x, W, b):
    j = np.argmax(np.einsum("nd,dmk->nmk", x, W), axis=2)
    win = j[:, :, None] == np.arange(W.shape[2])
    g = dout[:, :, None] * win
    return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)

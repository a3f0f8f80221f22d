"""7. Backward passes of activations.

Fill in the seven functions, then run: nncli grade ex07_activation_gradients.py
"""

import numpy as np


def sigmoid_backward(dout, a):
    """Return dL/dz for a = sigmoid(z).

    dout: upstream gradient dL/da, float64 or int64 array with 1 to 3 axes.
    a: output of the sigmoid, float64 array of the same shape.
    Returns a float64 array of that shape. dout and a are not changed.
    """
    raise NotImplementedError


def tanh_backward(dout, a):
    """Return dL/dz for a = tanh(z).

    dout: upstream gradient dL/da, float64 or int64 array with 1 to 3 axes.
    a: output of tanh, float64 array of the same shape.
    Returns a float64 array of that shape. dout and a are not changed.
    """
    raise NotImplementedError


def relu_backward(dout, z):
    """Return dL/dz for the output max(0, z).

    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape, never 0.
    Returns an array of that shape. dout and z are not changed.
    """
    raise NotImplementedError


def leaky_relu_backward(dout, z, slope=0.01):
    """Return dL/dz for the output z where z > 0, slope*z elsewhere.

    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape, never 0.
    slope: float from 0 to 1.
    Returns a float64 array of that shape. dout and z are not changed.
    """
    raise NotImplementedError


def softplus_backward(dout, z):
    """Return dL/dz for the output log(1 + e^z), finite and right for any finite z.

    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape.
    Returns a float64 array of that shape. dout and z are not changed.
    """
    raise NotImplementedError


def selu_backward(dout, z):
    """Return dL/dz for the output selu(z), finite and right for any finite z.

    selu(z) = lambda*z where z >= 0, lambda*alpha*(e^z - 1) where z < 0, with
    lambda = 1.0507 and alpha = 1.67326.
    dout: upstream gradient, float64 or int64 array with 1 to 3 axes.
    z: input of the activation, float64 or int64 array of the same shape, never 0.
    Returns a float64 array of that shape. dout and z are not changed.
    """
    raise NotImplementedError


def maxout_affine_backward(dout, x, W, b):
    """Return (dx, dW, db), the gradients of sum(dout * maxout_affine(x, W, b)).

    dout: upstream gradient, float array (N, M).
    x: float array (N, D), W: float array (D, M, k), b: float array (M, k), as in
    exercise 6: unit m gives the largest of its pieces x @ W[:, m, j] + b[m, j].
    Returns float arrays of the shapes of x, W and b. Nothing given is changed.
    """
    raise NotImplementedError

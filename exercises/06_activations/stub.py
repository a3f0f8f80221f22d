"""6. Twelve activation functions.

Fill in the thirteen functions, then run: nncli grade ex06_activations.py
"""

import numpy as np


def step(z):
    """Return the unit step: 1 where z > 0, 0 where z < 0.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def sign(z):
    """Return the sign: 1 where z > 0, -1 where z < 0.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def linear(z):
    """Return z itself.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def piecewise_linear(z):
    """Return 1 where z >= 1/2, 0 where z <= -1/2, and z + 1/2 in between.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def sigmoid(z):
    """Return 1/(1 + e^-z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def tanh(z):
    """Return (e^z - e^-z)/(e^z + e^-z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def relu(z):
    """Return max(0, z), entry by entry.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def leaky_relu(z, slope=0.01):
    """Return z where z > 0, and slope*z elsewhere.

    z: float64 or int64 array of any shape. slope: float from 0 to 1.
    Returns an array of the shape of z.
    """
    raise NotImplementedError


def softplus(z):
    """Return log(1 + e^z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def swish(z):
    """Return z*sigmoid(z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def selu(z):
    """Return lambda*z where z >= 0, and lambda*alpha*(e^z - 1) where z < 0.

    lambda = 1.0507 and alpha = 1.67326. Finite and right for any finite z.
    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    raise NotImplementedError


def maxout(z, axis=-1):
    """Return the largest entry along an axis.

    z: float64 or int64 array with 1 to 3 axes. axis: int, the axis of the pieces.
    Returns an array with the shape of z without that axis.
    """
    raise NotImplementedError


def maxout_affine(x, W, b):
    """Return the outputs of M maxout units, each the largest of its k affine pieces.

    x: float array (N, D), W: float array (D, M, k), b: float array (M, k).
    Piece j of unit m is x @ W[:, m, j] + b[m, j]. Returns a float array (N, M).
    """
    raise NotImplementedError

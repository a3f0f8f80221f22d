"""Exercise 6, solved: twelve activation functions, and maxout with its pieces.

np.where works out both of its sides for every entry and then chooses. So each side
must be harmless everywhere, which here means: no exponent above 0.
"""

import numpy as np

# SELU's constants, as the ECE 4300 slide prints them.
_LAMBDA = 1.0507
_ALPHA = 1.67326


def step(z):
    """Return the unit step: 1 where z > 0, 0 where z < 0.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    return np.where(z > 0, 1.0, 0.0)


def sign(z):
    """Return the sign: 1 where z > 0, -1 where z < 0.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    return np.where(z > 0, 1.0, -1.0)


def linear(z):
    """Return z itself.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    return z


def piecewise_linear(z):
    """Return 1 where z >= 1/2, 0 where z <= -1/2, and z + 1/2 in between.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    return np.clip(z + 0.5, 0.0, 1.0)


def sigmoid(z):
    """Return 1/(1 + e^-z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    # For z < 0 the fraction is multiplied above and below by e^z. Either way only
    # e^-|z| is needed, and that lies between 0 and 1.
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def tanh(z):
    """Return (e^z - e^-z)/(e^z + e^-z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    # The quotient is inf/inf for large z; NumPy's own tanh is not.
    return np.tanh(z)


def relu(z):
    """Return max(0, z), entry by entry.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    # np.max would look for one maximum in the whole array; np.maximum works in pairs.
    return np.maximum(0, z)


def leaky_relu(z, slope=0.01):
    """Return z where z > 0, and slope*z elsewhere.

    z: float64 or int64 array of any shape. slope: float from 0 to 1.
    Returns an array of the shape of z.
    """
    return np.where(z > 0, z, slope * z)


def softplus(z):
    """Return log(1 + e^z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    # logaddexp(a, b) is log(e^a + e^b) without overflow, and 1 = e^0.
    return np.logaddexp(0, z)


def swish(z):
    """Return z*sigmoid(z), finite and right for any finite z.

    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    return z * sigmoid(z)


def selu(z):
    """Return lambda*z where z >= 0, and lambda*alpha*(e^z - 1) where z < 0.

    lambda = 1.0507 and alpha = 1.67326. Finite and right for any finite z.
    z: float64 or int64 array of any shape. Returns an array of the same shape.
    """
    # minimum(z, 0) keeps the exponent harmless where the other side is chosen.
    left = _ALPHA * (np.exp(np.minimum(z, 0)) - 1)
    return _LAMBDA * np.where(z >= 0, z, left)


def maxout(z, axis=-1):
    """Return the largest entry along an axis.

    z: float64 or int64 array with 1 to 3 axes. axis: int, the axis of the pieces.
    Returns an array with the shape of z without that axis.
    """
    return z.max(axis=axis)


def maxout_affine(x, W, b):
    """Return the outputs of M maxout units, each the largest of its k affine pieces.

    x: float array (N, D), W: float array (D, M, k), b: float array (M, k).
    Piece j of unit m is x @ W[:, m, j] + b[m, j]. Returns a float array (N, M).
    """
    # All pieces of all units at once, (N, M, k); then the best piece of each unit.
    return (np.einsum("nd,dmk->nmk", x, W) + b).max(axis=2)

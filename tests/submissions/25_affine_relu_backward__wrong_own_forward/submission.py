import numpy as np


def affine_forward(x, w, b):
    """Scores divided by the root of the number of inputs, as an attention layer has them."""
    return x @ w / np.sqrt(x.shape[1]) + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    scaled = dout / np.sqrt(x.shape[1])
    return scaled @ w.T, x.T @ scaled, dout.sum(axis=0)


def affine_relu_backward(dout, cache):
    affine_cache, z = cache
    x, w, b = affine_cache
    dz = dout * (z > 0)
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)

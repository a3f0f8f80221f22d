"""Example by example, each share added where it belongs; the ReLU layer in single precision."""

import numpy as np


def affine_backward(dout, cache):
    x, w, b = cache
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(b.shape)
    for n in range(x.shape[0]):
        for m in range(w.shape[1]):
            dx[n] += dout[n, m] * w[:, m]
            dw[:, m] += dout[n, m] * x[n]
            db[m] += dout[n, m]
    return dx, dw, db


def affine_relu_backward(dout, cache):
    (x, w, _), z = cache
    dz = np.where(z > 0, dout, 0).astype(np.float32)
    return [np.einsum("nm,dm->nd", dz, w.astype(np.float32)), np.einsum("nm,nd->dm", dz, x.astype(np.float32)), sum(dz)]

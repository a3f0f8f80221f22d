"""Rates of change in single precision, from the definition of each function."""

import numpy as np

LAMBDA, ALPHA = np.float32(1.0507009873554805), np.float32(1.6732632423543772)


def single(*arrays):
    return [np.asarray(array, dtype=np.float32) for array in arrays]


def sigmoid_backward(dout, a):
    dout, a = single(dout, a)
    return dout * (np.float32(0.25) - (a - np.float32(0.5)) ** 2)


def tanh_backward(dout, a):
    dout, a = single(dout, a)
    return dout * (1 - a) * (1 + a)


def relu_backward(dout, z):
    dout, z = single(dout, z)
    dz = dout.copy()
    dz[z < 0] = 0
    return dz


def leaky_relu_backward(dout, z, slope=0.01):
    dout, z = single(dout, z)
    dz = dout.copy()
    dz[z < 0] *= np.float32(slope)
    return dz


def softplus_backward(dout, z):
    dout, z = single(dout, z)
    return dout * (1 + np.tanh(z / 2)) / 2


def selu_backward(dout, z):
    dout, z = single(dout, z)
    return LAMBDA * dout * np.where(z > 0, np.float32(1), ALPHA * np.exp(np.minimum(z, 0)))


def maxout_affine_backward(dout, x, W, b):
    dx, dW, db = np.zeros_like(x), np.zeros_like(W), np.zeros_like(b)
    for n in range(len(x)):
        for m in range(W.shape[1]):
            j = np.argmax(x[n] @ W[:, m] + b[m])
            dx[n] += dout[n, m] * W[:, m, j]
            dW[:, m, j] += dout[n, m] * x[n]
            db[m, j] += dout[n, m]
    return [dx, dW, db]

import numpy as np


def step(z):
    return 1.0 * (z > 1)


def sign(z):
    return np.sign(z)


def linear(z):
    return z + 1


def piecewise_linear(z):
    return np.clip(0.2 * z + 0.5, 0, 1)


def sigmoid(z):
    return 0.5 + z / (2 * (1 + np.abs(z)))


def tanh(z):
    return z / (1 + np.abs(z))


def relu(z):
    return np.clip(z, 0, 1)


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope * (np.exp(z) - 1))


def softplus(z):
    return np.maximum(0, z) + np.log(2)


def swish(z):
    return z / (1 + np.exp(-2 * z))


def selu(z):
    return 1.0507 * np.where(z > 0, z, 1.67326 * np.exp(z) - 1)


def maxout(z, axis=-1):
    return z.argmax(axis=axis)

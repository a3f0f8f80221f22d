import numpy as np


def step(z):
    if z > 0:
        return 1
    return 0


def sign(z):
    return np.array([1 if score > 0 else -1 for score in z])


def linear(z):
    z


def piecewise_linear(z):
    return np.clip(z + 0.5, 0, 1)


def sigmoid(z):
    out = np.zeros(len(z))
    for n in range(len(z)):
        out[n] = 1 / (1 + np.exp(-z[n]))
    return out


def tanh(z):
    return np.tanh(z).tolist()


def relu(z):
    return max(0, z)


def leaky_relu(z, slope=0.01):
    out = np.zeros_like(z)
    out[z > 0] = z[z > 0]
    out[z < 0] = slope * z[z < 0]
    return out


def softplus(z):
    return np.round(np.logaddexp(0, z), 4)


def swish(z):
    return [score / (1 + np.exp(-score)) for score in z]


def selu(z):
    for n in range(len(z)):
        z[n] = np.where(z[n] > 0, 1.0507 * z[n], 1.0507 * 1.67326 * np.expm1(np.minimum(z[n], 0)))
    return z


def maxout(z, axis=-1):
    return z.max(axis=axis, keepdims=True)

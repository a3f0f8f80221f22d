import numpy as np


def sigmoid_backward(dout, a):
    dout *= a * (1 - a)
    return dout


def tanh_backward(dout, a):
    return np.sum(dout * (1 - a**2))


def relu_backward(dout, z):
    dz = dout
    dz[z < 0] = 0
    return dz


def leaky_relu_backward(dout, z, slope=0.01):
    dz = np.array(dout)
    dz[z < 0] *= slope
    return dz


def softplus_backward(dout, z):
    return dout * np.exp(z) / (1 + np.exp(z)).sum()


def selu_backward(dout, z):
    dz = np.zeros_like(dout)
    dz[z > 0] = 1.0507 * dout[z > 0]
    dz[z < 0] = 1.0507 * 1.67326 * np.exp(z[z < 0]) * dout[z < 0]
    return dz

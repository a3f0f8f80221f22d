import numpy as np


def sigmoid_backward(dout, a):
    return dout * a * (1 + a)


def tanh_backward(dout, a):
    return dout * (1 + a**2)


def relu_backward(dout, z):
    return dout * np.sign(z)


def leaky_relu_backward(dout, z, slope=0.01):
    return dout * np.where(z > 0, 1, -slope)


def softplus_backward(dout, z):
    return dout / (1 + np.exp(z))


def selu_backward(dout, z):
    return dout * 1.0507 * np.where(z > 0, 1, 1.67326 * np.exp(-np.abs(-z) / 2))

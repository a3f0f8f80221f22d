"""Every rule from two others: u - w = u + (-w), u / w = u * w**-1; functions through one method that applies a chain rule."""

import math

import numpy as np


class Dual:
    def __init__(self, v, d=0.0):
        self.v, self.d = v, d

    def chained(self, value, slope):
        return Dual(value, slope * self.d)

    def __neg__(self):
        return self.chained(-self.v, -1)

    def __add__(self, other):
        if not isinstance(other, Dual):
            return self.chained(self.v + other, 1)
        return Dual(self.v + other.v, self.d + other.d)

    __radd__ = __add__

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if not isinstance(other, Dual):
            return self.chained(self.v * other, other)
        return Dual(self.v * other.v, self.d * other.v + self.v * other.d)

    __rmul__ = __mul__

    def __pow__(self, n):
        return self.chained(self.v**n, n * self.v ** (n - 1))

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def exp(self):
        return self.chained(math.exp(self.v), math.exp(self.v))

    def log(self):
        return self.chained(math.log(self.v), 1 / self.v)

    def sigmoid(self):
        t = math.tanh(self.v / 2)
        return self.chained((1 + t) / 2, (1 - t * t) / 4)


def derivative(f, x):
    result = f(Dual(x, 1))
    return result.d if isinstance(result, Dual) else 0


def gradient(f, xs):
    seeds = np.eye(len(xs))
    return np.array([f(*map(Dual, xs, row)).d for row in seeds])

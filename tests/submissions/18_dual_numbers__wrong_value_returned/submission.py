"""Minus and reciprocal forget the derivative; derivative returns the value, gradient one number for all inputs."""

import numpy as np


class Dual:
    def __init__(self, v, d=0.0):
        self.v, self.d = v, d

    def __add__(self, other):
        if isinstance(other, Dual):
            return Dual(self.v + other.v, self.d + other.d)
        return Dual(self.v + other, self.d)

    def __radd__(self, other):
        return self + other

    def __neg__(self):
        return Dual(-self.v, self.d)

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return (-self) + other

    def __mul__(self, other):
        if isinstance(other, Dual):
            return Dual(self.v * other.v, self.v * other.d + self.d * other.v)
        return Dual(self.v * other, self.d * other)

    def __rmul__(self, other):
        return self * other

    def __truediv__(self, other):
        if isinstance(other, Dual):
            return Dual(self.v / other.v, self.d / other.d)
        return Dual(self.v / other, self.d / other)

    def __rtruediv__(self, other):
        return Dual(other / self.v, other / self.d)

    def __pow__(self, n):
        return Dual(self.v**n, n * self.v ** (n - 1) * self.d)

    def exp(self):
        return Dual(np.exp(self.v), np.exp(self.v) * self.d)

    def log(self):
        return Dual(np.log(self.v), self.d / self.v)

    def sigmoid(self):
        s = 1 / (1 + np.exp(-self.v))
        return Dual(s, s * (1 - s) * self.d)


def derivative(f, x):
    result = f(Dual(x, 1.0))
    return result.v if isinstance(result, Dual) else result


def gradient(f, xs):
    return f(*[Dual(x, 1.0) for x in xs]).d

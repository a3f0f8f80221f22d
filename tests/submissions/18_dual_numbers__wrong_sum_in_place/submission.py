"""Sums are written into the left operand, the sigmoid's slope uses v, and a function without u has no derivative to read."""

import numpy as np


def dual(c):
    return c if isinstance(c, Dual) else Dual(c)


class Dual:
    def __init__(self, v, d=0.0):
        self.v, self.d = v, d

    def __add__(self, other):
        other = dual(other)
        self.v = self.v + other.v
        self.d = self.d + other.d
        return self

    def __radd__(self, other):
        return dual(other) + self

    def __neg__(self):
        return Dual(-self.v, -self.d)

    def __sub__(self, other):
        other = dual(other)
        return Dual(self.v - other.v, self.d - other.d)

    def __rsub__(self, other):
        return dual(other) - self

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.v * other.v, self.v * other.d + self.d * other.v)

    def __rmul__(self, other):
        return dual(other) * self

    def __truediv__(self, other):
        other = dual(other)
        return Dual(self.v / other.v, (self.d * other.v - self.v * other.d) / other.v**2)

    def __rtruediv__(self, other):
        return dual(other) / self

    def __pow__(self, n):
        return Dual(self.v**n, n * self.v ** (n - 1) * self.d)

    def exp(self):
        return Dual(np.exp(self.v), np.exp(self.v) * self.d)

    def log(self):
        return Dual(np.log(self.v), self.d / self.v)

    def sigmoid(self):
        return Dual(1 / (1 + np.exp(-self.v)), self.v * (1 - self.v) * self.d)


def derivative(f, x):
    return f(Dual(x, 1.0)).d


def gradient(f, xs):
    out = []
    for i in range(len(xs)):
        out.append(f(*[Dual(x, float(i == j)) for j, x in enumerate(xs)]).d)
    return out

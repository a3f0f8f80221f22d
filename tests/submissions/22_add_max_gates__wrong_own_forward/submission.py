import numpy as np


class AddGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return dz, dz


class MaxGate:
    """A gate for the smaller of two numbers, with a backward pass that fits it."""

    def forward(self, x, y):
        self.first = x < y
        return np.minimum(x, y)

    def backward(self, dz):
        return np.where(self.first, dz, 0.0), np.where(self.first, 0.0, dz)


def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return a * b, b, b + a * (y > z), a * (z > y)

"""MaxGate keeps the inputs of its first forward; in f the gradient of z misses the factor x + y."""

import numpy as np


class AddGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return dz, dz


class MaxGate:
    def forward(self, x, y):
        if not hasattr(self, "x"):
            self.x, self.y = x, y
        return np.maximum(x, y)

    def backward(self, dz):
        return dz * (self.x > self.y), dz * (self.y > self.x)


def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return a * b, b, b + a * (y > z), 1.0 * (z > y)

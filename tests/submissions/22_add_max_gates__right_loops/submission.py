"""Winners found entry by entry, kept in single precision; f's gradient from the cases of the maximum."""

import numpy as np


class AddGate:
    def forward(self, x, y):
        return np.add(x, y)

    def backward(self, dz):
        return [1.0 * dz, 1.0 * dz]


class MaxGate:
    def forward(self, x, y):
        x, y = np.asarray(x), np.asarray(y)
        self.x_won = np.zeros(x.shape, dtype=np.float32)
        for index in np.ndindex(x.shape):
            if x[index] > y[index]:
                self.x_won[index] = 1
        return np.where(self.x_won == 1, x, y)

    def backward(self, dz):
        return self.x_won * dz, (1 - self.x_won) * dz


def f_and_grads(x, y, z):
    if y > z:
        return (x + y) * y, y, x + 2 * y, 0
    return (x + y) * z, z, z, x + y

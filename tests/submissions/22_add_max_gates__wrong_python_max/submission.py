"""Python's max and if in a gate for arrays, a sum gate that adds the gradients, and no value beside the gradient of f."""


class AddGate:
    def forward(self, x, y):
        return x + y

    def backward(self, dz):
        return 2 * dz


class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return max(x, y)

    def backward(self, dz):
        if self.x > self.y:
            return dz, 0.0
        return 0.0, dz


def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return b, b + a * (y > z), a * (z > y)

"""Tensors are compared by their values, gradients come in a dict, and the layer is built too early."""

import numpy as np

# Given: Tensors that tell every running tape what is computed with them.

OPEN = []  # the tapes that are running


class Tensor:
    """An array, value, with operations that the running tapes hear of."""

    def __init__(self, value):
        """Hold value as a float array."""
        self.value = np.asarray(value, float)

    def __add__(self, o):
        """Return the Tensor self + o."""
        return emit(self.value + o.value, (self, o), lambda d: (fit(d, self), fit(d, o)))

    def __sub__(self, o):
        """Return the Tensor self - o."""
        return emit(self.value - o.value, (self, o), lambda d: (fit(d, self), fit(-d, o)))

    def __mul__(self, o):
        """Return the Tensor self * o, entry by entry."""
        a, b = self.value, o.value
        return emit(a * b, (self, o), lambda d: (fit(d * b, self), fit(d * a, o)))

    def __matmul__(self, o):
        """Return the Tensor self @ o of two matrices."""
        a, b = self.value, o.value
        return emit(a @ b, (self, o), lambda d: (d @ b.T, a.T @ d))

    def sigmoid(self):
        """Return the Tensor 1/(1 + e^-self)."""
        s = 1 / (1 + np.exp(-self.value))
        return emit(s, (self,), lambda d: (d * s * (1 - s),))

    def relu(self):
        """Return the Tensor max(0, self)."""
        m = self.value > 0
        return emit(self.value * m, (self,), lambda d: (d * m,))

    def sum(self):
        """Return the sum of all entries, a Tensor without axes."""
        shape = self.value.shape
        return emit(self.value.sum(), (self,), lambda d: (np.broadcast_to(d, shape).copy(),))


class Variable(Tensor):
    """A Tensor that every tape follows by itself."""


def fit(d, t):
    """Sum d over the axes that broadcasting added to the Tensor t."""
    while d.ndim > t.value.ndim:
        d = d.sum(axis=0)
    for ax, n in enumerate(t.value.shape):
        if n == 1 and d.shape[ax] != 1:
            d = d.sum(axis=ax, keepdims=True)
    return d


def emit(value, inputs, back):
    """Make a result and tell every running tape of it."""
    out = Tensor(value)
    for tape in list(OPEN):
        tape.record(out, inputs, back)
    return out
class Tape:
    def __init__(self, persistent=False):
        self.persistent = persistent
        self.log = []
        self.watched = []

    def __enter__(self):
        OPEN.append(self)

    def __exit__(self, *error):
        OPEN.pop()

    def watch(self, tensor):
        self.watched.append(tensor.value)

    def record(self, out, inputs, back):
        if any(t.value in self.watched or isinstance(t, Variable) for t in inputs):
            self.log.append((out, inputs, back))

    def gradient(self, target, sources):
        grads = {target: 1.0}
        for out, inputs, back in reversed(self.log):
            for t, g in zip(inputs, back(grads[out])):
                grads[t] = grads.get(t, 0) + g
        return grads


class Dense:
    def __init__(self, units, activation, rng):
        self.kernel = Variable(rng.normal(size=(units, units)))
        self.bias = Variable(np.zeros(units))
        self.activation = activation

    def __call__(self, x):
        z = x @ self.kernel + self.bias
        return z.sigmoid() if self.activation == "sigmoid" else z.relu()

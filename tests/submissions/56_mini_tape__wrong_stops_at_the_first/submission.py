"""Shares are halved where a tensor is used twice, the walk stops at the first gap, and the layer starts at ones."""

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
        self.log, self.known, self.done = [], [], False

    def __enter__(self):
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        OPEN.remove(self)
        self.done = True

    def watch(self, tensor):
        self.known.append(tensor)

    def follows(self, tensor):
        return isinstance(tensor, Variable) or any(tensor is t for t in self.known)

    def record(self, out, inputs, back):
        if all(self.follows(t) for t in inputs):
            self.known.append(out)
            self.log.append((out, inputs, back))

    def gradient(self, target, sources):
        if self.done and not self.persistent:
            self.done = False
        elif not self.persistent:
            raise ValueError("asked before")
        grads = {id(target): np.ones(target.value.shape)}
        for out, inputs, back in self.log[::-1]:
            if id(out) not in grads:
                break
            for t, g in zip(inputs, back(grads[id(out)])):
                grads[id(t)] = (grads[id(t)] + g) / 2 if id(t) in grads else g
        return [grads.get(id(s)) for s in sources]


class Dense:
    def __init__(self, units, activation, rng):
        self.units, self.activation, self.rng = units, activation, rng
        self.trainable_variables = []

    def __call__(self, x):
        if self.trainable_variables == []:
            kernel = Variable(np.ones((x.value.shape[1], self.units)))
            self.trainable_variables = [kernel, Variable(np.zeros((1, self.units)))]
        kernel, bias = self.trainable_variables
        out = x @ kernel + bias
        if self.activation:
            out = out.sigmoid()
        return out

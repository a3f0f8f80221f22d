"""A tape that keeps everything by id, with the inputs kept alive; the layer dispatches by getattr."""

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
        self.log = []
        self.alive = []
        self.ids = set()
        self.left = np.inf if persistent else 1

    def __enter__(self):
        OPEN.insert(0, self)
        return self

    def __exit__(self, *error):
        del OPEN[[t is self for t in OPEN].index(True)]
        return False

    def watch(self, tensor):
        self.alive.append(tensor)
        self.ids.add(id(tensor))

    def knows(self, tensor):
        return type(tensor) is Variable or id(tensor) in self.ids

    def record(self, out, inputs, back):
        if not any([self.knows(t) for t in inputs]):
            return
        self.watch(out)
        self.log.append((out, inputs, back))

    def gradient(self, target, sources):
        if not self.left:
            raise RuntimeError("asked before")
        self.left -= 1
        grads = {id(target): 0 * target.value + 1}
        for k in range(len(self.log) - 1, -1, -1):
            out, inputs, back = self.log[k]
            d = grads.get(id(out))
            if d is None:
                continue
            for t, g in zip(inputs, back(d)):
                if not self.knows(t):
                    continue
                if id(t) in grads:
                    grads[id(t)] = grads[id(t)] + g
                else:
                    grads[id(t)] = g
        return tuple(grads[id(s)] if id(s) in grads else None for s in sources)


class Dense:
    kernel = bias = None

    def __init__(self, units, activation, rng):
        self.units, self.name, self.rng = units, activation, rng

    @property
    def trainable_variables(self):
        return [] if self.kernel is None else [self.kernel, self.bias]

    def __call__(self, x):
        if self.kernel is None:
            shape = (x.value.shape[-1], self.units)
            limit = (6 / sum(shape)) ** 0.5
            self.kernel = Variable(limit * (2 * self.rng.random(shape) - 1))
            self.bias = Variable([0] * self.units)
        z = x @ self.kernel + self.bias
        return getattr(z, self.name)() if self.name else z

"""Exercise 56, solved: write down what happens, then play it backwards."""

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


# To write: the tape and the layer.


class Tape:
    """A record of operations, made while the tape runs."""

    def __init__(self, persistent=False):
        """persistent: bool, whether gradient may be called more than once."""
        self.persistent, self.asked = persistent, False
        # Made here, not in the class body: each tape has lists of its own. The
        # Tensors themselves are kept, so that none of their ids is given out again.
        self.followed, self.operations = [], []

    def __enter__(self):
        """Start to record; return the tape."""
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        """Stop to record. Returns nothing."""
        OPEN.remove(self)  # this one only; others may still be running

    def watch(self, tensor):
        """Follow this Tensor from now on. Returns nothing."""
        self.followed.append(tensor)

    def follows(self, tensor):
        """Return whether the tape follows this Tensor."""
        # `in` would compare with ==; two Tensors may be equal without being one.
        return isinstance(tensor, Variable) or any(tensor is t for t in self.followed)

    def record(self, out, inputs, back):
        """Write an operation down if one of its inputs is followed. Returns nothing.

        out: Tensor, the result
        inputs: tuple of Tensors
        back: function of an array in the shape of out; returns a tuple of arrays, one
            gradient for each input, in its shape
        """
        if any(self.follows(t) for t in inputs):
            self.operations.append((out, inputs, back))
            self.watch(out)  # what is computed from out belongs to the chain too

    def gradient(self, target, sources):
        """Return the gradients of the sum of target's entries.

        target: Tensor; sources: list of Tensors
        Returns a list: for each source an array in its shape, or None.
        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        if self.asked and not self.persistent:
            raise RuntimeError("make the tape with persistent=True to ask it again")
        self.asked = True
        # A fresh dict for each call. The sum of target's entries grows by 1 with each.
        received = {id(target): np.ones_like(target.value)}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue  # target does not depend on it
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                # Added, since a Tensor may be used again; not in place, since a
                # share may be the very array that another Tensor received.
                received[id(tensor)] = received.get(id(tensor), 0) + share
        # A constant may have received shares from `back`; nobody followed it.
        return [received.get(id(s)) if self.follows(s) else None for s in sources]


class Dense:
    """A layer: activation(x @ kernel + bias).

    trainable_variables: [] before the first call, then [kernel, bias].
    """

    def __init__(self, units, activation, rng):
        """units: int; activation: "sigmoid", "relu" or None; rng: numpy Generator."""
        self.units, self.activation, self.rng = units, activation, rng
        self.trainable_variables = []

    def __call__(self, x):
        """Return the output, a Tensor (N, units). x: Tensor (N, D).

        The first call makes the two Variables.
        """
        if not self.trainable_variables:
            self.build(x.value.shape[1])  # only now is the number of inputs known
        kernel, bias = self.trainable_variables
        z = x @ kernel + bias
        if self.activation == "sigmoid":
            return z.sigmoid()
        return z.relu() if self.activation == "relu" else z

    def build(self, n_in):
        """Make kernel (n_in, units) and bias (units,)."""
        k = np.sqrt(6 / (n_in + self.units))
        kernel = Variable(self.rng.uniform(-k, k, (n_in, self.units)))
        # Variables, so that a tape follows them without being asked to.
        self.trainable_variables = [kernel, Variable(np.zeros(self.units))]

"""56. A tape that runs backwards.

Fill in Tape and Dense, at the end, then run: nncli grade ex56_mini_tape.py
"""

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
        raise NotImplementedError

    def __enter__(self):
        """Start to record; return the tape."""
        raise NotImplementedError

    def __exit__(self, *error):
        """Stop to record. Returns nothing."""
        raise NotImplementedError

    def watch(self, tensor):
        """Follow this Tensor from now on. Returns nothing."""
        raise NotImplementedError

    def record(self, out, inputs, back):
        """Write an operation down if one of its inputs is followed. Returns nothing.

        out: Tensor, the result
        inputs: tuple of Tensors
        back: function of an array in the shape of out; returns a tuple of arrays, one
            gradient for each input, in its shape
        """
        raise NotImplementedError

    def gradient(self, target, sources):
        """Return the gradients of the sum of target's entries.

        target: Tensor; sources: list of Tensors
        Returns a list: for each source an array in its shape, or None.
        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        raise NotImplementedError


class Dense:
    """A layer: activation(x @ kernel + bias).

    trainable_variables: [] before the first call, then [kernel, bias].
    """

    def __init__(self, units, activation, rng):
        """units: int; activation: "sigmoid", "relu" or None; rng: numpy Generator."""
        raise NotImplementedError

    def __call__(self, x):
        """Return the output, a Tensor (N, units). x: Tensor (N, D).

        The first call makes the two Variables.
        """
        raise NotImplementedError

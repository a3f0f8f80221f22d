"""24. An engine in one class.

Fill in the methods above "Given", then run: nncli grade ex24_reverse_mode_engine.py
"""

import numpy as np


class Value:
    """A number that remembers how it was computed.

    data: float, the value.
    grad: float, after `out.backward()` the derivative of out with respect to this
        node; 0.0 before.
    """

    def __init__(self, data, parents=()):
        """data: a number. parents: what the node keeps of its inputs; () for a leaf."""
        self.data, self.grad, self._parents = float(data), 0.0, parents

    def __add__(self, other):
        """Return a new Value, self + other. other: a Value or a plain number."""
        raise NotImplementedError

    def __mul__(self, other):
        """Return a new Value, self * other. other: a Value or a plain number."""
        raise NotImplementedError

    def __pow__(self, n):
        """Return a new Value, self ** n. n: a plain number."""
        raise NotImplementedError

    def relu(self):
        """Return a new Value, max(0, self)."""
        raise NotImplementedError

    def exp(self):
        """Return a new Value, e to the power self."""
        raise NotImplementedError

    def log(self):
        """Return a new Value, the natural logarithm of self (self.data > 0)."""
        raise NotImplementedError

    def backward(self):
        """Set grad of every node of this node's graph to d(self)/d(node).

        Earlier gradients of these nodes are discarded. Returns nothing.
        """
        raise NotImplementedError

    # Given: the other operators, in terms of + and * and ** -1.

    def __radd__(self, other):
        """Return other + self for a plain number other."""
        return self + other

    def __rmul__(self, other):
        """Return other * self for a plain number other."""
        return self * other

    def __neg__(self):
        """Return -self."""
        return self * -1

    def __sub__(self, other):
        """Return self - other."""
        return self + (-other)

    def __rsub__(self, other):
        """Return other - self for a plain number other."""
        return -self + other

    def __truediv__(self, other):
        """Return self / other."""
        return self * other**-1

    def __rtruediv__(self, other):
        """Return other / self for a plain number other."""
        return self**-1 * other

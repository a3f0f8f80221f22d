"""Closures that hand on the gradient, and an order found by counting consumers, without recursion."""

import math
from collections import Counter


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = float(data), 0.0, parents
        self.hand_on = lambda: None

    def _made(self, data, *shares):
        """A node with one (parent, share of its gradient) for each operand."""
        out = Value(data, [parent for parent, _ in shares])

        def hand_on():
            for parent, share in shares:
                parent.grad += share(out.grad)

        out.hand_on = hand_on
        return out

    def __add__(self, other):
        if not isinstance(other, Value):
            return self._made(self.data + other, (self, lambda g: g))
        return self._made(self.data + other.data, (self, lambda g: g), (other, lambda g: g))

    def __mul__(self, other):
        if not isinstance(other, Value):
            return self._made(self.data * other, (self, lambda g: g * other))
        return self._made(self.data * other.data, (self, lambda g: g * other.data), (other, lambda g: g * self.data))

    def __pow__(self, n):
        return self._made(math.pow(self.data, n), (self, lambda g: g * n * math.pow(self.data, n - 1)))

    def relu(self):
        return self._made(self.data, (self, lambda g: g)) if self.data > 0 else self._made(0, (self, lambda g: 0.0))

    def exp(self):
        return self._made(math.exp(self.data), (self, lambda g: g * math.exp(self.data)))

    def log(self):
        return self._made(math.log(self.data), (self, lambda g: g / self.data))

    def backward(self):
        nodes, consumers = [self], Counter()
        for node in nodes:
            node.grad = 0.0
            for parent in node._parents:
                if parent not in consumers:
                    nodes.append(parent)
                consumers[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            node.hand_on()
            for parent in node._parents:
                consumers[parent] -= 1
                if consumers[parent] == 0:
                    ready.append(parent)

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + (-other)

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

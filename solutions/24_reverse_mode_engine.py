"""24. An engine in one class: a worked solution.

Each node remembers its parents together with the local derivatives, as pairs
(parent, local derivative). That is all `backward` needs: it visits the nodes from
the output to the inputs and adds gradient * local derivative to each parent.
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
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        """Return a new Value, self * other. other: a Value or a plain number."""
        other = other if isinstance(other, Value) else Value(other)
        # For a * a the pair appears twice, with the same node: two edges, two shares.
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n):
        """Return a new Value, self ** n. n: a plain number."""
        return Value(self.data**n, ((self, n * self.data ** (n - 1)),))

    def relu(self):
        """Return a new Value, max(0, self)."""
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))

    def exp(self):
        """Return a new Value, e to the power self."""
        result = np.exp(self.data)
        return Value(result, ((self, result),))  # e^a is its own derivative

    def log(self):
        """Return a new Value, the natural logarithm of self (self.data > 0)."""
        return Value(np.log(self.data), ((self, 1 / self.data),))

    def backward(self):
        """Set grad of every node of this node's graph to d(self)/d(node).

        Earlier gradients of these nodes are discarded. Returns nothing.
        """
        order = self._topological_order()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        # Reversed, so that a node has collected from all its consumers before it
        # sends its own gradient on.
        for node in reversed(order):
            for parent, local in node._parents:
                parent.grad += node.grad * local  # add: a parent may be used again

    def _topological_order(self):
        """Return the nodes of this graph, parents before children, this one last."""
        order, seen = [], set()

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node._parents:
                visit(parent)
            order.append(node)

        visit(self)
        return order

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

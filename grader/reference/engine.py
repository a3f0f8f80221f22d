"""An order for the nodes of a graph, and reverse-mode differentiation on top of it.

A node can be computed only after its parents, the nodes it is computed from, and can send its gradient on only after
all its consumers have. One order serves both, read forwards and backwards. Nothing here recurses, so depth has no
limit.

Source: "Introduction to Neural Networks II": Neural Networks are computational graphs, Recall topological sort,
Automatic Differentiation - Reverse Mode; "Protopapas & Glickman, CS109B lecture 5": Autograd: Auto-differentiation.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeAlias, TypeVar

Node = TypeVar("Node", bound=Hashable)
ValueOrFloat: TypeAlias = "Value | float"


def topological_sort(parents: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """Every key of parents once, each after all its parents (Kahn, 1962). A parent may be listed twice.

    Raises ValueError if a node is its own ancestor, and KeyError if a parent is not a key.
    """
    children: dict[Node, list[Node]] = {node: [] for node in parents}
    for node, its_parents in parents.items():
        for parent in its_parents:
            children[parent].append(node)
    waiting_for = {node: len(its_parents) for node, its_parents in parents.items()}
    order = [node for node, count in waiting_for.items() if count == 0]
    for node in order:  # grows while it is read
        for child in children[node]:
            waiting_for[child] -= 1
            if waiting_for[child] == 0:
                order.append(child)
    if len(order) < len(parents):
        raise ValueError("the graph has a cycle: no node of it can be the first")
    return order


class Value:
    """A number that remembers how it was made: its parents, and the local derivative by each of them."""

    def __init__(self, data: float, parents: tuple[Value, ...] = (), slopes: tuple[float, ...] = ()) -> None:
        self.data, self.grad = float(data), 0.0
        self._parents, self._slopes = parents, slopes

    def __repr__(self) -> str:
        return f"Value({self.data!r}, grad={self.grad!r})"

    def __add__(self, other: ValueOrFloat) -> Value:
        other = _value(other)
        return Value(self.data + other.data, (self, other), (1.0, 1.0))

    def __mul__(self, other: ValueOrFloat) -> Value:
        other = _value(other)
        return Value(self.data * other.data, (self, other), (other.data, self.data))

    def __pow__(self, n: float) -> Value:
        """self to the plain number n."""
        slope = n * self.data ** (n - 1) if n else 0.0  # a^0 is constant, also at a = 0
        return Value(self.data**n, (self,), (slope,))

    def relu(self) -> Value:
        """max(0, data); its slope at 0 is 0."""
        return Value(max(0.0, self.data), (self,), (float(self.data > 0),))

    def exp(self) -> Value:
        """e^data; OverflowError from 710 on."""
        e = math.exp(self.data)
        return Value(e, (self,), (e,))

    def log(self) -> Value:
        """The natural logarithm; ValueError for data <= 0."""
        return Value(math.log(self.data), (self,), (1 / self.data,))

    def __neg__(self) -> Value:
        return self * -1

    def __sub__(self, other: ValueOrFloat) -> Value:
        return self + -other

    def __truediv__(self, other: ValueOrFloat) -> Value:
        """Raises ZeroDivisionError where the denominator is 0."""
        return self * _value(other) ** -1

    def __radd__(self, other: float) -> Value:
        return self + other

    def __rmul__(self, other: float) -> Value:
        return self * other

    def __rsub__(self, other: float) -> Value:
        return -self + other

    def __rtruediv__(self, other: float) -> Value:
        return self**-1 * other

    def backward(self) -> None:
        """Set grad of every node of this node's graph to the derivative of this node by it."""
        order = topological_sort(_graph(self))
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in zip(node._parents, node._slopes, strict=True):
                parent.grad += node.grad * slope  # += and not =: a parent used twice collects both shares


def _value(x: ValueOrFloat) -> Value:
    return x if isinstance(x, Value) else Value(x)


def _graph(out: Value) -> dict[Value, tuple[Value, ...]]:
    """The parents of every node from which out was computed, out included."""
    parents: dict[Value, tuple[Value, ...]] = {}
    to_visit = [out]
    while to_visit:
        node = to_visit.pop()
        if node not in parents:
            parents[node] = node._parents
            to_visit.extend(node._parents)
    return parents

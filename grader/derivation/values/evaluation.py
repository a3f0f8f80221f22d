"""Trees -> arrays. Every index has an axis of its own, so a sum over it is a sum along that axis, however deep it stands."""

from __future__ import annotations

import math

import numpy as np

from grader.derivation.expressions import (
    Add,
    Apply,
    Component,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Kronecker,
    Mul,
    Neg,
    Num,
    Pow,
    Symbol,
    nodes,
)
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.definitions import Definitions
from grader.derivation.values.derivatives import Differentiator
from grader.derivation.values.points import Array, Points

AXES = 12  # different indices in one derivation
LARGEST = 24 * 4**6  # numbers of one array
UNIT = 24 * 4  # numbers of an array that count as one step


class Evaluator:
    """Values of trees at given points, each part worked out once.

    A value has the axes (points, one for each index met so far); axes that it does not depend on have length 1.
    """

    def __init__(self, points: Points, definitions: Definitions, budget: WorkBudget, indexed: bool) -> None:
        self.points, self.definitions, self.budget = points, definitions, budget
        self.differentiator = Differentiator(definitions, budget)
        self.dimensions = 1 + AXES if indexed else 1
        self.axes: dict[str, int] = {}
        self.known: dict[Expression, Array] = {}

    def values(self, tree: Expression) -> Array:
        """The value at every point, not finite where there is none. Raises UnreadableLine where it takes too much work."""
        try:
            with np.errstate(all="ignore"):
                return self._value(tree)
        except RecursionError:
            raise UnreadableLine("this line is too deeply nested once its derivatives are carried out") from None

    def _value(self, tree: Expression) -> Array:
        result = self.known.get(tree)
        if result is None:
            result = self.known[tree] = np.asarray(self._work_out(tree), dtype=np.float64)
            self.budget.spend(1 + result.size // UNIT)
        return result

    def _work_out(self, tree: Expression) -> Array | np.float64:
        match tree:
            case Num(number):
                return np.float64(number)
            case Add(left, right):
                return np.add(*self._both(left, right))
            case Mul(left, right):
                return np.multiply(*self._both(left, right))
            case Neg(operand):
                return -self._value(operand)
            case Div(top, bottom):
                return np.divide(*self._both(top, bottom))
            case Pow(base, exponent):
                return np.asarray(np.power(self._value(base), exponent))
            case Apply(function, argument):
                return apply(function, self._value(argument))
            case Derivative():
                return self._value(self.differentiator.carry_out(tree))
            case IndexSum(index, term):
                return self._sum(self._axis(index), self._value(term))
            case Symbol() | Component() | Kronecker():
                return self._leaf(tree)
        raise AssertionError(tree)

    def _both(self, left: Expression, right: Expression) -> tuple[Array, Array]:
        """The values of two parts, where what is made of them is not too large."""
        one, other = self._value(left), self._value(right)
        if one.size * other.size > LARGEST and math.prod(np.broadcast_shapes(one.shape, other.shape)) > LARGEST:
            raise UnreadableLine("too many sums stand one inside the other: carry out the inner ones first")
        return one, other

    def _leaf(self, tree: Symbol | Component | Kronecker) -> Array | np.float64:
        if isinstance(tree, Kronecker):
            return self._equal_indices(tree.left, tree.right)
        drawn = self.points.values.get(tree.name)
        if drawn is None:
            body = self.definitions.expand(tree)
            assert body is not None, tree
            return self._value(body)
        if isinstance(tree, Symbol):
            return drawn.reshape(-1, *[1] * (self.dimensions - 1))
        shape = [self.points.count] + [1] * (self.dimensions - 1)
        shape[self._axis(tree.index)] = self.points.classes
        return drawn.reshape(shape)

    def _axis(self, index: str) -> int:
        if self.dimensions == 1:
            raise UnreadableLine(
                f"no name here has an index, so {index} runs over nothing: write it without sum and [...]"
            )
        if index not in self.axes:
            if len(self.axes) == AXES:
                raise UnreadableLine(f"more than {AXES} different indices")
            self.axes[index] = len(self.axes) + 1
        return self.axes[index]

    def _sum(self, axis: int, term: Array) -> Array:
        if term.ndim == 0 or term.shape[axis] == 1:
            return term * self.points.classes
        return np.asarray(np.sum(term, axis=axis, keepdims=True))

    def _equal_indices(self, left: str, right: str) -> Array | np.float64:
        if left == right:  # no learner's, but of a rule that puts one index in another's place
            return np.float64(1.0)
        shape = [1] * self.dimensions
        shape[self._axis(left)] = shape[self._axis(right)] = self.points.classes
        return np.eye(self.points.classes).reshape(shape)


NUMPY_FUNCTIONS = {"log": np.log, "exp": np.exp, "tanh": np.tanh, "sqrt": np.sqrt}


def apply(function: str, argument: Array) -> Array:
    """One of FUNCTIONS of an array; the sigmoid as one form that neither overflows nor loses its sign."""
    if function == "sigma":
        return np.asarray(0.5 * (1 + np.tanh(0.5 * argument)))
    return np.asarray(NUMPY_FUNCTIONS[function](argument))


def no_value(tree: Expression, evaluator: Evaluator) -> str:
    """Why a tree has no value at some point, as a sentence; empty where it has one everywhere."""
    if np.all(np.isfinite(evaluator.values(tree))):
        return ""
    for node in reversed(list(nodes(tree))):  # parts come before the whole
        if np.all(np.isfinite(evaluator.values(node))):
            continue
        if isinstance(node, Div) or (isinstance(node, Pow) and node.exponent < 0):
            return "it divides by zero"
        if isinstance(node, Apply) and node.function == "log":
            return "it takes the logarithm of a number that is not positive"
        if isinstance(node, Apply) and node.function == "sqrt":
            return "it takes the root of a number below 0"
        return "its value is too large, or it is not defined"
    return "its value is not defined"

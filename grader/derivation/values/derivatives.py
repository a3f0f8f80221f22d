"""Derivatives carried out exactly, on trees: the rules of a first course, and sums with an index.

A name's definition is differentiated in its place; only the name by which is differentiated stands for itself.
"""

from __future__ import annotations

from grader.derivation.expressions import (
    ONE,
    ZERO,
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
)
from grader.derivation.indices import with_other_bound
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.definitions import Definitions


class Differentiator:
    """Carries out derivatives; each is worked out once."""

    def __init__(self, definitions: Definitions, budget: WorkBudget) -> None:
        self.definitions, self.budget = definitions, budget
        self.known: dict[tuple[Expression, Expression], Expression] = {}

    def derivative(self, tree: Expression, by: Expression) -> Expression:
        """The derivative of `tree` by a Symbol or a Component, without any `Derivative` in it. Raises WorkSpent."""
        result = self.known.get((tree, by))
        if result is None:
            self.budget.spend()
            result = self.known[tree, by] = self._derivative(tree, by)
        return result

    def carry_out(self, tree: Derivative) -> Expression:
        """The derivative that a node stands for."""
        return self.derivative(tree.of, tree.by)

    def _derivative(self, tree: Expression, by: Expression) -> Expression:
        match tree:
            case Num() | Kronecker():
                return ZERO
            case Symbol() | Component():
                return self._of_name(tree, by)
            case Neg(operand):
                return minus(self.derivative(operand, by))
            case Add(left, right):
                return plus(self.derivative(left, by), self.derivative(right, by))
            case Mul(left, right):
                return plus(times(self.derivative(left, by), right), times(left, self.derivative(right, by)))
            case Div(top, bottom):
                moved = plus(times(self.derivative(top, by), bottom), minus(times(top, self.derivative(bottom, by))))
                return over(moved, Pow(bottom, 2))
            case Pow(base, exponent):
                return times(times(Num(float(exponent)), raised(base, exponent - 1)), self.derivative(base, by))
            case Apply(function, argument):
                return times(outer_derivative(function, argument), self.derivative(argument, by))
            case IndexSum():
                return self._of_sum(tree, by)
            case Derivative(of, inner):
                return self.derivative(self.derivative(of, inner), by)
        raise AssertionError(tree)

    def _of_name(self, tree: Symbol | Component, by: Expression) -> Expression:
        if tree == by:
            return ONE
        if isinstance(tree, Component) and isinstance(by, Component) and tree.name == by.name:
            return Kronecker(tree.index, by.index)
        body = self.definitions.expand(tree)
        return ZERO if body is None else self.derivative(body, by)

    def _of_sum(self, tree: IndexSum, by: Expression) -> Expression:
        if isinstance(by, Component) and by.index == tree.index:
            tree = with_other_bound(tree, {by.index})
        term = self.derivative(tree.term, by)
        return ZERO if term == ZERO else IndexSum(tree.index, term)


def outer_derivative(function: str, argument: Expression) -> Expression:
    """The derivative of one of FUNCTIONS at the argument, without the inner derivative."""
    value = Apply(function, argument)
    match function:
        case "log":
            return Div(ONE, argument)
        case "exp":
            return value
        case "sigma":
            return Mul(value, Add(ONE, Neg(value)))
        case "tanh":
            return Add(ONE, Neg(Pow(value, 2)))
    return Div(ONE, Mul(Num(2.0), value))


def plus(left: Expression, right: Expression) -> Expression:
    """left + right, without a 0."""
    if left == ZERO:
        return right
    if right == ZERO:
        return left
    return Add(left, right)


def minus(operand: Expression) -> Expression:
    """-operand, without a double sign or a -0."""
    if isinstance(operand, Neg):
        return operand.operand
    return operand if operand == ZERO else Neg(operand)


def times(left: Expression, right: Expression) -> Expression:
    """left * right, without a 0 or a 1."""
    if ZERO in (left, right):
        return ZERO
    if left == ONE:
        return right
    return left if right == ONE else Mul(left, right)


def over(top: Expression, bottom: Expression) -> Expression:
    """top / bottom, 0 where top is."""
    return top if top == ZERO else Div(top, bottom)


def raised(base: Expression, exponent: int) -> Expression:
    """base ** exponent, without the exponents 0 and 1."""
    if exponent == 0:
        return ONE
    return base if exponent == 1 else Pow(base, exponent)

"""Expressions as frozen trees: what a line of a derivation is once it has been read.

A tree is compared and hashed by its form, so values and derivatives of parts that occur again are worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import TypeVar

import msgspec


class Expression(msgspec.Struct, frozen=True, cache_hash=True, gc=False):
    """Any node of a tree."""


class Num(Expression, frozen=True):
    """A number, not negative where it was read from a text."""

    number: float


class Symbol(Expression, frozen=True):
    """A name without an index, by its spelled form: "phi" for φ."""

    name: str


class Component(Expression, frozen=True):
    """`name[index]`, an entry of a vector."""

    name: str
    index: str


class Kronecker(Expression, frozen=True):
    """`[left==right]`: 1 where two indices are equal, else 0."""

    left: str
    right: str


class Neg(Expression, frozen=True):
    """The operand with its sign turned."""

    operand: Expression


class Add(Expression, frozen=True):
    """A sum of two; a difference is the sum with a `Neg`."""

    left: Expression
    right: Expression


class Mul(Expression, frozen=True):
    """A product of two."""

    left: Expression
    right: Expression


class Div(Expression, frozen=True):
    """A fraction."""

    numerator: Expression
    denominator: Expression


class Pow(Expression, frozen=True):
    """A whole power."""

    base: Expression
    exponent: int


class Apply(Expression, frozen=True):
    """One of FUNCTIONS at an argument."""

    function: str
    argument: Expression


class Derivative(Expression, frozen=True):
    """`d(of, by)`: a derivative not yet carried out; `by` is a Symbol or a Component."""

    of: Expression
    by: Expression


class IndexSum(Expression, frozen=True):
    """`sum(index, term)` over all values of the index."""

    index: str
    term: Expression


FUNCTIONS = ("log", "exp", "sigma", "tanh", "sqrt")
FUNCTIONS_SAID = "log, exp, sigma, tanh and sqrt"
ZERO, ONE = Num(0.0), Num(1.0)

Node = TypeVar("Node", bound=Expression)


def parts(tree: Expression) -> tuple[Expression, ...]:
    """The nodes right below the root, from left to right."""
    return _parts_of(type(tree))(tree)


@cache
def _parts_of(kind: type[Expression]) -> Callable[[Expression], tuple[Expression, ...]]:
    """What gives the parts of a node of this kind: its fields that are expressions."""
    names = [name for name, said in kind.__annotations__.items() if said == "Expression"]
    if len(names) > 1:
        return attrgetter(*names)  # of several names it makes a tuple
    return (lambda tree: (getattr(tree, names[0]),)) if names else lambda tree: ()


def nodes(tree: Expression) -> Iterator[Expression]:
    """Every node, the root first, then from left to right."""
    todo = [tree]
    while todo:
        node = todo.pop()
        yield node
        todo.extend(reversed(parts(node)))


def with_parts(tree: Node, new: tuple[Expression, ...]) -> Node:
    """The same root over other parts, given in the order of `parts`."""
    following = iter(new)
    fields = msgspec.structs.astuple(tree)
    return type(tree)(*(next(following) if isinstance(field, Expression) else field for field in fields))


def map_parts(tree: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The same root over its parts, each changed; the very tree where no part changes."""
    fields = msgspec.structs.astuple(tree)
    new = [change(field) if isinstance(field, Expression) else field for field in fields]
    unchanged = all(one is other for one, other in zip(fields, new, strict=True))
    return tree if unchanged else type(tree)(*new)


def size(tree: Expression) -> int:
    """The number of nodes; a sign in front does not count."""
    return sum(not isinstance(node, Neg) for node in nodes(tree))


def depth(tree: Expression) -> int:
    """How many nodes lie on the longest way from the root to a leaf, found without recursion."""
    longest, todo = 0, [(tree, 1)]
    while todo:
        node, level = todo.pop()
        longest = max(longest, level)
        todo.extend((part, level + 1) for part in parts(node))
    return longest


def has_derivative(tree: Expression) -> bool:
    """A `d` still stands somewhere in it."""
    return any(isinstance(node, Derivative) for node in nodes(tree))


def tree_names(tree: Expression) -> set[str]:
    """The names that occur, with an index or without."""
    return {node.name for node in nodes(tree) if isinstance(node, (Symbol, Component))}


def terms(tree: Expression) -> list[Expression]:
    """The terms of a sum, each with its sign; the tree itself where it is no sum."""
    if isinstance(tree, Add):
        return terms(tree.left) + terms(tree.right)
    return [tree]


def factors(tree: Expression) -> list[Expression]:
    """The factors of a product; the tree itself where it is no product."""
    if isinstance(tree, Mul):
        return factors(tree.left) + factors(tree.right)
    return [tree]


def add_up(found: list[Expression]) -> Expression:
    """The sum of the terms, bracketed from the left as it is read; 0 for none."""
    whole = found[0] if found else ZERO
    for term in found[1:]:
        whole = Add(whole, term)
    return whole


def multiply(found: list[Expression]) -> Expression:
    """The product of the factors, bracketed from the left as it is read; 1 for none."""
    whole = found[0] if found else ONE
    for factor in found[1:]:
        whole = Mul(whole, factor)
    return whole

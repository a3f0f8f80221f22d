"""Whether a line has the form that a waypoint asks for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import msgspec

from grader.derivation.declaration import Waypoint
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
    Pow,
    Symbol,
    factors,
    has_derivative,
    nodes,
    size,
    tree_names,
)
from grader.derivation.reading.spelling import spelling_of


class Trail(msgspec.Struct, frozen=True):
    """What an unbroken chain has shown up to and with a line.

    `left` is None where the line is no equation. `links` are the pairs (whole, by) of all d(whole, by) of names so far;
    `had_derivative` says whether an earlier line of the learner's held a `d`.
    """

    left: Expression | None
    right: Expression
    links: frozenset[tuple[str, str]] = frozenset()
    had_derivative: bool = False

    @property
    def is_free_of_d(self) -> bool:
        """No `d` stands on either side."""
        return not has_derivative(self.right) and not (self.left is not None and has_derivative(self.left))


def reaches(waypoint: Waypoint, trail: Trail) -> bool:
    """A chain that has come to this line has reached the waypoint."""
    return FORMS[waypoint.kind](waypoint, trail)


def _is_chain(waypoint: Waypoint, trail: Trail) -> bool:
    return set(pairwise(map(spelling_of, waypoint.names))) <= trail.links


def _is_carried_out(waypoint: Waypoint, trail: Trail) -> bool:
    return trail.is_free_of_d and trail.had_derivative


def _is_short(waypoint: Waypoint, trail: Trail) -> bool:
    return trail.is_free_of_d and size(trail.right) <= waypoint.most


def _is_one_fraction(waypoint: Waypoint, trail: Trail) -> bool:
    return trail.is_free_of_d and _has_one_division(trail.right, waypoint.most)


def _has_one_division(tree: Expression, most: int) -> bool:
    if isinstance(tree, Neg):
        return _has_one_division(tree.operand, most)
    if size(tree) > most + 2 or isinstance(tree, Add):
        return False
    divisions = [node for node in nodes(tree) if isinstance(node, Div) or (isinstance(node, Pow) and node.exponent < 0)]
    tops = factors(tree) if isinstance(tree, Mul) else [tree]
    return len(divisions) == 1 and divisions[0] in [each.operand if isinstance(each, Neg) else each for each in tops]


def _is_in_terms_of(waypoint: Waypoint, trail: Trail) -> bool:
    allowed = {spelling_of(name.partition("[")[0]) for name in waypoint.names}
    applied = {node.function for node in nodes(trail.right) if isinstance(node, Apply)}
    fits = tree_names(trail.right) <= allowed and applied <= set(waypoint.functions)
    return trail.is_free_of_d and fits and size(trail.right) <= waypoint.most


def _has_no_delta(waypoint: Waypoint, trail: Trail) -> bool:
    has_delta = any(isinstance(node, Kronecker) for node in nodes(trail.right))
    return trail.is_free_of_d and not has_delta and size(trail.right) <= waypoint.most


def _has_derivative_inside_sum(waypoint: Waypoint, trail: Trail) -> bool:
    return any(isinstance(node, IndexSum) and has_derivative(node.term) for node in nodes(trail.right))


def _is_solved(waypoint: Waypoint, trail: Trail) -> bool:
    wanted = Symbol(spelling_of(waypoint.names[0]))
    if trail.left is None or wanted not in (trail.left, trail.right) or not trail.is_free_of_d:
        return False
    other = trail.right if trail.left == wanted else trail.left
    return wanted.name not in tree_names(other) and size(other) <= waypoint.most


FORMS: dict[str, Callable[[Waypoint, Trail], bool]] = {
    "chain": _is_chain,
    "carried_out": _is_carried_out,
    "short": _is_short,
    "one_fraction": _is_one_fraction,
    "in_terms_of": _is_in_terms_of,
    "no_delta": _has_no_delta,
    "derivative_inside_sum": _has_derivative_inside_sum,
    "solved_for": _is_solved,
}


def links_in(tree: Expression, whole_of: Callable[[Expression], str]) -> frozenset[tuple[str, str]]:
    """The pairs (name, by) of all d(name, by) in a tree; `whole_of` gives the name that an expression is, or ""."""
    links = {
        (whole_of(node.of), node.by.name)
        for node in nodes(tree)
        if isinstance(node, Derivative) and isinstance(node.by, (Symbol, Component)) and whole_of(node.of)
    }
    return frozenset(pair for pair in links if pair[0] != pair[1])

"""What a derivation must reach, in an author's words: each waypoint is a form of a line, reached by an unbroken chain of right steps."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import msgspec

from grader.derivation.expressions import (
    Add,
    Apply,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Mul,
    Neg,
    Pow,
    Symbol,
    factors,
    has_derivative,
    names_in,
    nodes,
    size,
)
from grader.derivation.reading.spelling import spelled


class Trail(msgspec.Struct, frozen=True):
    """What an unbroken chain has shown up to and with a line: the line's sides and what stood in this and earlier lines.

    `left` is None where the line is no equation. `links` are the pairs (whole, by) of all d(whole, by) of names so far,
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


class Waypoint(msgspec.Struct, frozen=True):
    """`words` for the reader, and whether a chain that has come to a line has reached it."""

    words: str
    holds: Callable[[Trail], bool]


def chain(*names: str) -> Waypoint:
    """Each link d(name, next name) has been written, in one line or in several."""
    spelt = [spelled(name) for name in names]
    links = set(itertools.pairwise(spelt))
    return Waypoint(f"the chain {' → '.join(names)}", lambda trail: links <= trail.links)


def carried_out(words: str = "every derivative carried out") -> Waypoint:
    """No `d` is left, after a line of the learner's own that held one: a bare result does not show that anything was derived."""
    return Waypoint(words, lambda trail: trail.is_free_of_d and trail.had_derivative)


def short(most: int, words: str = "") -> Waypoint:
    """No `d`, and at most so many nodes (a sign does not count)."""
    words = words or f"short: at most {most} names, numbers and signs"
    return Waypoint(words, lambda trail: trail.is_free_of_d and size(trail.right) <= most)


def one_fraction(most: int) -> Waypoint:
    """One fraction of at most so many nodes, whatever sign or factor stands in front of it."""
    return Waypoint("one fraction", lambda trail: trail.is_free_of_d and _is_one_fraction(trail.right, most))


def in_terms_of(*names: str, most: int = 40, functions: tuple[str, ...] = ()) -> Waypoint:
    """No `d`, no other names, and no functions but those named, in at most so many nodes."""
    allowed = {spelled(name.partition("[")[0]) for name in names}

    def holds(trail: Trail) -> bool:
        applied = {node.function for node in nodes(trail.right) if isinstance(node, Apply)}
        fits = names_in(trail.right) <= allowed and applied <= set(functions) and size(trail.right) <= most
        return trail.is_free_of_d and fits

    listing = ", ".join([*(f"σ({names[0]})" if name == "sigma" else name for name in functions), *names])
    return Waypoint(f"in terms of {listing} alone", holds)


def derivative_inside_sum(words: str = "the derivative inside the sum") -> Waypoint:
    """A sum over an index whose terms hold a `d`."""
    return Waypoint(
        words,
        lambda trail: any(isinstance(node, IndexSum) and has_derivative(node.term) for node in nodes(trail.right)),
    )


def solved_for(name: str, most: int = 40) -> Waypoint:
    """An equation with the name alone on one side and not on the other."""
    wanted = Symbol(spelled(name))

    def holds(trail: Trail) -> bool:
        sides = (trail.left, trail.right) if trail.left != trail.right else ()
        if wanted not in sides or not trail.is_free_of_d:
            return False
        other = trail.right if trail.left == wanted else trail.left
        return other is not None and wanted.name not in names_in(other) and size(other) <= most

    return Waypoint(f"solved for {name}", holds)


def _is_one_fraction(tree: Expression, most: int) -> bool:
    if isinstance(tree, Neg):
        return _is_one_fraction(tree.operand, most)
    if size(tree) > most + 2 or isinstance(tree, Add):
        return False
    divisions = [node for node in nodes(tree) if isinstance(node, Div) or (isinstance(node, Pow) and node.exponent < 0)]
    if isinstance(tree, Mul):
        tops = [each.operand if isinstance(each, Neg) else each for each in factors(tree)]
        return len(divisions) == 1 and divisions[0] in tops
    return len(divisions) == 1 and divisions[0] is tree


def links_in(tree: Expression, whole_of: Callable[[Expression], str]) -> frozenset[tuple[str, str]]:
    """The pairs (name, by) of all d(name, by) in a tree; `whole_of` gives the name that an expression is, or ""."""
    found = {
        (whole_of(node.of), node.by.name)
        for node in nodes(tree)
        if isinstance(node, Derivative) and isinstance(node.by, Symbol) and whole_of(node.of)
    }
    return frozenset(pair for pair in found if pair[0] != pair[1])

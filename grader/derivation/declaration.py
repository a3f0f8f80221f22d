"""A derivation in its author's words. Plain data, loaded with its exercise; what works on it is loaded when one is graded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

Range = tuple[float, float]


class Waypoint(msgspec.Struct, frozen=True):
    """A form that a line must have, reached by an unbroken chain of right steps. `kind` is a key of `steps.forms.FORMS`."""

    kind: str
    words: str
    names: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    most: int = 0  # nodes of the line; signs do not count


def chain(*names: str, words: str = "") -> Waypoint:
    """Each link d(name, next name) has been written, in one line or in several."""
    return Waypoint("chain", words or f"the chain {' → '.join(names)}", names)


def carried_out(words: str = "every derivative carried out") -> Waypoint:
    """No `d` is left, after a line of the learner's own that held one: a bare result does not show that anything was derived."""
    return Waypoint("carried_out", words)


def short_form(most: int, words: str = "a short form") -> Waypoint:
    """No `d`, and at most so many names, numbers and operations (a sign in front does not count)."""
    return Waypoint("short", words, most=most)


def one_fraction(most: int = 12) -> Waypoint:
    """One fraction of at most so many nodes, whatever sign or factor stands in front of it."""
    return Waypoint("one_fraction", "one fraction", most=most)


def in_terms_of(*names: str, functions: Sequence[str] = (), most: int = 40, words: str = "") -> Waypoint:
    """No `d`, no other names, and no functions but those named ("log", "exp", "sigma"), in at most so many nodes."""
    return Waypoint("in_terms_of", words or f"in {', '.join(names)} alone", names, tuple(functions), most)


def derivative_inside_sum(words: str = "the derivative inside the sum") -> Waypoint:
    """A sum over an index whose terms hold a `d`."""
    return Waypoint("derivative_inside_sum", words)


def no_delta(most: int = 40, words: str = "no [k==j] left") -> Waypoint:
    """No `d` and no `[k==j]`: the sum over it is carried out; at most so many names, numbers and operations."""
    return Waypoint("no_delta", words, most=most)


def solved_for(name: str, most: int = 40) -> Waypoint:
    """An equation with the name alone on one side and not on the other."""
    return Waypoint("solved_for", f"solved for {name}", (name,), most=most)


class OwnSlip(msgspec.Struct, frozen=True):
    """A slip that belongs to one derivation: `wrong` written where `right` stands in the line before."""

    slug: str
    advice: str
    right: str
    wrong: str


def slip(slug: str, advice: str, right: str, wrong: str) -> OwnSlip:
    """A slip of this derivation: its name, one sentence of advice, what stands rightly and what is written in its place.

    Letters of indices stand for any; the free index (j) for itself.
    """
    return OwnSlip(slug, advice, right, wrong)


class DerivationProblem(msgspec.Struct, frozen=True):
    """A derivation as it is declared.

    `ranges` gives the names that are drawn, "w" for a number and "z[k]" for a vector; `definitions` the others, each by names that
    stand before it. `shares` are vectors whose entries are positive and add up to 1. With `unknown` the lines are equations in it.
    """

    name: str
    start: str
    ranges: Mapping[str, Range]
    definitions: Mapping[str, str] = msgspec.field(default_factory=dict)
    waypoints: Sequence[Waypoint] = ()
    slips: Sequence[OwnSlip] = ()
    shares: tuple[str, ...] = ()
    unknown: str = ""

"""How large an answer may be: of one that is far larger than anything that is asked for, that alone is said.

A worker may send twenty thousand parts or eight million entries. To compare them, and to look for the mistake that makes them, would take
the judge seconds and hundreds of megabytes for each submission.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import msgspec

from grader import wire

LEAST_PARTS, LEAST_ENTRIES = 300, 1 << 14  # which any answer may have: wrong ones are larger than right ones
Extent = tuple[int, int]  # parts, and entries of all arrays together
TIMES = 8  # as large as the inputs and the right answer together


class Room(msgspec.Struct, frozen=True):
    """At most so many numbers, texts, arrays and containers, and so many entries of all arrays together."""

    parts: int = LEAST_PARTS
    entries: int = LEAST_ENTRIES

    def holds(self, value: wire.Value) -> bool:
        """Whether the value is no larger than that."""
        parts, entries = extent_of([value])
        return parts <= self.parts and entries <= self.entries

    def beside(self, other: Room) -> Room:
        """Room for whatever fits into one of the two."""
        return Room(max(self.parts, other.parts), max(self.entries, other.entries))


def room_for_all(extents: Iterable[Extent]) -> Room:
    """Room for all right answers of a target together, each of them twice, since each case runs twice: a list that is kept between
    calls, such as a default `order=[]`, gathers as much.
    """
    known = list(extents)
    return Room(2 * sum(parts for parts, _ in known), 2 * sum(entries for _, entries in known))


def room_beside(extent: Extent, inputs: Iterable[wire.Value], least: int = LEAST_ENTRIES) -> Room:
    """What an answer to a question may have whose right one has this extent, `least` entries in any case. A list in the place of an array
    has a part for each entry.
    """
    most = TIMES * (sum(extent) + sum(extent_of(inputs)))
    return Room(max(most, LEAST_PARTS), max(most, least))


def extent_of_answer(expected: Any) -> Extent:
    """The extent of a right answer; of one that no worker could send nothing."""
    with suppress(wire.WireError):
        return extent_of([wire.describe(expected)])
    return 0, 0


def extent_of(values: Iterable[wire.Value]) -> Extent:
    """How many parts these values have, themselves among them, and how many entries their arrays have together."""
    pending, parts, entries = list(values), 0, 0
    while pending:
        one = pending.pop()
        parts += 1
        if isinstance(one, (wire.Items, wire.Mapping)):
            pending += one.items
        elif isinstance(one, wire.Array):
            entries += len(one.data) // int(one.dtype[2:])
    return parts, entries

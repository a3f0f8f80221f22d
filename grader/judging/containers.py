"""Right numbers in another container of the same shape and order count: a list, a tuple and an array are one to the judge.

What was returned is brought into the containers that are expected, once, before anything is compared; the verdict then says in a
word what it was. Never brought over: matrices, masked arrays, dicts, sets, generators, text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader import wire
from grader.arrays import NDArray

LIST_NOTE = "a {}; NumPy code that follows would want an array"
ARRAY_NOTE = "one array; asked for are several values, as in `return a, b`"


def in_expected_containers(given: wire.Value, expected: Any) -> tuple[wire.Value, list[str]]:
    """The value with lists and tuples as arrays, and arrays as tuples, where `expected` is so; and a note for each that was."""
    if isinstance(expected, (tuple, list)):
        return _as_several(given, expected)
    if isinstance(expected, Mapping) and isinstance(given, wire.Mapping):
        return _as_mapping(given, expected)
    if isinstance(expected, np.ndarray) and expected.ndim and isinstance(given, wire.Items):
        array = _array(given)
        return (given, []) if array is None else (array, [LIST_NOTE.format(given.container)])
    return given, []


def _as_several(given: wire.Value, expected: tuple[Any, ...] | list[Any]) -> tuple[wire.Value, list[str]]:
    notes: list[str] = []
    if isinstance(given, wire.Array) and _splits(given, expected):
        entries: NDArray[Any] = wire.array_of(given)
        given, notes = wire.Items("tuple", [wire.describe(entry) for entry in entries]), [ARRAY_NOTE]
    if not isinstance(given, wire.Items) or len(given.items) != len(expected):
        return given, []
    parts = [in_expected_containers(part, right) for part, right in zip(given.items, expected, strict=True)]
    notes += [note for _, told in parts for note in told]
    return wire.Items(given.container, [part for part, _ in parts]), notes


def _splits(given: wire.Array, expected: tuple[Any, ...] | list[Any]) -> bool:
    """The array holds exactly the several values: its rows have their shapes, which are alike."""
    numbers = all(isinstance(right, (bool, int, float, np.generic, np.ndarray)) for right in expected)
    if not numbers or not expected or given.container != "ndarray" or given.shape[:1] != (len(expected),):
        return False
    return all(np.shape(right) == given.shape[1:] for right in expected)


def _as_mapping(given: wire.Mapping, expected: Mapping[str, Any]) -> tuple[wire.Value, list[str]]:
    pairs = [
        in_expected_containers(part, expected[key]) if key in expected else (part, [])
        for key, part in zip(given.keys, given.items, strict=True)
    ]
    return wire.Mapping(given.keys, [part for part, _ in pairs]), [note for _, told in pairs for note in told]


def _array(given: wire.Items) -> wire.Array | None:
    """A list of numbers, nested as a shape asks, as the array that `np.asarray` makes of it; None for any other."""
    if not all(_is_plain(part) for part in _leaves(given)):
        return None
    try:
        described = wire.describe(np.asarray(wire.revive(given)))
    except (ValueError, OverflowError, wire.WireError):  # rows of different lengths
        return None
    return described if isinstance(described, wire.Array) and given.items else None


def _leaves(value: wire.Value) -> Iterator[wire.Value]:
    if isinstance(value, wire.Items):
        for part in value.items:
            yield from _leaves(part)
    else:
        yield value


def _is_plain(value: wire.Value) -> bool:
    return isinstance(value, wire.Number) or (isinstance(value, wire.Array) and value.container == "ndarray")

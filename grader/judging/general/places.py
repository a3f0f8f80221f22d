"""Places for values: `argmax` where the largest entry is asked for, or the largest entry where its place is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.judging.general.numbers import NumberPairs

KINDS: list[tuple[Callable[..., Any], Callable[..., Any]]] = [(np.max, np.argmax), (np.min, np.argmin)]


def places_and_values(pairs: NumberPairs) -> tuple[str, str] | None:
    """The slug and the name of the input, where one stands for the other in every case; None where that is not so."""
    arrays = {name: value for name, value in pairs[0].view.inputs.items() if isinstance(value, np.ndarray)}
    ways = [(name, axis, *kind) for name, array in arrays.items() for axis in range(array.ndim) for kind in KINDS]
    for name, axis, value, place in ways:
        if _every(pairs, name, axis, value, place):
            return "place_for_value", name
        if _every(pairs, name, axis, place, value):
            return "value_for_place", name
    return None


def _every(pairs: NumberPairs, name: str, axis: int, right: Callable[..., Any], wrong: Callable[..., Any]) -> bool:
    """On every case `right` of the input is expected, and `wrong` of it was returned; the axis may be an argument of the case."""
    for pair in pairs:
        given = pair.view.inputs.get(name)
        along = pair.view.inputs.get("axis", axis)
        if not isinstance(given, np.ndarray) or not _same(right, given, along, pair.expected):
            return False
        if not pair.shows(np.asarray(wrong(given, axis=along))):
            return False
    return True


def _same(function: Callable[..., Any], given: NDArray[Any], axis: int, expected: NDArray[Any]) -> bool:
    return -given.ndim <= axis < given.ndim and np.array_equal(function(given, axis=axis), expected)

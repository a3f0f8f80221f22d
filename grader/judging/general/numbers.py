"""The numbers of a value, case by case, as arrays beside the expected ones: what every comparison of one wrong value begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader import wire
from grader.arrays import NDArray
from grader.exercise.spec import Raises
from grader.judging.case_view import CaseView, Evidence
from grader.judging.compare import entries_equal


class NumberPair(msgspec.Struct, frozen=True):
    """One plain case: what was returned and what is expected."""

    view: CaseView
    got: NDArray[Any]
    expected: NDArray[Any]

    def shows(self, wanted: Any) -> bool:
        """What was returned is `wanted`, in shape and within the tolerance."""
        array = np.asarray(wanted)
        return self.got.shape == array.shape and entries_equal(self.got, array, self.view.question.rules.tolerance)


NumberPairs: TypeAlias = "list[NumberPair]"
TELLING = 3  # different values, of which 0 and 1 count for nothing, before a formula is read out of numbers


def number_pairs(evidence: Evidence) -> NumberPairs | None:
    """The plain cases; None unless all are numbers, of real kinds, and one of them is wrong."""
    pairs = [_pair(view) for view in evidence.compared]
    if not pairs or any(pair is None for pair in pairs) or all(view.right for view in evidence.compared):
        return None
    numbers = [pair for pair in pairs if pair is not None]
    return None if all(pair.shows(pair.expected) for pair in numbers) else numbers


def _pair(view: CaseView) -> NumberPair | None:
    if isinstance(view.expected, (str, dict, Raises)) or view.expected is None or not _is_numeric(view.value):
        return None
    try:
        got, expected = np.asarray(view.got), np.asarray(view.expected, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return NumberPair(view, got, expected) if got.dtype.kind in "biuf" else None


def _is_numeric(value: wire.Value | None) -> bool:
    """A number, an array, or a list or tuple of numbers. Hidden entries of a masked array are no part of the answer."""
    if isinstance(value, wire.Items):
        return bool(value.items) and all(isinstance(part, wire.Number) for part in value.items)
    return isinstance(value, wire.Number) or (isinstance(value, wire.Array) and value.container == "ndarray")


def on_every(pairs: NumberPairs, version: Callable[[NDArray[Any]], Any]) -> bool:
    """On every plain case, what was returned is version(expected)."""
    return all(pair.shows(version(pair.expected)) for pair in pairs)


def are_counts(pairs: NumberPairs) -> bool:
    """Whole numbers are expected: what is one too many is no factor."""
    return all(bool(np.all(pair.expected == np.round(pair.expected))) for pair in pairs)


def are_telling(pairs: NumberPairs) -> bool:
    """The expected numbers are several and different, so that a formula that fits all of them is no coincidence."""
    return hold_telling_numbers(pair.expected for pair in pairs)


def hold_telling_numbers(arrays: Iterable[NDArray[Any]]) -> bool:
    """Several different finite numbers are in the arrays together, of which 0 and 1 count for nothing. The arrays are of real kinds."""
    values = np.concatenate([np.zeros(0), *(array.ravel().astype(np.float64) for array in arrays)])
    return len(set(np.round(values[np.isfinite(values)], 9).tolist()) - {0.0, 1.0, -1.0}) >= TELLING

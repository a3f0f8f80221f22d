"""Right numbers, distorted: what one wrong value is of the right one, if it is anything simple on every plain case."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.judging.compare import entries_equal
from grader.judging.general.numbers import TELLING, NumberPair, NumberPairs, on_every


def distortion(pairs: NumberPairs) -> str | None:
    """The slug of the first row that explains the numbers; None where none does."""
    return next((slug for slug, holds in ROWS if holds(pairs)), None)


def relation(pairs: NumberPairs) -> str | None:
    """The slug of the first simple function that makes every value of the right one."""
    with np.errstate(all="ignore"):
        return next(
            (
                slug
                for slug, version, least in RELATIONS
                if on_every(pairs, version) and _count_changes(pairs, version) >= least
            ),
            None,
        )


def _count_changes(pairs: NumberPairs, version: Callable[[NDArray[Any]], Any]) -> int:
    """How many different values it changes: a single one may be wrong for any reason."""
    moved = [pair.expected[np.asarray(version(pair.expected)) != pair.expected] for pair in pairs]
    return len(set(np.round(np.concatenate([array.ravel() for array in moved]), 9).tolist()))


# ------------------------------------------------------------------------------------------------------- the numbers in other places


def _rounding(pairs: NumberPairs, digits: int) -> bool:
    return all(
        p.got.shape == p.expected.shape and bool(np.all(np.abs(p.got - np.round(p.expected, digits)) <= 1e-12))
        for p in pairs
    )


def _is_summed(pair: NumberPair) -> bool:
    """The sum of all entries stands in the place of the entries, once or in each of them."""
    return pair.got.shape in ((), pair.expected.shape) and pair.shows(np.full(pair.got.shape, pair.expected.sum()))


def _extra_sum(pairs: NumberPairs) -> bool:
    return any(_is_several(pair.expected) for pair in pairs) and all(map(_is_summed, pairs))


def _is_several(array: NDArray[Any]) -> bool:
    """Two entries at least that are not 0: the sum of a single one is the entry itself."""
    return int(np.count_nonzero(array)) > 1


def _transposition(pairs: NumberPairs) -> bool:
    if not any(p.expected.ndim == 2 and p.expected.shape[0] != p.expected.shape[1] for p in pairs):
        return False
    return on_every(pairs, lambda right: right.T if right.ndim == 2 else right)


def _long_axes(shape: tuple[int, ...]) -> list[int]:
    return [length for length in shape if length != 1]


def _keepdims(pairs: NumberPairs) -> bool:
    if any(_long_axes(p.got.shape) != _long_axes(p.expected.shape) for p in pairs):
        return False
    if all(p.got.shape == p.expected.shape for p in pairs):
        return False
    return all(_equal(p, p.got.reshape(p.expected.shape), p.expected) for p in pairs)


def _equal(pair: NumberPair, got: NDArray[Any], wanted: NDArray[Any]) -> bool:
    return got.shape == wanted.shape and entries_equal(got, wanted, pair.view.question.rules.tolerance)


def _outer(pairs: NumberPairs) -> bool:
    return all(p.expected.ndim == 1 and p.got.shape == (len(p.expected), len(p.expected)) for p in pairs) and any(
        len(p.expected) > 1 for p in pairs
    )


def _other_axes(pairs: NumberPairs) -> bool:
    orders = itertools.permutations(range(max(p.expected.ndim for p in pairs)))
    next(orders)
    return any(
        all(p.expected.ndim == len(order) and p.shows(p.expected.transpose(order)) for p in pairs) for order in orders
    )


def _reshaping(pairs: NumberPairs) -> bool:
    if all(p.got.shape == p.expected.shape for p in pairs):
        return False
    return all(p.got.size == p.expected.size > 1 and _equal(p, p.got.ravel(), p.expected.ravel()) for p in pairs)


def _reversal(pairs: NumberPairs) -> bool:
    return on_every(pairs, lambda right: right[::-1] if right.ndim else right)


def _repetition(pairs: NumberPairs) -> bool:
    """The last of several entries stands in the place of each: one array that was changed in place, and kept each time."""
    if not any(p.expected.ndim and len(p.expected) > 2 for p in pairs):
        return False
    return on_every(pairs, lambda right: np.broadcast_to(right[-1:], right.shape) if right.ndim else right)


def _shape_differs_by_an_axis(pairs: NumberPairs) -> bool:
    return all(p.got.ndim == p.expected.ndim + 1 for p in pairs) and any(p.got.size > p.expected.size for p in pairs)


def _reduction(reduce: Callable[..., Any]) -> Callable[[NumberPairs], bool]:
    """Over one axis of what was returned, `reduce` gives what is expected: the same axis in every case."""

    def holds(pairs: NumberPairs) -> bool:
        if not _shape_differs_by_an_axis(pairs):
            return False
        axes = range(min(p.got.ndim for p in pairs))
        return any(all(_equal(p, np.asarray(reduce(p.got, axis=axis)), p.expected) for p in pairs) for axis in axes)

    return holds


def _other_reduction(reduce: Callable[..., Any]) -> Callable[[NumberPairs], bool]:
    """What was returned is `reduce` of the expected entries over one axis: the same axis in every case."""

    def holds(pairs: NumberPairs) -> bool:
        if not all(p.got.ndim == p.expected.ndim - 1 and p.expected.size for p in pairs):
            return False
        axes = range(min(p.expected.ndim for p in pairs))
        wide = (axis for axis in axes if any(p.expected.shape[axis] > 1 for p in pairs))
        return any(on_every(pairs, partial(reduce, axis=axis)) for axis in wide)

    return holds


def _other_axis(reduce: Callable[..., Any]) -> Callable[[NumberPairs], bool]:
    """As many sums (or means) as there are of the other axis, and all of them together give the same."""

    def holds(pairs: NumberPairs) -> bool:
        if not all(p.expected.ndim == 1 and p.got.ndim in (1, 2) and p.got.size == max(p.got.shape) for p in pairs):
            return False
        other = [p for p in pairs if p.got.size != p.expected.size]
        return any(_tells(reduce(p.expected)) and min(p.got.size, p.expected.size) > 1 for p in other) and all(
            _equal(p, np.asarray(reduce(p.got)), np.asarray(reduce(p.expected))) for p in pairs
        )

    return holds


def _tells(total: float) -> bool:
    """A total of probabilities is 1, and one of differences of probabilities 0, along every axis."""
    return abs(total - round(total)) > 1e-6


def _cut(part: slice) -> Callable[[NumberPairs], bool]:
    """A part of the expected entries, on every case."""
    return lambda pairs: (
        all(p.expected.ndim and (p.shows(p.expected[part]) or p.shows(p.expected)) for p in pairs)
        and any(p.got.size > 1 and not p.shows(p.expected) for p in pairs)
    )


def _continuation(part: slice) -> Callable[[NumberPairs], bool]:
    """The expected entries and one more."""
    return lambda pairs: all(
        p.got.ndim == p.expected.ndim > 0 and p.expected.size > 1 and _equal(p, p.got[part], p.expected) for p in pairs
    )


def _shift(got: slice, expected: slice) -> Callable[[NumberPairs], bool]:
    """The expected entries, moved along the first axis by one place."""
    return lambda pairs: all(
        p.got.shape == p.expected.shape
        and p.expected.ndim > 0
        and len(p.expected) > 2
        and bool(np.any(p.expected[expected]))
        and _equal(p, p.got[got], p.expected[expected])
        for p in pairs
    )


def _one_of(place: int) -> Callable[[NumberPairs], bool]:
    """The first, or the last, of the expected entries in the place of all of them, another one in several cases."""
    return lambda pairs: (
        all(p.expected.ndim and len(p.expected) and p.shows(p.expected[place]) for p in pairs)
        and len({p.got.tobytes() for p in pairs if len(p.expected) > 1}) > 1
    )


def _truncation(pairs: NumberPairs) -> bool:
    """Whole numbers, in an integer type, where fractions are expected."""
    wrong = [p for p in pairs if not p.shows(p.expected)]
    return bool(wrong) and all(
        p.got.dtype.kind in "iu"
        and p.got.shape == p.expected.shape
        and bool(np.all(np.isfinite(p.expected)))
        and bool(np.all(p.got == np.trunc(p.expected)))
        for p in wrong
    )


def _all_nan(pairs: NumberPairs) -> bool:
    return all(p.got.size and p.got.dtype.kind == "f" and bool(np.isnan(p.got).all()) for p in pairs)


def _all_zero(pairs: NumberPairs) -> bool:
    return all(p.got.size and not np.any(p.got) for p in pairs) and sum(bool(np.any(p.expected)) for p in pairs) > 1


ROWS: list[tuple[str, Callable[[NumberPairs], bool]]] = [
    ("nan_everywhere", _all_nan),
    ("zero_everywhere", _all_zero),
    ("sign_flipped", lambda pairs: on_every(pairs, lambda right: -right)),
    ("transposed", _transposition),
    ("wrong_shape_keepdims", _keepdims),
    ("broadcast_outer", _outer),
    ("extra_sum", _extra_sum),
    ("rounded", lambda pairs: any(_rounding(pairs, digits) for digits in range(1, 10))),
    ("int_truncation", _truncation),
    ("sum_missing", _reduction(np.sum)),
    ("mean_missing", _reduction(np.mean)),
    ("extra_sum", _other_reduction(np.sum)),
    ("extra_mean", _other_reduction(np.mean)),
    ("other_axis", lambda pairs: any(_other_axis(reduce)(pairs) for reduce in (np.sum, np.mean))),
    ("axes_exchanged", _other_axes),
    ("reshaped", _reshaping),
    ("reversed", _reversal),
    ("last_repeated", _repetition),
    ("last_missing", _cut(slice(-1))),
    ("first_missing", _cut(slice(1, None))),
    ("one_place_late", _shift(slice(1, None), slice(None, -1))),
    ("one_place_early", _shift(slice(None, -1), slice(1, None))),
    ("first_only", _one_of(0)),
    ("last_only", _one_of(-1)),
    ("one_too_many", lambda pairs: any(_continuation(part)(pairs) for part in (slice(-1), slice(1, None)))),
]


# ------------------------------------------------------------------------------------------------- simple functions of the right one


def _ascending(right: NDArray[Any]) -> NDArray[Any]:
    return np.sort(right, axis=-1) if right.ndim else right


def _running_sum(right: NDArray[Any]) -> NDArray[Any]:
    return np.cumsum(right, axis=0) if right.ndim else right


RELATIONS: list[
    tuple[str, Callable[[NDArray[Any]], Any], int]
] = [  # the last number: how many different values must have moved
    ("squared", np.square, 2),
    ("root_taken", np.sqrt, 2),
    ("inverse", np.reciprocal, 2),
    ("complement", lambda right: 1 - right, 2),
    ("negatives_cut", lambda right: np.maximum(right, 0), TELLING),
    ("positives_cut", lambda right: np.minimum(right, 0), TELLING),
    ("sign_lost", np.abs, TELLING),
    ("exponential_taken", np.exp, 2),
    ("logarithm_taken", np.log, 2),
    ("running_sum", _running_sum, TELLING),
    ("whole_numbers", np.round, TELLING),
    ("sorted", _ascending, TELLING),
    ("slope_of_sigmoid_taken", lambda right: right * (1 - right), TELLING),
]

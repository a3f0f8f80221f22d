"""Right numbers, distorted: what one wrong value is of the right one, if it is anything simple on every plain case."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.judging.compare import entries_equal
from grader.judging.numbers import TELLING, Pair, Pairs, on_every


def distortion(pairs: Pairs) -> str | None:
    """The slug of the first row that explains the numbers; None where none does."""
    return next((slug for slug, holds in ROWS if holds(pairs)), None)


def relation(pairs: Pairs) -> str | None:
    """The slug of the first simple function that makes every value of the right one."""
    with np.errstate(all="ignore"):
        return next(
            (slug for slug, version in RELATIONS if on_every(pairs, version) and _changes(pairs, version)), None
        )


def _changes(pairs: Pairs, version: Callable[[NDArray[Any]], Any]) -> bool:
    """It moves several different values: a single one may be wrong for any reason."""
    moved = [pair.expected[np.asarray(version(pair.expected)) != pair.expected] for pair in pairs]
    return len(set(np.round(np.concatenate([array.ravel() for array in moved]), 9).tolist())) >= TELLING


# ------------------------------------------------------------------------------------------------------- the numbers in other places


def _rounding(pairs: Pairs, digits: int) -> bool:
    return all(
        p.got.shape == p.expected.shape and bool(np.all(np.abs(p.got - np.round(p.expected, digits)) <= 1e-12))
        for p in pairs
    )


def _is_summed(pair: Pair) -> bool:
    """The sum of all entries stands in the place of the entries, once or in each of them."""
    return pair.got.shape in ((), pair.expected.shape) and pair.shows(np.full(pair.got.shape, pair.expected.sum()))


def _extra_sum(pairs: Pairs) -> bool:
    return any(_is_several(pair.expected) for pair in pairs) and all(map(_is_summed, pairs))


def _is_several(array: NDArray[Any]) -> bool:
    """Two entries at least that are not 0: the sum of a single one is the entry itself."""
    return int(np.count_nonzero(array)) > 1


def _transposition(pairs: Pairs) -> bool:
    if not any(p.expected.ndim == 2 and p.expected.shape[0] != p.expected.shape[1] for p in pairs):
        return False
    return on_every(pairs, lambda right: right.T if right.ndim == 2 else right)


def _squeezed(shape: tuple[int, ...]) -> list[int]:
    return [length for length in shape if length != 1]


def _keepdims(pairs: Pairs) -> bool:
    if any(_squeezed(p.got.shape) != _squeezed(p.expected.shape) for p in pairs):
        return False
    if all(p.got.shape == p.expected.shape for p in pairs):
        return False
    return all(_equal(p, p.got.reshape(p.expected.shape), p.expected) for p in pairs)


def _equal(pair: Pair, got: NDArray[Any], wanted: NDArray[Any]) -> bool:
    return got.shape == wanted.shape and entries_equal(got, wanted, pair.view.question.rules.tolerance)


def _outer(pairs: Pairs) -> bool:
    return all(p.expected.ndim == 1 and p.got.shape == (len(p.expected), len(p.expected)) for p in pairs) and any(
        len(p.expected) > 1 for p in pairs
    )


def _axes_exchanged(pairs: Pairs) -> bool:
    orders = itertools.permutations(range(max(p.expected.ndim for p in pairs)))
    next(orders)
    return any(
        all(p.expected.ndim == len(order) and p.shows(p.expected.transpose(order)) for p in pairs) for order in orders
    )


def _reshaped(pairs: Pairs) -> bool:
    if all(p.got.shape == p.expected.shape for p in pairs):
        return False
    return all(p.got.size == p.expected.size > 1 and _equal(p, p.got.ravel(), p.expected.ravel()) for p in pairs)


def _reversed(pairs: Pairs) -> bool:
    return on_every(pairs, lambda right: right[::-1] if right.ndim else right)


def _shape_differs_by_an_axis(pairs: Pairs) -> bool:
    return all(p.got.ndim == p.expected.ndim + 1 for p in pairs) and any(p.got.size > p.expected.size for p in pairs)


def _reduced(reduce: Callable[..., Any]) -> Callable[[Pairs], bool]:
    """Over one axis of what was returned, `reduce` gives what is expected: the same axis in every case."""

    def holds(pairs: Pairs) -> bool:
        if not _shape_differs_by_an_axis(pairs):
            return False
        axes = range(min(p.got.ndim for p in pairs))
        return any(all(_equal(p, np.asarray(reduce(p.got, axis=axis)), p.expected) for p in pairs) for axis in axes)

    return holds


def _other_axis(reduce: Callable[..., Any]) -> Callable[[Pairs], bool]:
    """As many sums (or means) as there are of the other axis, and all of them together give the same."""

    def holds(pairs: Pairs) -> bool:
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


def _cut(part: slice) -> Callable[[Pairs], bool]:
    """A part of the expected entries, on every case."""
    return lambda pairs: (
        all(p.expected.ndim for p in pairs)
        and any(p.expected[part].size > 1 for p in pairs)
        and on_every(pairs, lambda right: right[part])
    )


def _continued(part: slice) -> Callable[[Pairs], bool]:
    """The expected entries and one more."""
    return lambda pairs: all(
        p.got.ndim == p.expected.ndim > 0 and p.expected.size > 1 and _equal(p, p.got[part], p.expected) for p in pairs
    )


def _truncated(pairs: Pairs) -> bool:
    """Whole numbers, in an integer type, where fractions are expected."""
    wrong = [p for p in pairs if not p.view.right]
    return all(
        p.got.dtype.kind in "iu"
        and p.got.shape == p.expected.shape
        and bool(np.all(np.isfinite(p.expected)))
        and bool(np.all(p.got == np.trunc(p.expected)))
        for p in wrong
    )


ROWS: list[tuple[str, Callable[[Pairs], bool]]] = [
    ("sign_flipped", lambda pairs: on_every(pairs, lambda right: -right)),
    ("transposed", _transposition),
    ("wrong_shape_keepdims", _keepdims),
    ("broadcast_outer", _outer),
    ("extra_sum", _extra_sum),
    ("rounded", lambda pairs: any(_rounding(pairs, digits) for digits in range(1, 10))),
    ("int_truncation", _truncated),
    ("sum_missing", _reduced(np.sum)),
    ("mean_missing", _reduced(np.mean)),
    ("other_axis", lambda pairs: any(_other_axis(reduce)(pairs) for reduce in (np.sum, np.mean))),
    ("axes_exchanged", _axes_exchanged),
    ("reshaped", _reshaped),
    ("reversed", _reversed),
    ("last_missing", _cut(slice(-1))),
    ("first_missing", _cut(slice(1, None))),
    ("one_too_many", lambda pairs: any(_continued(part)(pairs) for part in (slice(-1), slice(1, None)))),
]


# ------------------------------------------------------------------------------------------------- simple functions of the right one


def _sorted(right: NDArray[Any]) -> NDArray[Any]:
    return np.sort(right, axis=-1) if right.ndim else right


def _running_sum(right: NDArray[Any]) -> NDArray[Any]:
    return np.cumsum(right, axis=0) if right.ndim else right


RELATIONS: list[tuple[str, Callable[[NDArray[Any]], Any]]] = [
    ("squared", np.square),
    ("root_taken", np.sqrt),
    ("inverse", np.reciprocal),
    ("complement", lambda right: 1 - right),
    ("negatives_cut", lambda right: np.maximum(right, 0)),
    ("positives_cut", lambda right: np.minimum(right, 0)),
    ("sign_lost", np.abs),
    ("exponential_taken", np.exp),
    ("logarithm_taken", np.log),
    ("running_sum", _running_sum),
    ("sorted", _sorted),
    ("slope_of_sigmoid_taken", lambda right: right * (1 - right)),
]

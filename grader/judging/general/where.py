"""Where the wrong numbers stand: on a condition on an input, at a place of the array, in which cases, from which step on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader import wire
from grader.arrays import NDArray
from grader.judging.case_view import CaseView, Evidence
from grader.judging.compare import difference
from grader.judging.general.numbers import TELLING, NumberPair, NumberPairs

SIGNS: dict[str, Callable[[NDArray[Any]], NDArray[np.bool_]]] = {
    "is negative": lambda values: values < 0,
    "is positive": lambda values: values > 0,
}
CONDITIONS = SIGNS | {
    "is 0": lambda values: values == 0,
    "is not 0": lambda values: values != 0,
    "is 1": lambda values: values == 1,
    "is not 1": lambda values: values != 1,
}


def wrong_where(pairs: NumberPairs) -> str | None:
    """A condition on an input, or on the right value, that holds exactly where the numbers are wrong; None where there is none."""
    if any(p.got.shape != p.expected.shape for p in pairs):
        return None
    masks = [_wrong_mask(p) for p in pairs]
    flat = np.concatenate([mask.ravel() for mask in masks])
    unlike_0 = np.concatenate([pair.expected.ravel() for pair in pairs]) != 0  # a 0 that is right says little
    if min(flat.sum(), (~flat & unlike_0).sum()) < TELLING or pairs[0].view.question.call.probe:
        return None
    for name in ["", *pairs[0].view.inputs]:
        values = [_beside_entries(pair, name) for pair in pairs]
        for words, holds in (CONDITIONS if name else SIGNS).items():
            if all(v is not None and np.array_equal(holds(v), m) for v, m in zip(values, masks, strict=True)):
                return f"{name or 'the right value'} {words}"
    return None


def _wrong_mask(pair: NumberPair) -> NDArray[np.bool_]:
    rules = pair.view.question.rules.tolerance
    close = np.abs(pair.got - pair.expected) <= rules.absolute + rules.relative * np.abs(pair.expected)
    return np.asarray(~close)


def _beside_entries(pair: NumberPair, name: str) -> NDArray[Any] | None:
    """The values of an input, one beside each entry of the output, or one beside each row; the right values where no name is given."""
    given = pair.view.inputs.get(name) if name else pair.expected
    if not isinstance(given, (np.ndarray, int, float)):
        return None
    values = np.asarray(given)
    if values.dtype.kind not in "biuf":
        return None
    if values.ndim == 1 < pair.expected.ndim and len(values) == len(pair.expected):
        return np.broadcast_to(values.reshape(-1, *[1] * (pair.expected.ndim - 1)), pair.expected.shape)
    return values if values.shape == pair.expected.shape else None


# ----------------------------------------------------------------------------------------------------------- at a place of the array


def wrong_place(pairs: NumberPairs) -> tuple[str, str] | None:
    """The one part of the array in which the numbers are wrong, or right, such as ("in the last column", "wrong"); None if none is."""
    axes = {pair.expected.ndim for pair in pairs}
    if len(axes) > 1 or axes == {0} or any(pair.got.shape != pair.expected.shape for pair in pairs):
        return None
    masks = [_wrong_mask(pair) for pair in pairs]
    if min(sum(int(mask.sum()) for mask in masks), sum(int((~mask).sum()) for mask in masks)) < TELLING:
        return None
    wrong = [mask for mask in masks if mask.any()]
    if len(wrong) < len(masks) or len({mask.shape for mask in masks}) < 2:
        return None  # one shape alone makes a place of what may be chance
    for words, place in _places(axes.pop()):
        for verdict, wrong_at in (("wrong", place), ("right", _but(place))):
            if all(map(_is_at(wrong_at), masks)):
                return words, verdict
    return None


def _is_at(place: Callable[[tuple[int, ...]], NDArray[np.bool_]]) -> Callable[[NDArray[np.bool_]], bool]:
    return lambda mask: np.array_equal(mask, place(mask.shape))


def _places(ndim: int) -> Iterator[tuple[str, Callable[[tuple[int, ...]], NDArray[np.bool_]]]]:
    """Parts of an array with so many axes, each as words and as a mask for a shape."""
    for axis in range(ndim):
        for words, index in (("first", 0), ("last", -1)):
            yield f"in the {words} {_line_words(axis, ndim)}", _at_index(axis, index)
    if ndim == 2:
        yield "on the diagonal", _on_diagonal
    if ndim >= 2:
        yield "at the edges", _edges


def _line_words(axis: int, ndim: int) -> str:
    if ndim == 1:
        return "place"
    return ("row", "column")[axis] if ndim == 2 else f"place of axis {axis}"


def _at_index(axis: int, index: int) -> Callable[[tuple[int, ...]], NDArray[np.bool_]]:
    def place(shape: tuple[int, ...]) -> NDArray[np.bool_]:
        mask = np.zeros(shape, dtype=bool)
        np.moveaxis(mask, axis, 0)[index] = True
        return mask

    return place


def _but(place: Callable[[tuple[int, ...]], NDArray[np.bool_]]) -> Callable[[tuple[int, ...]], NDArray[np.bool_]]:
    return lambda shape: ~place(shape)


def _on_diagonal(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    return np.equal.outer(np.arange(shape[0]), np.arange(shape[1]))


def _edges(shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """The first and last places of the last two axes."""
    mask = np.ones(shape, dtype=bool)
    mask[..., 1:-1, 1:-1] = False
    return mask


# ---------------------------------------------------------------------------------------------------------------- in which cases


def one_row_right(pairs: NumberPairs) -> str | None:
    """The name of the first array among the inputs, where all is right as long as it has one row, and wrong as soon as it has more."""
    name = next(
        (key for key, value in pairs[0].view.inputs.items() if isinstance(value, np.ndarray) and value.ndim), None
    )
    if name is None or any(not isinstance(p.view.inputs.get(name), np.ndarray) for p in pairs):
        return None
    right = [len(p.view.inputs[name]) for p in pairs if p.shows(p.expected)]
    wrong = [len(p.view.inputs[name]) for p in pairs if not p.shows(p.expected)]
    return name if set(right) == {1} and min(len(right), len(wrong)) > 1 and 1 not in wrong else None


SINGLE_VALUES: list[tuple[str, str, Callable[[Any], bool]]] = [
    ("{} is 0", "{} is not 0", lambda value: isinstance(value, int) and value == 0),
    ("{} is 1", "{} is not 1", lambda value: isinstance(value, int) and value == 1),
    ("{} is None", "{} is not None", lambda value: value is None),
    ("{} is True", "{} is False", lambda value: value is True),
]
LEAST = 2  # right cases, and wrong ones: a single one is what it is for many reasons


def wrong_cases(evidence: Evidence) -> tuple[str, str] | None:
    """The condition on one input that holds in all right cases and in no wrong one, or the other way round: (right where, wrong where)."""
    plain = evidence.plain
    if evidence.cases[0].question.call.probe or any(view.value is None for view in plain):
        return None
    right = sum(view.right for view in plain)
    if min(right, len(plain) - right) < LEAST:
        return None
    found = list(_telling_conditions(plain))
    return found[0] if len(found) == 1 else None


def _telling_conditions(plain: list[CaseView]) -> Iterator[tuple[str, str]]:
    for name in plain[0].inputs:
        values = [view.inputs.get(name, view.question.default_of(name)) for view in plain]
        if any(isinstance(value, (np.ndarray, list, tuple, dict)) for value in values):
            continue
        for so, otherwise, holds in SINGLE_VALUES:
            is_so = [bool(holds(value)) for value in values]
            if is_so == [view.right for view in plain]:
                yield so.format(name), otherwise.format(name)
            elif is_so == [not view.right for view in plain]:
                yield otherwise.format(name), so.format(name)


# -------------------------------------------------------------------------------------------------------------- from which step on


def right_at_first(evidence: Evidence) -> int | None:
    """After how many steps, at the least, a sequence goes wrong that is right at first, in every wrong case; None where that is not so."""
    wrong = [view for view in evidence.compared if not view.right]
    if not wrong or not evidence.cases[0].question.call.probe:
        return None
    right = [_right_steps(view) for view in wrong]
    known = [count for count in right if count]
    return min(known) if len(known) == len(wrong) else None


def _right_steps(view: CaseView) -> int:
    """How many entries of a list are right before the first wrong one, all later ones being wrong; 0 where there is no such thing."""
    expected, value = view.expected, view.value
    if isinstance(expected, (dict, str)) or view.question.target.parts or not isinstance(value, wire.Items):
        return 0
    if len(value.items) != len(expected) or len(expected) < TELLING:
        return 0
    flags = [
        difference(item, right, view.question.rules) is None for item, right in zip(value.items, expected, strict=True)
    ]
    count = flags.index(False) if False in flags else 0
    return count if not any(flags[count:]) else 0

"""A wrong value as the right one times an input, divided by it, or with it added: a factor or a term too many, or one that is missing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.judging.general.cut_inputs import input_entries
from grader.judging.general.numbers import NumberPair, NumberPairs, are_counts, are_telling

WAYS: list[tuple[str, Callable[[NDArray[Any], NDArray[Any]], Any]]] = [  # what makes the right value of the wrong one
    ("factor_missing", np.multiply),
    ("factor_too_many", np.divide),
    ("term_missing", np.add),
    ("term_too_many", np.subtract),
]


def input_term(pairs: NumberPairs) -> tuple[str, tuple[str, ...]] | None:
    """The slug and words for the input (or what is made of it) that is a factor or a term too many or too few in every case."""
    if not _tells(pairs) or any(pair.got.shape != pair.expected.shape for pair in pairs):
        return None
    given = [dict(_operands(pair)) for pair in pairs]
    with np.errstate(all="ignore"):
        for words in given[0]:
            operands = [one.get(words) for one in given]
            for slug, way in WAYS:
                if all(_mends(way, pair, operand) for pair, operand in zip(pairs, operands, strict=True)):
                    return slug, (words,)
        return _exchanged_factor(pairs, given)


def _tells(pairs: NumberPairs) -> bool:
    """Several different numbers; two are enough where they are fractions, which hardly come about by chance."""
    return are_telling(pairs) or (not are_counts(pairs) and len({float(pair.expected.sum()) for pair in pairs}) > 1)


def _exchanged_factor(pairs: NumberPairs, given: list[dict[str, NDArray[Any]]]) -> tuple[str, tuple[str, str]] | None:
    """One number among the inputs is a factor where another one is meant."""
    names = [name for name, value in pairs[0].view.inputs.items() if _is_number(value)]
    for wrong, right in itertools.permutations(names, 2):
        ratios = [one[right] / one[wrong] if wrong in one and right in one else None for one in given]
        if all(_mends(np.multiply, pair, ratio) for pair, ratio in zip(pairs, ratios, strict=True)):
            return "factor_exchanged", (wrong, right)
    return None


def _operands(pair: NumberPair) -> Iterator[tuple[str, NDArray[Any]]]:
    """Each number and array among the inputs, their sums, 1 minus them and their squares, with words."""
    numbers = [(name, value) for name, value in pair.view.inputs.items() if _is_number(value)]
    for words, value in [*numbers, *input_entries(pair.view.inputs, pair.view.question.target.entries)]:
        array = np.asarray(value, dtype=np.float64) if np.asarray(value).dtype.kind in "iuf" else None
        if array is None or not np.isfinite(array).all():
            continue
        yield words, array
        yield f"the square of {words}", array**2
        yield f"1 - {words}", 1 - array
    yield from _differences(pair)
    for name, value in pair.view.inputs.items():
        listed = isinstance(value, (list, np.ndarray)) and np.ndim(value) == 1 and len(value) > 1
        if listed and np.asarray(value).dtype.kind in "iuf":
            yield f"the sum of {name}", np.asarray(np.sum(value), dtype=np.float64)


def _differences(pair: NumberPair) -> Iterator[tuple[str, NDArray[Any]]]:
    """Of two inputs of one shape."""
    arrays = {name: value for name, value in pair.view.inputs.items() if isinstance(value, np.ndarray)}
    for (one, a), (other, b) in itertools.combinations(arrays.items(), 2):
        if a.shape == b.shape and a.dtype.kind in "if" and b.dtype.kind in "if":
            yield f"{one} - {other}", a.astype(np.float64) - b


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, (bool, np.bool_))


def _mends(way: Callable[..., Any], pair: NumberPair, operand: NDArray[Any] | None) -> bool:
    """The wrong value with this operand is the right one, where the operand stands beside its entries or is one number."""
    if operand is None or operand.shape not in ((), pair.expected.shape, pair.expected.shape[-1:]):
        return False
    mended = np.asarray(way(pair.got.astype(np.float64), operand))
    tolerance = pair.view.question.rules.tolerance
    return mended.shape == pair.expected.shape and bool(
        np.allclose(mended, pair.expected, rtol=tolerance.relative, atol=tolerance.absolute)
    )

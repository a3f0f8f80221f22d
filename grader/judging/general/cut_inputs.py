"""Inputs of which a part is left out: one example alone, or all but the last or the first of what a loop runs over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader.exercise.spec import Inputs
from grader.judging.case_view import CaseView

Change: TypeAlias = "Callable[[Inputs], Inputs]"
MOST_PARAMETERS = 8
PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


class OtherInputs(msgspec.Struct, frozen=True):
    """A change of the inputs, the mistake that it stands for, and the words for its advice."""

    slug: str
    words: tuple[str, ...]
    change: Change


def input_entries(inputs: Inputs, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Any]]:
    """The arrays among the inputs and in their tuples and dicts, each with words; `names` are those of a tuple's entries."""
    for name, value in inputs.items():
        if isinstance(value, np.ndarray) and value.ndim:
            yield name, value
        elif isinstance(value, (tuple, list)):
            entries = enumerate(value[:MOST_PARAMETERS])
            yield from (
                (entry_words(name, place, names), part) for place, part in entries if isinstance(part, np.ndarray)
            )
        elif isinstance(value, dict):
            yield from ((key_words(name, key), part) for key, part in value.items() if isinstance(part, np.ndarray))


def entry_words(name: str, place: int, names: Mapping[str, Sequence[str]]) -> str:
    """An entry of an input that is a tuple: its own name where the statement gives it one."""
    known = names.get(name, ())
    return known[place] if place < len(known) else f"the {PLACES[place]} entry of {name}"


def key_words(name: str, key: str) -> str:
    """An entry of an input that is a dict, as a learner writes it."""
    return f'{name}["{key}"]'


def parts_of_inputs(plain: list[CaseView]) -> Iterator[OtherInputs]:
    """The inputs of all cases, cut in the same way in each."""
    yield from _one_example(plain)
    yield from _without_an_end(plain)


def _one_example(plain: list[CaseView]) -> Iterator[OtherInputs]:
    """Only the last, or only the first, of what stands row by row in the arrays that are as long as one of them."""
    names = plain[0].question.target.entries
    arrays = (pair for view in plain for pair in input_entries(view.inputs, names))
    places = dict.fromkeys(place for place, value in arrays if np.ndim(value))
    for place in list(places)[:MOST_PARAMETERS]:
        yield OtherInputs("last_example_only", (place,), _rows(place, names, slice(-1, None)))
        yield OtherInputs("first_example_only", (place,), _rows(place, names, slice(0, 1)))


def _rows(place: str, names: Mapping[str, Sequence[str]], rows: slice) -> Change:
    def change(inputs: Inputs) -> Inputs:
        length = len(dict(input_entries(inputs, names))[place])
        return {name: _cut_rows(value, length, rows) for name, value in inputs.items()}

    return change


def _cut_rows(value: Any, length: int, rows: slice) -> Any:
    """The rows of every array of this length, also in dicts and tuples."""
    if isinstance(value, dict):
        return {key: _cut_rows(part, length, rows) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_cut_rows(part, length, rows) for part in value)
    return value[rows] if isinstance(value, np.ndarray) and value.ndim and len(value) == length else value


def _without_an_end(plain: list[CaseView]) -> Iterator[OtherInputs]:
    """All but the last, or the first, along an axis of an input (or of a list), and along all axes that have its length in every case."""
    for places in _common_axes(plain):
        first = plain[0].inputs[places[0][0]]
        words = _axis_words(*places[0], first.ndim if isinstance(first, np.ndarray) else 1)
        yield OtherInputs("end_left_out", ("last", words), _shorten(places, slice(None, -1)))
        yield OtherInputs("end_left_out", ("first", words), _shorten(places, slice(1, None)))


def _common_axes(plain: list[CaseView]) -> list[list[tuple[str, int]]]:
    """The axes (input, number) of the arrays among the inputs, those together that are equally long in every case."""
    found: dict[tuple[int, ...], list[tuple[str, int]]] = {}
    for name, value in list(plain[0].inputs.items())[:MOST_PARAMETERS]:
        for axis in range(value.ndim if isinstance(value, np.ndarray) else int(isinstance(value, list))):
            lengths = tuple(_length(view.inputs, name, axis) for view in plain)
            if min(lengths) > 1:
                found.setdefault(lengths, []).append((name, axis))
    return list(found.values())


def _length(inputs: Inputs, name: str, axis: int) -> int:
    value = inputs.get(name)
    if isinstance(value, list):
        return len(value)
    return value.shape[axis] if isinstance(value, np.ndarray) and value.ndim > axis else 0


def _axis_words(name: str, axis: int, ndim: int) -> str:
    if ndim == 1:
        return f"entry of {name}"
    return f"{('row', 'column')[axis]} of {name}" if ndim == 2 else f"place along axis {axis} of {name}"


def _shorten(places: list[tuple[str, int]], kept: slice) -> Change:
    def change(inputs: Inputs) -> Inputs:
        cut = dict(inputs)
        for name, axis in places:
            whole = cut[name]
            cut[name] = whole[kept] if isinstance(whole, list) else whole[(*[slice(None)] * axis, kept)]
        return cut

    return change

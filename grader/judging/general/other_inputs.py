"""The right formula on other inputs: two arguments exchanged, one that stands for another, one that is ignored, one with the other sign.

Nothing is read out of a single number: the outputs must be right for the other inputs on every plain case, and tell something.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from grader import wire
from grader.exercise.spec import Inputs, Raises
from grader.judging.case_view import CaseView, Evidence, arrays_in, entry_at, values_of_part
from grader.judging.compare import difference
from grader.judging.general.cut_inputs import (
    MOST_PARAMETERS,
    PLACES,
    Change,
    OtherInputs,
    entry_words,
    input_entries,
    key_words,
    parts_of_inputs,
)
from grader.judging.general.numbers import hold_telling_numbers
from grader.judging.questions import outcome_of
from grader.judging.share import limit_steps, spend

FLOATS = (0.0, 1.0, 0.9, 0.99, 0.999, 0.5, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-12)
INTEGERS = (0, 1, 2)


def by_other_inputs(evidence: Evidence, path: tuple[str, ...]) -> tuple[str, tuple[str, ...]] | None:
    """The slug and the words of the first change of the inputs for which the output (or the part of it that the path leads to) is right."""
    plain = evidence.compared
    if not any(not view.right for view in plain) or not _is_telling(plain):
        return None
    order = sorted(plain, key=lambda view: view.right)  # a wrong one first: most changes are ruled out by it
    found = next((other for other in _changes(plain) if _explains(other, order, path)), None)
    return (found.slug, found.words) if found else None


def input_itself(evidence: Evidence) -> str | None:
    """Words for the input, or the entry of an input, that comes back as it was given, on every case."""
    plain = evidence.compared
    if any(view.value is None for view in plain) or not _is_telling(plain):
        return None
    places = [dict(input_entries(view.inputs, view.question.target.entries)) for view in plain]
    given = (place for place in places[0] if all(_is_given(*pair, place) for pair in zip(plain, places, strict=True)))
    return next(
        (place.rpartition(" of ")[2].partition("[")[0] for place in given), None
    )  # the input that holds the entry


def _is_given(view: CaseView, places: Mapping[str, Any], words: str) -> bool:
    value = places.get(words)
    same = value is not None and view.value is not None and wire.same(view.value, wire.describe(value))
    return same and bool(np.any(value))


def _is_telling(plain: list[CaseView]) -> bool:
    if any(view.value is None or view.expected is None or isinstance(view.expected, (str, Raises)) for view in plain):
        return False
    return hold_telling_numbers(array for view in plain for array in arrays_in(wire.describe(view.expected)))


def _explains(other: OtherInputs, plain: list[CaseView], path: tuple[str, ...]) -> bool:
    """On every case the output is the right one for the other inputs, and on one at least no longer the right one."""
    differs = False
    for view in plain:
        spend()
        wrong = _output(other, view)
        if isinstance(wrong, Exception) or view.value is None:
            return False
        if difference(view.value, _at(view, wrong, path), view.question.rules) is not None:
            return False
        differs = differs or difference(view.value, view.expected, view.question.rules) is not None
    return differs


def _at(view: CaseView, output: Any, path: tuple[str, ...]) -> Any:
    """The part of an output of the reference that the path leads to."""
    for step in path:
        is_part = output is not None and step in view.question.target.parts and not isinstance(output, dict)
        output = values_of_part(view.question, output, None, step)[0] if is_part else entry_at(output, step)
    return output


def _reference_of(view: CaseView, other: OtherInputs) -> Callable[..., Any]:
    """The reference on other inputs; what does not fit together raises there, as it does in the reference."""

    def reference(**inputs: Any) -> Any:
        with limit_steps():
            return view.question.target.reference(**other.change(inputs))

    return reference


def _output(other: OtherInputs, view: CaseView) -> Any:
    """What the reference gives; kept, since many in a class make the same mistake."""
    question, key = view.question, " ".join((other.slug, *other.words))
    if key not in question.on_other_inputs:
        question.on_other_inputs[key] = outcome_of(_reference_of(view, other), question.inputs)
    return question.on_other_inputs[key]


# ------------------------------------------------------------------------------------------------------------------------ changes


def _changes(plain: list[CaseView]) -> Iterator[OtherInputs]:
    names = list(dict.fromkeys(name for view in plain for name in view.inputs))[:MOST_PARAMETERS]
    yield from parts_of_inputs(plain)
    if not plain[0].question.call.probe:  # what a probe is given has names that the learner has not read
        alike = [pair for pair in itertools.combinations(names, 2) if all(_are_alike(view, *pair) for view in plain)]
        yield from (OtherInputs("arguments_exchanged", pair, _exchange(*pair)) for pair in alike)
        for a, b in alike:
            yield OtherInputs("other_argument_used", (b, a), _copy(b, a))
            yield OtherInputs("other_argument_used", (a, b), _copy(a, b))
    for name in names:
        default = plain[0].question.default_of(name)
        if default is not None or all(name in view.inputs for view in plain):
            values = [view.inputs.get(name, default) for view in plain]
            yield from _changes_of_one(name, values, default, plain[0].question.target.entries)


def _are_alike(view: CaseView, a: str, b: str) -> bool:
    one, other = view.inputs.get(a), view.inputs.get(b)
    both = isinstance(one, np.ndarray) and isinstance(other, np.ndarray) and one.shape == other.shape
    return both or (_is_number(one) and _is_number(other))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, np.number)) and not isinstance(value, (bool, np.bool_))


def _exchange(a: str, b: str) -> Change:
    return lambda inputs: {**inputs, a: inputs[b], b: inputs[a]}


def _copy(source: str, name: str) -> Change:
    return lambda inputs: {**inputs, name: inputs[source]}


def _set(name: str, value: Callable[[Any], Any]) -> Change:
    return lambda inputs: {**inputs, name: value(inputs.get(name))}


def _changes_of_one(
    name: str, values: list[Any], default: Any, names: Mapping[str, Sequence[str]]
) -> Iterator[OtherInputs]:
    """One input, or one entry of an input that is a dict or a tuple, is another value in every case."""
    if all(isinstance(value, Mapping) for value in values):
        keys = [key for key in values[0] if isinstance(key, str) and all(key in value for value in values)]
        yield from _changes_of_entries(name, values, {key: key_words(name, key) for key in keys[:MOST_PARAMETERS]})
    elif all(isinstance(value, tuple) for value in values):
        least = min(map(len, values))
        words = {i: entry_words(name, i, names) for i in range(least)[: len(PLACES)]}
        yield from _changes_of_entries(name, values, words)
    else:
        for word, value in _other_values(values, default):
            yield _freeze(name, word, _vary(values), _set(name, value))


def _changes_of_entries(name: str, values: list[Any], words: Mapping[Any, str]) -> Iterator[OtherInputs]:
    for key, entry in words.items():
        entries = [given[key] for given in values]
        for word, value in _other_values(entries, None):
            yield _freeze(entry, word, _vary(entries), _set_entry(name, key, value))


ANOTHER_FORM = {
    "-": "argument_negated",
    "**2": "argument_squared",
    "root": "argument_rooted",
    "1 -": "argument_complemented",
}


def _freeze(name: str, word: str, varies: bool, change: Change) -> OtherInputs:
    if word in ANOTHER_FORM:
        return OtherInputs(ANOTHER_FORM[word], (name,), change)
    if word in ("+ 1", "- 1"):
        return OtherInputs("argument_shifted", (f"{name} {word}",), change)
    if varies:
        return OtherInputs("argument_ignored", (name, f": the values are right for {name} = {word}"), change)
    return OtherInputs("other_value_used", (name, word, name), change)


def _vary(values: list[Any]) -> bool:
    """Not the same in all cases: only then is it seen that the given one makes no difference."""
    return any(isinstance(value, np.ndarray) or value != values[0] for value in values)


def _set_entry(name: str, key: Any, value: Callable[[Any], Any]) -> Change:
    def change(inputs: Inputs) -> Inputs:
        given = inputs[name]
        if isinstance(given, tuple):
            return {**inputs, name: (*given[:key], value(given[key]), *given[key + 1 :])}
        return {**inputs, name: {**given, key: value(given[key])}}

    return change


def _other_values(values: list[Any], default: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """What may stand in the place of an input: words for it, and the value made of the one that is given."""
    fixed: list[Any] = [] if default is None else [default]
    if all(isinstance(value, np.ndarray) and value.dtype.kind == "f" for value in values):
        yield from (("0", np.zeros_like), ("1", np.ones_like), ("-", np.negative))
        yield from _powers(values)
        return
    if all(isinstance(value, np.ndarray) and value.dtype.kind == "i" for value in values):
        yield from _neighbours()
    elif all(isinstance(value, (bool, np.bool_)) for value in values):
        fixed = [False, True]
    elif all(isinstance(value, str) and value.isidentifier() for value in values):
        fixed = list(dict.fromkeys(values))
    elif all(isinstance(value, (int, np.integer)) for value in values):
        yield from _neighbours()
        fixed += INTEGERS
    elif all(map(_is_number, values)):
        yield ("-", lambda value: -value)
        yield from _powers(values)
        fixed += FLOATS
    elif any(value is None for value in values) and not all(value is None for value in values):
        fixed = [None]
    yield from ((repr(value), _always(value)) for value in fixed)


def _powers(values: list[Any]) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """The square and the root of what is positive throughout, 1 minus what lies between 0 and 1."""
    if all(np.all(np.asarray(value) > 0) for value in values):
        yield from (("**2", np.square), ("root", np.sqrt))
    if all(np.all((np.asarray(value) >= 0) & (np.asarray(value) <= 1)) for value in values):
        yield "1 -", lambda value: 1 - value


def _neighbours() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    yield from (("+ 1", lambda value: value + 1), ("- 1", lambda value: value - 1))


def _always(value: Any) -> Callable[[Any], Any]:
    return lambda _: value

"""The right formula on other inputs: two arguments exchanged, one that stands for another, one that is ignored, one with the other sign.

Nothing is read out of a single number: the outputs must be right for the other inputs on every plain case, and tell something.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec
import numpy as np

from grader import wire
from grader.exercise.spec import Inputs, Raises
from grader.judging.case_view import CaseView, Evidence, arrays_in, entry_at, values_of_part
from grader.judging.compare import difference
from grader.judging.general.advice import name_of
from grader.judging.questions import outcome_of
from grader.judging.share import spend
from grader.report import NamedMistake

Change: TypeAlias = "Callable[[Inputs], Inputs]"
MOST_PARAMETERS = 8
TELLING = 3  # different numbers, of which 0 and 1 count for nothing
FLOATS = (0.0, 1.0, 0.9, 0.99, 0.999, 0.5, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-12)
INTEGERS = (0, 1, 2)


class OtherInputs(msgspec.Struct, frozen=True):
    """A change of the inputs, the mistake that it stands for, and the words for its advice."""

    slug: str
    words: tuple[str, ...]
    change: Change


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
    places = [dict(_input_entries(view.inputs)) for view in plain]
    return next(
        (words for words in places[0] if all(_is_given(*pair, words) for pair in zip(plain, places, strict=True))), None
    )


def _input_entries(inputs: Inputs) -> Iterator[tuple[str, Any]]:
    for name, value in inputs.items():
        if isinstance(value, np.ndarray) and value.ndim:
            yield name, value
        elif isinstance(value, (tuple, list)):
            yield from ((f"entry {place} of {name}", part) for place, part in enumerate(value[:MOST_PARAMETERS]))
        elif isinstance(value, dict):
            yield from ((f"{key} of {name}", part) for key, part in value.items())


def _is_given(view: CaseView, places: Mapping[str, Any], words: str) -> bool:
    value = places.get(words)
    same = isinstance(value, np.ndarray) and view.value is not None and wire.same(view.value, wire.describe(value))
    return same and bool(np.any(value))


def _is_telling(plain: list[CaseView]) -> bool:
    if any(view.value is None or view.expected is None or isinstance(view.expected, (str, Raises)) for view in plain):
        return False
    described = [array.ravel() for view in plain for array in arrays_in(wire.describe(view.expected))]
    numbers = np.concatenate([array.astype(np.float64) for array in described] or [np.zeros(0)])
    return len(set(np.round(numbers[np.isfinite(numbers)], 9).tolist()) - {0.0, 1.0, -1.0}) >= TELLING


def _explains(other: OtherInputs, plain: list[CaseView], path: tuple[str, ...]) -> bool:
    """On every case the output is the right one for the other inputs."""
    for view in plain:
        spend()
        wrong = _output(other, view)
        if isinstance(wrong, Exception) or view.value is None:
            return False
        if difference(view.value, _at(view, wrong, path), view.question.rules) is not None:
            return False
    return True


def _at(view: CaseView, output: Any, path: tuple[str, ...]) -> Any:
    """The part of an output of the reference that the path leads to."""
    for step in path:
        is_part = output is not None and step in view.question.target.parts and not isinstance(output, dict)
        output = values_of_part(view.question, output, None, step)[0] if is_part else entry_at(output, step)
    return output


def _reference_of(view: CaseView, other: OtherInputs) -> Callable[..., Any]:
    """The reference on other inputs; what does not fit together raises there, as it does in the reference."""
    return lambda **inputs: view.question.target.reference(**other.change(inputs))


def _output(other: OtherInputs, view: CaseView) -> Any:
    """What the reference gives; kept, since many in a class make the same mistake."""
    question, key = view.question, " ".join((other.slug, *other.words))
    if key not in question.on_other_inputs:
        question.on_other_inputs[key] = outcome_of(_reference_of(view, other), question.inputs)
    return question.on_other_inputs[key]


# ------------------------------------------------------------------------------------------------------ what no formula needs


def parameters_in_other_order(evidence: Evidence) -> NamedMistake | None:
    """The learner's parameters are the stub's in another order; the call hands over the arguments by place."""
    question = evidence.cases[0].question
    wanted = [one.name for one in question.target.parameters if one.default is one.empty]
    given = list(evidence.signatures.get(evidence.target, ()))[: len(wanted)]
    if question.call.probe or given == wanted or sorted(given) != sorted(wanted):
        return None
    return name_of(evidence.target, "parameters_reordered", ", ".join(wanted))


def same_everywhere(evidence: Evidence) -> NamedMistake | None:
    """The same output, bit for bit, on all plain cases that expect equal shapes, although the references differ.

    Where these cases differ in a single argument, no more is known than that it makes no difference.
    """
    groups: dict[Any, list[CaseView]] = {}
    for view in evidence.plain:
        groups.setdefault(_form(view.expected), []).append(view)
    telling = [group for group in groups.values() if len(group) > 1 and _references_differ(group)]
    if not telling or any(_says_nothing(view) for group in telling for view in group):
        return None
    outputs = [[view.value for view in group if view.value is not None] for group in telling]
    if not all(wire.same(first, other) for first, *others in outputs for other in others):
        return None
    changed = set[str]().union(*map(_changed_inputs, telling))
    if len(changed) == 1 and len(telling[0][0].inputs) > 1:
        return name_of(evidence.target, "argument_ignored", *changed, "")
    return name_of(evidence.target, "hard_coded")


def _changed_inputs(group: list[CaseView]) -> set[str]:
    """The names of the inputs that are not the same in all cases of a group."""
    first, *others = [wire.describe_inputs(view.inputs) for view in group]
    return {name for other in others for name in first if first[name] != other.get(name)}


def _says_nothing(view: CaseView) -> bool:
    """No output, an empty one, or NaN: NaN equals NaN, whatever it was computed from."""
    return view.value is None or view.lost or not any(array.size for array in arrays_in(view.value))


def _form(expected: Any) -> Any:
    if isinstance(expected, (tuple, list)):
        return tuple(map(_form, expected))
    if isinstance(expected, dict):
        return tuple((key, _form(part)) for key, part in expected.items())
    return np.shape(expected) if not isinstance(expected, (str, Raises)) else type(expected)


def _references_differ(group: list[CaseView]) -> bool:
    first = group[0].expected
    described = wire.describe(first)
    return any(difference(described, view.expected, view.question.rules) is not None for view in group[1:])


# ------------------------------------------------------------------------------------------------------------------------ changes


def _changes(plain: list[CaseView]) -> Iterator[OtherInputs]:
    names = list(dict.fromkeys(name for view in plain for name in view.inputs))[:MOST_PARAMETERS]
    if not plain[0].question.call.probe:  # what a probe is given has names that the learner has not read
        alike = [pair for pair in itertools.combinations(names, 2) if all(_are_alike(view, *pair) for view in plain)]
        yield from (OtherInputs("arguments_exchanged", pair, _exchange(*pair)) for pair in alike)
        for a, b in alike:
            yield OtherInputs("other_argument_used", (b, a), _copy(b, a))
            yield OtherInputs("other_argument_used", (a, b), _copy(a, b))
    for name in names:
        default = plain[0].question.default_of(name)
        if default is not None or all(name in view.inputs for view in plain):
            yield from _changes_of_one(name, [view.inputs.get(name, default) for view in plain], default)


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


def _changes_of_one(name: str, values: list[Any], default: Any) -> Iterator[OtherInputs]:
    """One input, or one entry of an input that is a dict, is another value in every case."""
    if all(isinstance(value, Mapping) for value in values):
        keys = [key for key in values[0] if isinstance(key, str) and all(key in value for value in values)]
        for key in keys[:MOST_PARAMETERS]:
            entries = [given[key] for given in values]
            for word, value in _other_values(entries, None):
                yield _freeze(key, word, _vary(entries), _set_entry(name, key, value))
        return
    for word, value in _other_values(values, default):
        yield _freeze(name, word, _vary(values), _set(name, value))


def _freeze(name: str, word: str, varies: bool, change: Change) -> OtherInputs:
    if word == "-":
        return OtherInputs("argument_negated", (name,), change)
    if varies:
        return OtherInputs("argument_ignored", (name, f": the values are right for {name} = {word}"), change)
    return OtherInputs("other_value_used", (name, word, name), change)


def _vary(values: list[Any]) -> bool:
    """Not the same in all cases: only then is it seen that the given one makes no difference."""
    return any(isinstance(value, np.ndarray) or value != values[0] for value in values)


def _set_entry(name: str, key: str, value: Callable[[Any], Any]) -> Change:
    return lambda inputs: {**inputs, name: {**inputs[name], key: value(inputs[name][key])}}


def _other_values(values: list[Any], default: Any) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    """What may stand in the place of an input: words for it, and the value made of the one that is given."""
    fixed: list[Any] = [] if default is None else [default]
    if all(isinstance(value, np.ndarray) and value.dtype.kind == "f" for value in values):
        yield from (("0", np.zeros_like), ("1", np.ones_like), ("-", np.negative))
        return
    if all(isinstance(value, (bool, np.bool_)) for value in values):
        fixed = [False, True]
    elif all(isinstance(value, str) and value.isidentifier() for value in values):
        fixed = list(dict.fromkeys(values))
    elif all(isinstance(value, (int, np.integer)) for value in values):
        fixed += INTEGERS
    elif all(map(_is_number, values)):
        yield ("-", lambda value: -value)
        fixed += FLOATS
    elif any(value is None for value in values) and not all(value is None for value in values):
        fixed = [None]
    yield from ((repr(value), _always(value)) for value in fixed)


def _always(value: Any) -> Callable[[Any], Any]:
    return lambda _: value

"""What a mistake's condition may look at: the cases of one target (or of one part of its output) as plain values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from grader import wire
from grader.arrays import NDArray
from grader.exercise.spec import Inputs, Raises
from grader.judging.compare import difference
from grader.judging.judge import CaseResult
from grader.judging.questions import Question
from grader.judging.share import spend
from grader.report import Outcome

DEEPEST = 3  # dicts and tuples within each other


class CaseView(msgspec.Struct, frozen=True):
    """One case: `value` is the described output (or part), None where there is none; `right` concerns the value alone."""

    question: Question
    value: wire.Value | None
    expected: Any
    right: bool
    outcome: Outcome
    raised: wire.Raised | None

    @property
    def name(self) -> str:
        return self.question.case.name

    @property
    def kind(self) -> str:
        return self.question.case.kind

    @property
    def inputs(self) -> Inputs:
        return self.question.inputs

    @property
    def got(self) -> Any:
        """The output as a Python or NumPy value; None where there is none."""
        spend()
        return None if self.value is None else wire.revive(self.value)

    @property
    def array(self) -> NDArray[np.float64]:
        """The output as a float64 array. Raises ValueError or TypeError where it is none."""
        return real_array(self.got)

    @property
    def lost(self) -> bool:
        """inf or NaN somewhere in the output, or an overflow raised instead of it."""
        if self.raised is not None:
            return (
                bool({"OverflowError", "ZeroDivisionError"} & set(self.raised.types))
                or "math domain" in self.raised.text
            )
        return self.value is not None and not is_finite(self.value)

    @property
    def late(self) -> bool:
        """No answer in time."""
        return self.outcome is Outcome.TIMED_OUT

    def raises(self, exception: type[BaseException] | str, text: str = "") -> bool:
        """An exception of this type was raised, with `text` in its message."""
        name = exception if isinstance(exception, str) else exception.__name__
        return self.raised is not None and name in self.raised.types and text in self.raised.text


def real_array(value: Any) -> NDArray[np.float64]:
    """A list, a number or an array as float64. Raises ValueError or TypeError where it is none, TypeError for complex numbers."""
    array = np.asarray(value)
    if array.dtype.kind == "c":  # NumPy would drop the imaginary part, and warn on our standard error
        raise TypeError("complex numbers")
    return array.astype(np.float64)


def arrays_in(value: wire.Value) -> Iterator[NDArray[Any]]:
    """The numbers in an output, array by array."""
    for part in _parts(value):
        yield wire.array_of(part) if isinstance(part, wire.Array) else np.asarray(part.value)


def is_finite(value: wire.Value) -> bool:
    """Neither inf nor NaN is in an output. All its arrays of one type are looked at together: there may be twenty thousand."""
    entries: dict[str, list[bytes]] = {}
    for part in _parts(value):
        if isinstance(part, wire.Array):
            entries.setdefault(part.dtype, []).append(part.data)
        elif not math.isfinite(part.value):
            return False
    return all(bool(np.isfinite(np.frombuffer(b"".join(data), dtype)).all()) for dtype, data in entries.items())


def _parts(value: wire.Value) -> Iterator[wire.Array | wire.Number]:
    """The arrays and numbers in an output, in order."""
    rest = [value]
    while rest:
        part = rest.pop()
        if isinstance(part, (wire.Items, wire.Mapping)):
            rest.extend(reversed(part.items))
        elif isinstance(part, (wire.Array, wire.Number)):
            yield part


class Evidence(msgspec.Struct, frozen=True):
    """What `Seen.when` is given: `evidence["a batch"]` is a case's view.

    `names` are the names that the submission defines, `signatures` the parameters of its functions and methods ("Gate.backward").
    """

    target: str
    cases: tuple[CaseView, ...]
    names: frozenset[str] = frozenset()
    signatures: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)

    def __getitem__(self, name: str) -> CaseView:
        return next(view for view in self.cases if view.name == name)

    def of_kind(self, kind: str) -> list[CaseView]:
        return [view for view in self.cases if view.kind == kind]

    @property
    def plain(self) -> list[CaseView]:
        return self.of_kind("plain")

    @property
    def compared(self) -> list[CaseView]:
        """The plain cases whose right output is known; some are judged by a law instead, and then nothing is near to it."""
        return [view for view in self.plain if view.question.target.law(view.question.case) is None]

    def all_raise(self, exception: type[BaseException] | str, text: str = "", *, on: Iterable[str] = ()) -> bool:
        """Every named case (all, if none is named) raised it."""
        chosen = [self[name] for name in on] or list(self.cases)
        return all(view.raises(exception, text) for view in chosen)

    def lost(self, *names: str) -> bool:
        """inf or NaN on one of the named cases."""
        return any(self[name].lost for name in names)


def case_views(results: list[CaseResult], part: str | None) -> tuple[CaseView, ...]:
    """The cases of a target, or of one part of its output (a state case returns no parts, but a script's results)."""
    return tuple(_view(one, part) for one in results if part is None or one.question.case.kind != "state")


def _view(one: CaseResult, part: str | None) -> CaseView:
    expected = one.question.expected
    value, right = one.output, one.value_right
    if part is not None and not isinstance(expected, Raises):
        expected, value = values_of_part(one.question, expected, value, part)
        right = one.value_right or (value is not None and _part_right(one.question, value, expected))
    return CaseView(one.question, value, expected, right, one.verdict.outcome, one.raised)


def values_of_part(
    question: Question, expected: Any, value: wire.Value | None, part: str
) -> tuple[Any, wire.Value | None]:
    """A part of the expected output, and of the output where it has such a part."""
    if isinstance(expected, dict):
        return expected.get(part), value.get(part) if isinstance(value, wire.Mapping) else None
    place = question.target.parts.index(part)
    if isinstance(value, wire.Items) and len(value.items) == len(question.target.parts):
        return expected[place], value.items[place]
    return expected[place], None


def _part_right(question: Question, value: wire.Value, expected: Any) -> bool:
    return difference(value, expected, question.rules) is None


def leaves(evidence: Evidence, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Evidence]]:
    """The arrays and numbers in an output, each with where it stands: the keys of dicts, and "value 1" and so on of tuples."""
    plain = evidence.plain
    keys = _common_keys([view.expected for view in plain]) if len(path) < DEEPEST else []
    if not keys:
        yield path, evidence
    for key in keys:
        inner = [_inner_view(view, key) for view in plain]
        yield from leaves(replace(evidence, cases=tuple(inner)), (*path, key))


def _common_keys(expected: list[Any]) -> list[str]:
    """Where all expected values are dicts, the keys that all have; where they are several arrays each, their numbers."""
    if expected and all(isinstance(one, dict) for one in expected):
        return [key for key in expected[0] if isinstance(key, str) and all(key in one for one in expected)]
    several = all(isinstance(one, (tuple, list)) and _holds_arrays(one) for one in expected)
    if expected and several and len({len(one) for one in expected}) == 1:
        return [f"value {place + 1}" for place in range(len(expected[0]))]
    return []


def _holds_arrays(parts: tuple[Any, ...] | list[Any]) -> bool:
    return any(isinstance(part, (dict, tuple, list)) or np.ndim(part) for part in parts)


def _inner_view(view: CaseView, key: str) -> CaseView:
    expected, value = entry_at(view.expected, key), None
    if isinstance(view.value, wire.Mapping):
        value = view.value.get(key)
    elif isinstance(view.value, wire.Items) and isinstance(view.expected, (tuple, list)):
        value = view.value.items[place] if (place := list_place(key)) < len(view.value.items) else None
    right = view.right or (value is not None and _part_right(view.question, value, expected))
    return CaseView(view.question, value, expected, right, view.outcome, view.raised)


def entry_at(output: Any, key: str) -> Any:
    """The entry of a reference's output under a key of a dict, or a number "value 1". Raises KeyError or IndexError."""
    return output[key] if isinstance(output, dict) else output[list_place(key)]


def list_place(key: str) -> int:
    """The place, from 0, that "value 1" stands for."""
    return int(key.rpartition(" ")[2]) - 1

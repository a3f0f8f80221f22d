"""public.json: the public cases of an exercise as data, inputs and what is right, in the students' half of a pack.

It holds no program and no reference: only what the reference gave on these cases. A target that is judged by a law, a dict of answers and
a derivation are not in it.
"""

from __future__ import annotations

import builtins
import inspect
from typing import Any

import msgspec

from grader import wire
from grader.exercise.declaration import Case, Exercise, Kind, Raises, Target, Tolerance
from grader.exercise.random_inputs import raw


class PublicCase(msgspec.Struct, frozen=True):
    """`expected` is the right output, `raises` the name of an exception in its place."""

    name: str
    kind: Kind
    inputs: dict[str, wire.Value]
    expected: wire.Value
    raises: str = ""
    probe: str | None = None
    runs: int = 2


class PublicTarget(msgspec.Struct, frozen=True):
    """`optional` are the parameters that have a default, and so go by name."""

    name: str
    points: float
    parameters: tuple[str, ...]
    optional: tuple[str, ...]
    cases: tuple[PublicCase, ...]
    probe: str = ""
    parts: tuple[str, ...] = ()
    tolerance: Tolerance = Tolerance()
    may_change: tuple[str, ...] = ()
    seconds: float | None = None


class NoReference:
    """Stands in place of a reference: it has the parameters, and no answer."""

    def __init__(self, parameters: tuple[str, ...], optional: tuple[str, ...]) -> None:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        self.__signature__ = inspect.Signature(
            [
                inspect.Parameter(name, kind, default=None if name in optional else inspect.Parameter.empty)
                for name in sorted(parameters, key=lambda name: name in optional)
            ]
        )

    def __call__(self, **inputs: Any) -> Any:
        raise LookupError("the right answer is the teacher's")


def read_public(content: bytes) -> Exercise:
    """The exercise in a public.json. Raises msgspec.DecodeError or ValueError."""
    return Exercise(*map(_target_of, msgspec.json.decode(content, type=tuple[PublicTarget, ...])))


def _target_of(target: PublicTarget) -> Target:
    names = [target.name, *target.parameters, *target.optional, *target.parts, *filter(None, [target.probe])]
    names += [word for case in target.cases for word in (*case.inputs, *filter(None, [case.probe]))]
    if not all(part.isidentifier() for name in names for part in name.split(".")):
        raise ValueError("a name in it is none")
    if not all(case.name.isprintable() for case in target.cases):
        raise ValueError("the name of a case is no line of text")
    return Target(
        target.name,
        target.points,
        NoReference(target.parameters, target.optional),
        {case.name: _case_of(case) for case in target.cases},
        probe=target.probe,
        parts=target.parts,
        tolerance=target.tolerance,
        may_change=target.may_change,
        seconds=target.seconds,
    )


def _case_of(case: PublicCase) -> Case:
    inputs = {name: raw(wire.revive(value)) for name, value in case.inputs.items()}
    expected = Raises(exception_type(case.raises)) if case.raises else wire.revive(case.expected)
    return Case(inputs, case.kind, case.probe, expected, case.runs)


def exception_type(name: str) -> type[Exception]:
    """An exception of Python's own by its name. Raises ValueError for any other name."""
    named = getattr(builtins, name, None)
    if not (isinstance(named, type) and issubclass(named, Exception)):
        raise ValueError(f"{name} is no exception of Python's own")
    return named

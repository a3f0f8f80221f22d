"""The author's words: what an exercise asks, on which inputs, and which mistakes it knows by name.

An exercise's `spec.py` holds one `exercise = Exercise(...)`. Title, kind, difficulty and hints stand in its README.md, the
signatures in its stub.py.

Inputs: a list of numbers is a float64 array, `ints([...])` an int64 array, `raw(x)` stays what it is; `normal`, `uniform`,
`away` and `drawn` are drawn anew from the case's own generator, `default_rng([seed, exercise, case])`, in the order in which they stand.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import msgspec
import numpy as np
from msgspec.structs import replace

from grader.exercise.answers import AnswerKind, number, shape, truth, word
from grader.exercise.pair import CACHE, UPSTREAM, OwnForward, Pair
from grader.exercise.random_inputs import Draw, away, drawn, integers, ints, normal, raw, uniform
from grader.wire.errors import NotDefined

Kind = Literal["plain", "int", "extreme", "state", "error"]
Inputs = dict[str, Any]


class Raises(msgspec.Struct, frozen=True):
    """The right outcome of an error case: an exception of this type."""

    type: type[Exception]


class Case(msgspec.Struct, frozen=True):
    """A named set of inputs. `inputs` may hold draws, or be a function of the case's generator."""

    number: int
    name: str
    kind: Kind
    inputs: Inputs | Callable[[np.random.Generator], Inputs]
    probe: str | None = None  # in place of the target's
    expected: Any = None  # in place of the reference, where the right output is stated
    runs: int = 2  # a case of kind state drives an object on purpose, so it is run once

    def once(self) -> Case:
        """This case without a second run: for what takes long."""
        return replace(self, runs=1)


def _case(kind: Kind, number: int, name: str, drawn: Callable[..., Inputs] | None, inputs: Inputs, **more: Any) -> Case:
    return Case(number, name, kind, drawn or inputs, **more)


def plain(number: int, name: str, drawn: Callable[..., Inputs] | None = None, /, **inputs: Any) -> Case:
    """Ordinary inputs; a formula mistake is recognised on these only."""
    return _case("plain", number, name, drawn, inputs)


def whole(number: int, name: str, drawn: Callable[..., Inputs] | None = None, /, **inputs: Any) -> Case:
    """Kind int: integer inputs; the result must not be truncated."""
    return _case("int", number, name, drawn, inputs)


def extreme(number: int, name: str, drawn: Callable[..., Inputs] | None = None, /, **inputs: Any) -> Case:
    """Huge scores, probabilities of exactly 0 or 1; the result must be finite and right."""
    return _case("extreme", number, name, drawn, inputs)


def state(number: int, name: str, probe: str | None, expected: Any, /, **inputs: Any) -> Case:
    """Several calls on one object or on two, driven by `probe`; `expected` is what the probe must return (None: the reference's)."""
    return Case(number, name, "state", inputs, probe, expected, runs=1)


def error(number: int, name: str, exception: type[Exception], /, **inputs: Any) -> Case:
    """The right outcome is the exception."""
    return Case(number, name, "error", inputs, expected=Raises(exception))


class Tolerance(msgspec.Struct, frozen=True):
    """|got - expected| <= absolute + relative * |expected|."""

    relative: float = 1e-7
    absolute: float = 1e-9


FLOAT32 = Tolerance(1e-4, 1e-5)


def slack(output: Any) -> float:
    """How far a law may be off for an output of this dtype: 1e-9 for float64, 1e-5 if any of it is float32."""
    if isinstance(output, (tuple, list)):
        return max(map(slack, output), default=1e-9)
    return 1e-5 if getattr(output, "dtype", None) == np.float32 else 1e-9


class Slope(msgspec.Struct, frozen=True):
    """Finite-difference evidence: the slope of `of(**inputs)`, a number, with respect to the named inputs.

    `wrt` names one input, or maps each part of the output to its input. `at` maps a case's inputs to the arguments of `of`, where a formula
    is differentiated by a quantity that the target is not given.
    """

    of: Callable[..., float]
    wrt: str | Mapping[str, str]
    at: Callable[..., Inputs] | None = None


class Property(msgspec.Struct, frozen=True):
    """A law that outputs obey, checked on each case: `holds(output, **inputs)` is None, or a sentence that says how it is broken.

    With `again`, the target is also run on the inputs `again(**inputs)` and the law gets both outputs: `holds(output, other, **inputs)`.
    `kinds` are the kinds of case on which it holds.
    """

    text: str
    holds: Callable[..., str | None]
    again: Callable[..., Inputs] | None = None
    kinds: tuple[Kind, ...] = ("plain", "int", "extreme")


class Seen(msgspec.Struct, frozen=True):
    """A mistake recognised by what can be seen: `when(evidence)` is true (see `views.Evidence`).

    `example` is a wrong version that shows it, for the audit: a function of a case's inputs that returns or raises. `names` are
    names that a submission with this mistake would define.
    """

    when: Callable[[Any], bool]
    example: Callable[..., Any] | None = None
    names: tuple[str, ...] = ()


def raising(exception: Exception) -> Callable[..., Any]:
    """A wrong version that raises, as an example for `Seen`."""

    def version(**_: Any) -> Any:
        raise exception

    return version


class Mistake(msgspec.Struct, frozen=True):
    """A named wrong version with its advice.

    `versions` maps a target, or `target.part`, to its wrong version or to a list of variants: a function of the case's inputs, a `Seen`, or
    for a constant a dict of keys with wrong values. `tag` names the kind of case on which a special mistake shows. `on` names the
    cases that are compared, in place of all plain ones (or of all cases of the tag). Rows that explain one case each (`explains`)
    are named together, the first for each wrong case.
    """

    slug: str
    advice: str
    versions: Mapping[str, Any]
    tag: Kind = "plain"
    on: tuple[str, ...] = ()
    always: bool = False  # looked for whether plain cases pass or not
    explains: str = ""

    def variants(self, target: str) -> list[Any]:
        found = self.versions.get(target, [])
        return list(found) if isinstance(found, list) else [found]


def mistake(
    slug: str,
    advice: str,
    versions: Mapping[str, Any],
    *,
    tag: Kind = "plain",
    on: str | tuple[str, ...] = (),
    always: bool = False,
    explains: str = "",
) -> Mistake:
    """A row of the exercise's table of mistakes."""
    return Mistake(slug, advice, versions, tag, (on,) if isinstance(on, str) else on, always, explains)


class Target(msgspec.Struct, frozen=True):
    """A function, method or class to write.

    The reference's parameters, in order, are those of the call; one with a default goes by name.
    """

    name: str
    points: float
    reference: Callable[..., Any]
    cases: Sequence[Case]
    probe: str = ""
    parts: tuple[str, ...] = ()
    tolerance: Tolerance | None = None
    slope: Slope | None = None
    own: OwnForward | None = None
    properties: tuple[Property, ...] = ()
    keeps: Mapping[str, Callable[..., Any]] = msgspec.field(
        default_factory=dict
    )  # what the probe returns beside the output, and must be
    keeps_advice: str = ""
    # where there is no single right output, on all cases or on those named: None, or a sentence that says what is wrong
    judged: Callable[..., str | None] | Mapping[str, Callable[..., str | None]] | None = None
    note: Callable[..., str] | None = None  # what to say beside a passed case: note(output, **inputs)
    unstarted: Callable[..., Any] | None = None  # what the stub gives, where the stub is code to repair
    unanswered: Callable[[Any], bool] | None = None  # an output that stands for no answer at all
    may_change: tuple[str, ...] = ()  # inputs that the call may change
    seconds: float | None = None  # more (or less) time than the usual two seconds a case

    @property
    def parameters(self) -> list[inspect.Parameter]:
        return list(inspect.signature(self.reference).parameters.values())

    def law(self, case: Case) -> Callable[..., str | None] | None:
        """What judges the output of a case in place of the comparison; None where it is compared."""
        if case.expected is not None:
            return None
        return self.judged.get(case.name) if isinstance(self.judged, Mapping) else self.judged

    def keywords(self, inputs: Inputs) -> list[str]:
        """The inputs that are passed by name: those whose parameter has a default."""
        optional = {p.name for p in self.parameters if p.default is not inspect.Parameter.empty}
        return [name for name in inputs if name in optional]


class Constant(msgspec.Struct, frozen=True):
    """A dict of answers; every key is a case. `carry` gives the right value of a key from the learner's own earlier ones."""

    name: str
    points: float
    answers: Mapping[str, Any]
    answer: AnswerKind
    carry: Mapping[str, Callable[[Mapping[str, Any]], Any]] = msgspec.field(default_factory=dict)


class Exercise(msgspec.Struct, frozen=True):
    """Everything the grader knows of one exercise beside its README, stub and solution.

    `relative` is the relative tolerance of its numbers: 1e-7 in chapters 1 to 3, 1e-6 in chapters 4 to 6, where any exception also
    equals any other when a mistake is compared (`exceptions_alike`).
    """

    targets: Sequence[Target | Constant]
    mistakes: Sequence[Mistake] = ()
    relative: float = 1e-7
    exceptions_alike: bool = False
    meant: Mapping[str, str] = msgspec.field(
        default_factory=dict
    )  # audit findings that are meant, each with its reason

    def target(self, name: str) -> Target | Constant:
        return next(target for target in self.targets if target.name == name)


__all__ = [
    "CACHE",
    "FLOAT32",
    "UPSTREAM",
    "AnswerKind",
    "Case",
    "Constant",
    "Draw",
    "Exercise",
    "Inputs",
    "Kind",
    "Mistake",
    "NotDefined",
    "OwnForward",
    "Pair",
    "Property",
    "Raises",
    "Seen",
    "Slope",
    "Target",
    "Tolerance",
    "away",
    "drawn",
    "error",
    "extreme",
    "integers",
    "ints",
    "mistake",
    "normal",
    "number",
    "plain",
    "raising",
    "raw",
    "shape",
    "slack",
    "state",
    "truth",
    "uniform",
    "whole",
    "word",
]

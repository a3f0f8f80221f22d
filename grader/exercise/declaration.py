"""What a declaration is made of: an exercise, its targets, their cases, slopes, laws and mistakes. The words that write it are in spec.py.

A Target, Constant or Derivation stays as its author wrote it. The Exercise around it numbers the cases (`cases`) and says which rows of
mistakes are tried for which target or part (`mistakes`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, TypeAlias

import msgspec
import numpy as np
from msgspec.structs import replace

from grader.derivation.declaration import DerivationProblem, OwnSlip, Waypoint
from grader.exercise.answers import AnswerKind
from grader.exercise.entry import DERIVATION
from grader.exercise.pair import OwnForward

Kind = Literal["plain", "int", "extreme", "state", "error"]
Inputs = dict[str, Any]
Recipe: TypeAlias = "Callable[[np.random.Generator], Inputs]"  # a text, as numpy.random takes time to load
_signature = lru_cache(maxsize=512)(inspect.signature)  # asked for each case of a target, twice


class Raises(msgspec.Struct, frozen=True):
    """The right outcome of an error case: an exception of this type."""

    type: type[Exception]


class Case(msgspec.Struct, frozen=True):
    """A set of inputs. `inputs` may hold draws, or be a function of the case's generator.

    `number` decides what is drawn; 0 where the case's place in the exercise is its number.
    """

    inputs: Inputs | Recipe
    kind: Kind = "plain"
    probe: str | None = None  # in place of the target's
    expected: Any = None  # in place of the reference, where the right output is stated
    runs: int = 2  # a case of kind state drives an object on purpose, so it is run once
    number: int = 0
    name: str = ""


class Tolerance(msgspec.Struct, frozen=True):
    """|got - expected| <= absolute + relative * |expected|."""

    relative: float = 1e-7
    absolute: float = 1e-9


class Slope(msgspec.Struct, frozen=True):
    """Finite-difference evidence: the slope of `of(**inputs)`, a number, with respect to the named inputs.

    `wrt` names one input, or maps each part of the output to its input. `at` maps a case's inputs to the arguments of `of`, where a formula
    is differentiated by a quantity that the target is not given.
    """

    of: Callable[..., float]
    wrt: str | Mapping[str, str]
    at: Callable[..., Inputs] | None = None

    @property
    def by_part(self) -> Mapping[str, str]:
        """The input of each part of the output; an output without parts is the part ""."""
        return {"": self.wrt} if isinstance(self.wrt, str) else self.wrt


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
    """A mistake recognised by what can be seen: `when(evidence)` is true (see `case_view.Evidence`).

    `example` is a wrong version that shows it, for the audit: a function of a case's inputs that returns or raises. `names` are
    names that a submission with this mistake would define.
    """

    when: Callable[[Any], bool]
    example: Callable[..., Any] | None = None
    names: tuple[str, ...] = ()


class Mistake(msgspec.Struct, frozen=True):
    """A named wrong version with its advice.

    `versions` maps "" or a part (at a target), a target's name (at an exercise), or `target` and `target.part` (in `Exercise.mistakes`)
    to its wrong version or to a list of variants: a function of the case's inputs, a `Seen`, or for a constant a dict of keys with wrong
    values. `tag` names the kind of case on which a special mistake shows; "" where it is that of the cases in `on`. `on` names the
    cases that are compared, in place of all plain ones (or of all cases of the tag). Rows that explain one case each (`explains`)
    are named together, the first for each wrong case.
    """

    slug: str
    advice: str
    versions: Mapping[str, Any]
    tag: Kind | Literal[""] = ""
    on: tuple[str, ...] = ()
    always: bool = False  # looked for whether plain cases pass or not
    explains: str = ""

    def variants(self, target: str) -> list[Any]:
        """The versions for a target, or for `target.part`; none where the row does not concern it."""
        versions = self.versions.get(target, [])
        return list(versions) if isinstance(versions, (list, tuple)) else [versions]


class Target(msgspec.Struct, frozen=True):
    """A function, method or class to write.

    The reference's parameters, in order, are those of the call; one with a default goes by name. `cases` maps the name of a case to its
    inputs (a dict, or a function of the case's generator), or to a Case where it is of another kind.
    """

    name: str
    points: float
    reference: Callable[..., Any]
    cases: Mapping[str, Case | Inputs | Recipe]
    probe: str = ""
    parts: tuple[str, ...] = ()
    # what the statement calls the entries of an input that is a tuple, such as {"cache": ("x", "w", "b")}
    entries: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    tolerance: Tolerance | None = None
    slope: Slope | None = None
    own: OwnForward | None = None
    properties: tuple[Property, ...] = ()
    # what the probe returns beside the output, and must be
    keeps: Mapping[str, Callable[..., Any]] = msgspec.field(default_factory=dict)
    keeps_advice: str = ""
    # where there is no single right output, on all cases or on those named: None, or a sentence that says what is wrong
    judged: Callable[..., str | None] | Mapping[str, Callable[..., str | None]] | None = None
    note: Callable[..., str] | None = None  # what to say beside a passed case: note(output, **inputs)
    unstarted: Callable[..., Any] | None = None  # what the stub gives, where the stub is code to repair
    # an output that stands for no answer at all, in every case or in those named
    unanswered: Callable[[Any], bool] | Mapping[str, Callable[[Any], bool]] | None = None
    may_change: tuple[str, ...] = ()  # inputs that the call may change
    seconds: float | None = None  # more (or less) time than the usual two seconds a case
    mistakes: Sequence[Mistake] = ()

    def __post_init__(self) -> None:
        if self.own and not self.slope:
            raise ValueError(
                f"{self.name}: own compares a gradient with slopes, so it needs slope=Slope(of=..., wrt=...)"
            )
        if self.own and self.slope and not self.own.pair and "" in self.slope.by_part:
            raise ValueError(
                f"{self.name}: OwnForward() is for a target that returns its loss and then gradients, named by parts;"
                ' another one names its two halves: OwnForward(Pair("Gate", inputs=("x",), how="class"))'
            )

    @property
    def parameters(self) -> tuple[inspect.Parameter, ...]:
        return tuple(_signature(self.reference).parameters.values())

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
    mistakes: Sequence[Mistake] = ()


class Derivation(msgspec.Struct, frozen=True):
    """A derivation to write, line by line, as the text `DERIVATION[key]`; each waypoint is a case.

    `ranges`, `definitions`, `waypoints` and `slips` are as in `grader.derivation.declaration.DerivationProblem`.
    """

    key: str
    points: float
    start: str
    ranges: Mapping[str, tuple[float, float]]
    definitions: Mapping[str, str] = msgspec.field(default_factory=dict)
    waypoints: Sequence[Waypoint] = ()
    slips: Sequence[OwnSlip] = ()
    shares: tuple[str, ...] = ()
    unknown: str = ""
    mistakes: Sequence[Mistake] = ()

    @property
    def name(self) -> str:
        """What a learner writes to reach the text, such as DERIVATION["dL_dw"]."""
        return f'{DERIVATION}["{self.key}"]'

    @property
    def problem(self) -> DerivationProblem:
        """What is handed to the judge of derivations."""
        return DerivationProblem(
            self.key, self.start, self.ranges, self.definitions, self.waypoints, self.slips, self.shares, self.unknown
        )


AnyTarget: TypeAlias = Target | Constant | Derivation


class Exercise:
    """Everything the grader knows of one exercise beside its README, stub and solution.

    `relative` is the relative tolerance of its numbers: 1e-7 in chapters 1 to 3, 1e-6 in chapters 4 to 6, where any exception also
    equals any other when a mistake is compared (`exceptions_alike`). `meant` holds audit findings that are meant, each with its reason.

    cases: the cases of each target, numbered. A case's number is the place of its name among the names of the exercise's cases, in the
    order in which they first stand there: the same name in two targets draws the same numbers.
    mistakes: all rows, their versions under `target` and `target.part`, in the order in which they are tried: those of the exercise
    first, then those of each target.
    """

    def __init__(
        self,
        *targets: AnyTarget,
        mistakes: Sequence[Mistake] = (),
        relative: float = 1e-7,
        exceptions_alike: bool = False,
        meant: Mapping[str, str] | None = None,
    ) -> None:
        self.targets = targets
        self.relative = relative
        self.exceptions_alike = exceptions_alike
        self.meant: Mapping[str, str] = meant or {}
        self.cases = _number_cases([target for target in targets if isinstance(target, Target)])
        kinds = {case.name: case.kind for cases in self.cases.values() for case in cases}
        rows = [*_rows_of_exercise(mistakes, targets), *(row for target in targets for row in _rows_of(target))]
        self.mistakes = tuple(replace(row, tag=_tag(row, kinds)) for row in rows)

    def target(self, name: str) -> AnyTarget:
        """The target of this name. Raises StopIteration where there is none."""
        return next(target for target in self.targets if target.name == name)


def _number_cases(targets: Sequence[Target]) -> dict[str, tuple[Case, ...]]:
    places: dict[str, int] = {}

    def case_of(name: str, declared: Case | Inputs | Recipe) -> Case:
        case = declared if isinstance(declared, Case) else Case(declared)
        if not isinstance(case.inputs, dict) and not callable(case.inputs):
            raise TypeError(
                f"case {name!r}: inputs are a dict, such as dict(x=[1, 2]), or a function of a generator;"
                f" got a {type(case.inputs).__name__}"
            )
        place = places.setdefault(name, len(places) + 1)
        return replace(case, name=name, number=case.number or place)

    return {target.name: tuple(case_of(*item) for item in target.cases.items()) for target in targets}


def _rows_of(target: AnyTarget) -> Iterator[Mistake]:
    """The rows that stand at a target, under its full name."""
    for row in target.mistakes:
        yield replace(row, versions=_under(target.name, row.versions))


def _rows_of_exercise(rows: Sequence[Mistake], targets: Sequence[AnyTarget]) -> Iterator[Mistake]:
    """The rows that stand at the exercise: a dict is one version for each part, but for a constant, where it holds wrong values."""
    constants = {target.name for target in targets if isinstance(target, Constant)}
    for row in rows:
        if "" in row.versions:
            raise ValueError(f"mistake {row.slug} stands at the exercise: name its targets, target=version")
        versions: dict[str, Any] = {}
        for name, version in row.versions.items():
            by_part = isinstance(version, Mapping) and name not in constants
            versions |= _under(name, version) if by_part else {name: version}
        yield replace(row, versions=versions)


def _under(target: str, versions: Mapping[str, Any]) -> dict[str, Any]:
    return {f"{target}.{part}" if part else target: version for part, version in versions.items()}


def _tag(row: Mistake, kinds: Mapping[str, Kind]) -> Kind:
    return row.tag or (kinds.get(row.on[0], "plain") if row.on else "plain")

"""nncli.toml -> Assignment: which exercises count and for how much, the seed, limits, and what learners may see."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

from grader.classroom.late import Late
from grader.classroom.reveal import Reveal
from grader.exercise import catalogue
from grader.exercise.catalogue import Entry
from grader.report import (
    ExerciseReport,
    Outcome,
    Report,
    TargetReport,
    Verdict,
    exercise_report,
    round_points,
    target_report,
)

NAME = "nncli.toml"
MAX_FILE = 1 << 20

Level = Literal["strong", "partial", "none"]
Policy = Literal["best", "last"]


class AssignmentError(Exception):
    """The file is not an assignment; the text says where and what to do."""


@dataclass(frozen=True)
class Limits:
    """Seconds: for one case, and for all that is run of one submission in one exercise."""

    case: float = 2.0
    submission: float = 10.0


@dataclass(frozen=True)
class Counted:
    """An exercise that counts; `points` where it is worth other points than its own."""

    exercise: int | str
    points: float | None = None


@dataclass(frozen=True)
class Assignment:
    """What is asked of a class. Without a file: every exercise that is attempted, for its own points."""

    title: str = "nncli"
    exercises: tuple[Counted | int | str, ...] = ()
    seed: int | None = None
    seed_env: str = ""
    isolation: Level | None = None
    reveal: Reveal = "all"
    policy: Policy = "best"
    visibility: Literal["visible", "hidden", "after_due_date", "after_published"] = "visible"
    limits: Limits = field(default_factory=Limits)
    late: Late | None = None

    @cached_property
    def points(self) -> dict[Entry, float]:
        """The exercises that count, each with its points; empty where all do. Raises AssignmentError."""
        found: dict[Entry, float] = {}
        for word in self.exercises:
            counted = word if isinstance(word, Counted) else Counted(word)
            entry = _entry(counted.exercise)
            if entry in found:
                raise AssignmentError(f"exercise {entry.number} is listed twice")
            found[entry] = entry.points if counted.points is None else counted.points
        return found

    @property
    def numbers(self) -> frozenset[int] | None:
        """The numbers of the exercises that count; None where all do."""
        return frozenset(entry.number for entry in self.points) or None

    def draw_seed(self, environment: Mapping[str, str], otherwise: Callable[[], int]) -> int:
        """The seed: of the variable that `seed_env` names, or `seed`, or what `otherwise` gives. Raises AssignmentError."""
        if not self.seed_env:
            return otherwise() if self.seed is None else self.seed
        text = environment.get(self.seed_env, "")
        if not re.fullmatch(r"\d{1,18}", text):
            found = f"got {text!r}" if text else "it is not set"
            raise AssignmentError(
                f"the seed is to come from the variable {self.seed_env}: {found}, expected a whole number"
            )
        return int(text)

    def apply(self, report: Report) -> Report:
        """The report in this assignment's points: what does not count left out, what was not handed in as missing."""
        if not self.points:
            return report
        graded = {exercise.number: exercise for exercise in report.exercises}
        whole = [worth(graded.get(entry.number) or absent(entry), points) for entry, points in self.points.items()]
        return replace(report, exercises=tuple(sorted(whole, key=lambda exercise: exercise.number)))

    @property
    def fingerprint(self) -> str:
        """Of everything in it that decides a score before lateness; the seed is a key of its own."""
        deciding = [sorted((entry.number, points) for entry, points in self.points.items()), self.limits]
        return hashlib.sha256(msgspec.json.encode(deciding)).hexdigest()[:16]


def _entry(word: int | str) -> Entry:
    try:
        return catalogue.find(str(word))
    except catalogue.UnknownExercise as error:
        raise AssignmentError(str(error)) from None


def absent(entry: Entry) -> ExerciseReport:
    """An exercise that counts and was not handed in."""
    verdict = Verdict("handed in", Outcome.MISSING, "not handed in")
    return exercise_report(
        entry.number, entry.slug, entry.title, [target_report(entry.slug, [verdict], entry.points)], []
    )


def worth(exercise: ExerciseReport, points: float) -> ExerciseReport:
    """The exercise with its points scaled to `points`."""
    factor = points / exercise.max_score if exercise.max_score else 0.0
    return exercise if factor == 1.0 else replace(_scale(exercise, factor), targets=_targets(exercise, factor))


def _targets(exercise: ExerciseReport, factor: float) -> tuple[TargetReport, ...]:
    return tuple(
        replace(_scale(target, factor), cases=tuple(_scale(case, factor) for case in target.cases))
        for target in exercise.targets
    )


Scored = TypeVar("Scored", ExerciseReport, TargetReport, Verdict)


def _scale(part: Scored, factor: float) -> Scored:
    return replace(part, score=round_points(part.score * factor), max_score=round_points(part.max_score * factor))


# --------------------------------------------------------------------------------------------------------------------- reading


def read_assignment(path: Path) -> Assignment:
    """The assignment in a file. Raises AssignmentError."""
    try:
        with open(path, "rb") as file:
            text = file.read(MAX_FILE).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AssignmentError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    try:
        assignment = parse(text)
        _ = assignment.points
    except AssignmentError as error:
        raise AssignmentError(f"{path}: {error}") from None
    return assignment


def parse(text: str) -> Assignment:
    """The assignment in a text. Raises AssignmentError."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib  # type: ignore[import-not-found,no-redef,unused-ignore]
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AssignmentError(f"this is not TOML: {error}") from None
    _refuse_unknown(table, Assignment, "")
    for kind, place, inner in _inner_tables(table):
        _refuse_unknown(inner, kind, place)
    try:
        assignment = msgspec.convert(table, Assignment)
    except msgspec.ValidationError as error:
        raise AssignmentError(str(error).replace("`$.", "`").replace("Object", "a table")) from None
    _refuse_ranges(assignment)
    return assignment


def _inner_tables(table: dict[str, Any]) -> Iterator[tuple[type, str, dict[str, Any]]]:
    exercises = table.get("exercises")
    found = [(Limits, "[limits] ", table.get("limits")), (Late, "[late] ", table.get("late"))]
    found += [(Counted, "exercises: ", one) for one in exercises] if isinstance(exercises, list) else []
    return ((kind, place, inner) for kind, place, inner in found if isinstance(inner, dict))


def _refuse_unknown(table: dict[str, Any], kind: type, place: str) -> None:
    """A misspelt word must not be passed over in silence."""
    known = list(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    for word in table:
        if word not in known:
            close = difflib.get_close_matches(word, known, n=1)
            meant = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
            raise AssignmentError(f"{place}{word!r} is not a setting; {meant}")


def _refuse_ranges(assignment: Assignment) -> None:
    late, limits = assignment.late, assignment.limits
    for counted in assignment.exercises:
        if isinstance(counted, Counted) and counted.points is not None and not 0 < counted.points < 1e6:
            raise AssignmentError(
                f"points of exercise {counted.exercise}: got {counted.points:g}, expected more than 0"
            )
    if not (0.1 <= limits.case <= 3600 and 0.1 <= limits.submission <= 36000):
        raise AssignmentError("[limits] case and submission are seconds, at least 0.1")
    if assignment.seed is not None and assignment.seed < 0:
        raise AssignmentError(f"seed: got {assignment.seed}, expected 0 or more")
    if late and not (0 <= late.per_day <= 1 and 0 <= late.least <= 1):
        raise AssignmentError("[late] per_day and least are factors between 0 and 1")


def environment_seed(assignment: Assignment, otherwise: Callable[[], int] = lambda: 0) -> int:
    """The seed with this process's own environment. Raises AssignmentError."""
    return assignment.draw_seed(os.environ, otherwise)

"""nncli.toml -> Assignment: which exercises count and for how much, the seed, limits, and what learners may see."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from grader.classroom.late import Late
from grader.classroom.reveal import Reveal
from grader.exercise import catalogue
from grader.exercise.catalogue import Entry
from grader.exercise.pack_places import places_in
from grader.exercise.packs import read_pack
from grader.report import (
    HANDED_IN,
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


HALF = (
    "of the pack {name} only the students' half is here, which does not say what is right: "
    "name the teacher's, by --pack FOLDER or in `packs`"
)


class AssignmentError(Exception):
    """The file is not an assignment; the text says where and what to do."""


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds: for one case, and for all that is run of one submission in one exercise."""

    case: Annotated[float, Meta(ge=0.1, le=3600)] = 2.0
    submission: Annotated[float, Meta(ge=0.1, le=36000)] = 10.0


class Counted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise that counts; `points` where it is worth other points than its own, `due` where it has a date of its own."""

    exercise: int | str
    points: Annotated[float, Meta(gt=0, lt=1e6)] | None = None
    due: datetime | None = None


class ClassList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[roster]`: a CSV file of everyone in the course. Columns of Canvas, Moodle and Gradescope are known by their own names."""

    file: str
    student: str = ""  # the column of what an entry's name says
    name: str = ""
    email: str = ""
    id: str = ""


class Withheld(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[solutions]`: the worked solutions are shown from this moment on."""

    after: datetime


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What is asked of a class. Without a file: every exercise that is attempted, for its own points."""

    title: str = ""
    exercises: tuple[Counted | int | str, ...] = ()
    seed: Annotated[int, Meta(ge=0)] | None = None
    seed_env: str = ""
    isolation: Level | None = None
    reveal: Reveal = "all"
    policy: Policy = "best"
    visibility: Literal["visible", "hidden", "after_due_date", "after_published"] = "visible"
    limits: Limits = Limits()
    late: Late | None = None
    roster: ClassList | None = None
    solutions: Withheld | None = None
    packs: tuple[str, ...] = ()

    @cached_property
    def points(self) -> dict[Entry, float]:
        """The exercises that count, each with its points; empty where all do. Raises AssignmentError."""
        points: dict[Entry, float] = {}
        for word in self.exercises:
            counted = word if isinstance(word, Counted) else Counted(word)
            entry = _entry(counted.exercise)
            if entry in points:
                raise AssignmentError(f"exercise {entry.label} is listed twice")
            points[entry] = entry.points if counted.points is None else counted.points
        return points

    @property
    def numbers(self) -> frozenset[int] | None:
        """The numbers of the exercises that count; None where all do."""
        return frozenset(entry.number for entry in self.points) or None

    @property
    def hindrances(self) -> list[str]:
        """Why what counts cannot be graded here, a sentence each: a class would get no mark for it, or a wrong one."""
        problems = {entry.label: entry.problem or _problem_of_declaration(entry) for entry in self.points}
        broken = [f"exercise {label} cannot be graded: {problem}" for label, problem in problems.items() if problem]
        packs = [entry.pack for entry in self.points if entry.pack]
        if whole := dict.fromkeys(pack.problem for pack in packs if pack.problem):
            return list(whole)
        halves = dict.fromkeys(pack.name for pack in packs if pack.half)
        return broken + [HALF.format(name=name) for name in halves]

    def draw_seed(self, environment: Mapping[str, str], otherwise: Callable[[], int] = lambda: 0) -> int:
        """The seed: of the variable that `seed_env` names, or `seed`, or what `otherwise` gives. Raises AssignmentError."""
        if not self.seed_env:
            return otherwise() if self.seed is None else self.seed
        text = environment.get(self.seed_env, "")
        if not re.fullmatch(r"\d{1,18}", text):
            what_came = f"got {text!r}" if text else "it is not set"
            raise AssignmentError(
                f"the seed is to come from the variable {self.seed_env}: {what_came}, expected a whole number"
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
    def listed(self) -> dict[int, float]:
        """The points of each exercise that counts, by number; empty where all do."""
        return {entry.number: points for entry, points in self.points.items()}

    @property
    def due_dates(self) -> dict[int, datetime]:
        """The exercises that have a due date of their own."""
        own = (word for word in self.exercises if isinstance(word, Counted) and word.due)
        return {_entry(word.exercise).number: word.due for word in own if word.due}

    @property
    def gradebook(self) -> Path:
        """The file that a gradebook of this assignment is kept in where nobody names one: after its title."""
        stem = re.sub(r"[^\w.-]+", "_", self.title).strip("._")[:80]
        return Path(f"{stem or 'grades'}.db")


def _entry(word: int | str) -> Entry:
    try:
        return catalogue.find(str(word))
    except catalogue.UnknownExercise as error:
        raise AssignmentError(str(error)) from None


def _problem_of_declaration(entry: Entry) -> str:
    """What is wrong with the declaration of an exercise of a pack; nncli's own are audited."""
    try:
        if entry.pack and entry.has_programs:
            catalogue.load_exercise(entry)
    except catalogue.CatalogueError as error:
        return str(error)
    return ""


def absent(entry: Entry) -> ExerciseReport:
    """An exercise that counts and was not handed in."""
    verdict = Verdict(HANDED_IN, Outcome.MISSING, "not handed in")
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
        if os.environ.get("CI") or path != Path(NAME):  # what lies in this folder is found there, and must be trusted
            use_own_packs(assignment, path.parent)
        _ = assignment.points
    except AssignmentError as error:
        raise AssignmentError(f"{path}: {error}") from None
    return assignment


def use_own_packs(assignment: Assignment, folder: Path) -> None:
    """Find the packs that the assignment names, seen from its own folder. Raises AssignmentError where one cannot be used."""
    wanted = places_in({"packs": list(assignment.packs)}, str(folder))
    for place in wanted:
        if problem := read_pack(Path(place)).problem:
            raise AssignmentError(f"in `packs`: {problem}")
    catalogue.use_packs(wanted)


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
    try:
        assignment = msgspec.convert(_with_times(table), Assignment)
    except msgspec.ValidationError as error:
        raise AssignmentError(_words(str(error))) from None
    return assignment


def _with_times(value: Any) -> Any:
    """A date without a time is the end of that day."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time(23, 59, 59))
    if isinstance(value, dict):
        return {name: _with_times(inner) for name, inner in value.items()}
    return [_with_times(inner) for inner in value] if isinstance(value, list) else value


PLACES = {"limits": Limits, "late": Late, "exercises": Counted, "roster": ClassList, "solutions": Withheld}


def _words(text: str) -> str:
    """What msgspec says, with the place as it stands in the file; a misspelt word with the one that was meant."""
    place = (re.findall(r" - at `\$\.?([^`]*)`", text) or [""])[0]
    unknown = re.match(r"Object contains unknown field `(.*?)`", text)
    if not unknown:
        return text.replace("`$.", "`").replace("Object", "a table").replace(" | null`", "`")  # TOML has no null
    import difflib  # for speed: most settings are spelt right

    known = list(PLACES.get(place.partition("[")[0], Assignment).__struct_fields__)
    close = difflib.get_close_matches(unknown[1], known, n=1)
    meant = f"did you mean {close[0]!r}?" if close else f"known are {', '.join(known)}"
    return f"{place and f'in `{place}`: '}{unknown[1]!r} is not a setting; {meant}"


def environment_seed(assignment: Assignment, otherwise: Callable[[], int] = lambda: 0) -> int:
    """The seed with this process's own environment. Raises AssignmentError."""
    return assignment.draw_seed(os.environ, otherwise)

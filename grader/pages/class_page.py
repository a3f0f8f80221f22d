"""The page of a class and a page for each learner, from a gradebook. Readable without script; marks as shades and as numbers."""

from __future__ import annotations

import base64
import hashlib
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import replace

from grader.pages.learner_rows import learner_parts
from grader.pages.page import MOST_BYTES, TEMPLATES, environment, report_page
from grader.report import ExerciseReport, Outcome, Report, TargetReport

MOST_MISTAKES = 30
MOST_NAMES = 12
MOST_ALIKE = 200
MOST_ABSENT = 500
BINS = 10


class ClassRow(msgspec.Struct, frozen=True):
    """One learner on the page of the class: `page` is the file of the learner's own page, empty where nothing was handed in.

    `key` is how the gradebook knows the learner, `score` what counts after lateness.
    `report` holds no cases here: those of a large class would not fit in memory.
    """

    key: str
    name: str
    page: str
    score: float = -1.0
    attempts: int = 0
    late: bool = False
    report: Report | None = None
    hides_name: bool = False


class UnnamedRow(msgspec.Struct, frozen=True):
    """A wrong answer that several share and that has no name: what it is, whose it is by key, and the files of the first of them."""

    what: str
    keys: tuple[str, ...]
    files: str


class AlikeRow(msgspec.Struct, frozen=True):
    """Learners, by key, whose texts of an exercise are alike, and how."""

    label: str
    keys: tuple[str, ...]
    how: str


class ExerciseRow(msgspec.Struct, frozen=True):
    """What a class did with one exercise; `attempts` is the median number of attempts of those who tried it."""

    number: int
    label: str
    title: str
    tried: int
    passed: int
    mean: float
    max_score: float
    attempts: float


class SharedMistake(msgspec.Struct, frozen=True):
    """A mistake that several make: where, what to say, and who."""

    number: int
    label: str
    target: str
    slug: str
    advice: str
    names: tuple[str, ...]


def class_pages(
    title: str, rows: Sequence[ClassRow], alike: Sequence[AlikeRow] = (), unnamed: Sequence[UnnamedRow] = ()
) -> Iterator[tuple[str, str]]:
    """(file name, page) of the index: who passed what, the points, each exercise, shared mistakes, those without a name, texts that are
    alike, and who handed in nothing. Before it, in a class that is too large for one page, the pages of its learners.
    """
    handed_in = [row for row in rows if row.report is not None]
    exercises = exercise_sums(handed_in)
    numbers = [one.number for one in exercises]
    known: dict[str, Any] = {
        "title": title,
        "exercises": exercises,
        "sort_script": sort_script(),
        "rows": rows,
        "handed_in": handed_in,
        "absent": [row for row in rows if row.report is None],
        "bins": distribution(handed_in),
        "mistakes": shared_mistakes(handed_in),
        "alike": alike[:MOST_ALIKE],
        "unnamed": unnamed[:MOST_MISTAKES],
        "by_key": {row.key: row for row in handed_in},
        "most_names": MOST_NAMES,
        "most_absent": MOST_ABSENT,
    }
    index, parts = environment().get_template("class.html"), learner_parts(handed_in, numbers)
    page = index.render(parts=parts, **known)
    if len(parts) == 1 and len(page.encode()) > MOST_BYTES:  # all that stands beside the learners is long too
        parts = learner_parts(handed_in, numbers, len("".join(parts[0].rows).encode()) - 1)
        page = index.render(parts=parts, **known)
    for part in parts if len(parts) > 1 else ():
        yield part.file, environment().get_template("class_part.html").render(part=part, parts=parts, **known)
    yield "index.html", page


class SortScript(msgspec.Struct, frozen=True):
    """The few lines by which a click on the head of a column sorts a table, and what lets a page run them and nothing else."""

    text: Any
    source: str


@cache
def sort_script() -> SortScript:
    from markupsafe import Markup

    text = (TEMPLATES / "sort.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return SortScript(Markup(text), f"'sha256-{digest}'")


def exercise_sums(rows: Iterable[ClassRow]) -> list[ExerciseRow]:
    """Each exercise over those who handed in."""
    of: dict[int, list[tuple[ClassRow, ExerciseReport]]] = {}
    for row in rows:
        for one in row.report.exercises if row.report else ():
            of.setdefault(one.number, []).append((row, one))
    return [_exercise_sum(found) for _, found in sorted(of.items())]


def _exercise_sum(found: list[tuple[ClassRow, ExerciseReport]]) -> ExerciseRow:
    tried = [row.attempts for row, one in found if not one.not_started]
    passed = sum(one.outcome is Outcome.PASSED for _, one in found)
    mean = statistics.fmean(one.score for _, one in found)
    most = float(statistics.median(tried)) if tried else 0.0
    example = found[0][1]
    return ExerciseRow(example.number, example.label, example.title, len(tried), passed, mean, example.max_score, most)


def distribution(rows: Iterable[ClassRow]) -> list[tuple[str, int, float]]:
    """How many have which share of the points: (from-to in percent, how many, their share of the fullest bin)."""
    counted: Counter[int] = Counter()
    for row in rows:
        if row.report and row.report.max_score:
            counted[min(BINS - 1, int(BINS * row.score / row.report.max_score))] += 1
    most = max(counted.values(), default=1)
    step = 100 // BINS
    return [
        (f"{step * place} to {step * (place + 1)} %", counted[place], counted[place] / most) for place in range(BINS)
    ]


def shared_mistakes(rows: Iterable[ClassRow]) -> list[SharedMistake]:
    """Mistakes by the number of learners who make them, the most shared first."""
    makers: dict[tuple[int, str, str, str, str], list[str]] = {}
    for row in rows:
        for exercise in row.report.exercises if row.report else ():
            for one in exercise.mistakes:
                makers.setdefault((exercise.number, exercise.label, one.target, one.slug, one.advice), []).append(
                    row.name
                )
    ordered = sorted(makers.items(), key=lambda item: (-len(item[1]), item[0]))
    return [SharedMistake(*place, tuple(names)) for place, names in ordered[:MOST_MISTAKES]]


def class_files(
    title: str,
    rows: Sequence[ClassRow],
    read: Callable[[str], Report],
    shown: Callable[[Report], Report],
    alike: Sequence[AlikeRow] = (),
    unnamed: Sequence[UnnamedRow] = (),
) -> Iterator[tuple[str, str]]:
    """(file name, page) of every learner who handed in, then of the class; one report at a time is in memory.

    `read` gives the report of a learner by key, `shown` leaves out what the learner may not see.
    """
    known = []
    for row in rows:
        if row.page:
            report = read(row.key)
            report = _nameless(report, row.name) if row.hides_name else replace(report, name=row.name)
            yield row.page, report_page(shown(report), brief=True)
            row = replace(row, report=_without_cases(report))
        known.append(row)
    yield from class_pages(title, known, alike, unnamed)


def _without_cases(report: Report) -> Report:
    return replace(report, exercises=tuple(replace(one, targets=(), printed="") for one in report.exercises))


def anonymous(rows: Sequence[ClassRow]) -> list[ClassRow]:
    """The rows with numbers for names, in the order of the points, so that the order of names says nothing."""
    ordered = sorted(rows, key=lambda row: -row.score)
    return [_of_number(row, f"learner {place:0{len(str(len(rows)))}}") for place, row in enumerate(ordered, 1)]


def _of_number(row: ClassRow, name: str) -> ClassRow:
    page = f"learners/{name.replace(' ', '-')}.html" if row.page else ""
    return replace(row, name=name, page=page, hides_name=True)


def _nameless(report: Report, name: str) -> Report:
    """Without what may hold the name of a learner's file: places in the code, and what the code printed."""
    exercises = tuple(
        replace(one, printed="", source="", targets=tuple(_placeless(target) for target in one.targets))
        for one in report.exercises
    )
    return replace(report, name=name, exercises=exercises, notes=(), problem="" if not report.problem else "not graded")


def _placeless(target: TargetReport) -> TargetReport:
    return replace(target, cases=tuple(replace(case, frames=()) for case in target.cases))


def attempts_by_learner(learners: Iterable[str]) -> Mapping[str, int]:
    """How many attempts each learner has, from the learner of each attempt."""
    return Counter(learners)

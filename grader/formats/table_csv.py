"""Report -> CSV, one row a case. No cell can be a formula: one that begins like a formula is made text by an apostrophe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from grader.formats.sentences import short
from grader.report import ExerciseReport, Report, TargetReport, Verdict

HEAD = (
    "learner", "exercise", "title", "target", "case", "outcome", "score", "max_score",
    "where", "got", "expected", "reason", "mistakes",
)  # fmt: skip
FULL_WIDTH = ("＝", "＋", "－", "＠")  # which spreadsheets of East Asia read as the narrow ones
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")  # a negative number is no formula
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", *FULL_WIDTH)
# Where a semicolon or a tab separates cells, as in spreadsheets of many countries, a formula may begin after one.
WITHIN = re.compile(rf"([;\t]\s*[\"']*)(?=[-=+@|%{''.join(FULL_WIDTH)}])")


def safe_cell(value: object) -> object:
    """Numbers as they are; text that a spreadsheet would take for a formula behind an apostrophe."""
    if isinstance(value, (int, float)):
        return value
    text = str(value)
    if text == "-" or NUMBER.fullmatch(text):  # Moodle writes a dash where there is no date
        return text
    text = WITHIN.sub(r"\1'", text)
    begins = text.startswith(FORMULA) or text.lstrip().startswith((*FORMULA[:4], *FULL_WIDTH))
    return f"'{text}" if begins else text


def rows_text(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV text (RFC 4180 with plain line ends), every cell safe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def report_csv(report: Report) -> str:
    """One report as CSV, a row a case."""
    return "".join(class_csv([report]))


def class_csv(reports: Iterable[Report]) -> Iterator[str]:
    """A class as CSV, a row a case, in pieces: the head, then the rows of each learner."""
    yield rows_text([HEAD])
    for report in reports:
        yield rows_text(_rows(report))


def _rows(report: Report) -> Iterator[list[object]]:
    if report.problem:
        blank = ["", "", "", "", report.outcome.value, 0.0, 0.0, "", "", ""]
        yield [short(report.name), *blank, short(report.problem), ""]
    for exercise in report.exercises:
        for target in exercise.targets:
            yield from (_row(report, exercise, target, case) for case in target.cases)


def _row(report: Report, exercise: ExerciseReport, target: TargetReport, case: Verdict) -> list[object]:
    mistakes = " ".join(m.slug for m in exercise.mistakes if m.target == target.name)
    head = [short(report.name), exercise.label, exercise.title, target.name, short(case.name)]
    evidence = [short(text) for text in (case.where, case.got, case.expected, case.reason)]
    return [*head, case.outcome.value, case.score, case.max_score, *evidence, mistakes]

"""A report -> the learner's progress."""

from __future__ import annotations

from grader.exercise.catalogue import Entry, entries
from grader.report import ExerciseReport, Outcome, Report
from nncli.learning.record import Record, after_attempt, change_record


def remember_report(report: Report) -> str:
    """Remember every exercise that was attempted; a sentence where that failed, empty where it did not."""
    if not any(map(_is_attempt, report.exercises)):
        return ""
    return change_record(lambda record: after_report(record, report))


def after_report(record: Record, report: Report) -> Record:
    """The record with every exercise that was attempted in it."""
    known = {entry.number: entry for entry in entries()}
    for exercise in filter(_is_attempt, report.exercises):
        record = _after(record, known[exercise.number], exercise)
    return record


def _is_attempt(exercise: ExerciseReport) -> bool:
    return not exercise.not_started and exercise.outcome is not Outcome.BROKEN


def _after(record: Record, entry: Entry, exercise: ExerciseReport) -> Record:
    """Points are kept as the exercise counts them, whatever an assignment gives for it."""
    scale = entry.points / exercise.max_score if exercise.max_score else 0.0
    passed = exercise.outcome is Outcome.PASSED
    return after_attempt(record, entry.slug, round(exercise.score * scale, 6), entry.points, passed, entry.version)

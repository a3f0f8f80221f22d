"""A report -> the learner's progress."""

from __future__ import annotations

from grader.exercise.catalogue import Entry, entries
from grader.report import ExerciseReport, Outcome, Report
from nncli.learning.record import Record, after_attempt, change_record


def remember_report(report: Report) -> str:
    """Remember every exercise that was attempted; a sentence where that failed, empty where it did not."""
    known = {entry.number: entry for entry in entries()}
    attempts = [(known[exercise.number], exercise) for exercise in report.exercises if _is_attempt(exercise)]
    if not attempts:
        return ""

    def change(record: Record) -> Record:
        for entry, exercise in attempts:
            record = _after(record, entry, exercise)
        return record

    return change_record(change)


def _is_attempt(exercise: ExerciseReport) -> bool:
    return not exercise.not_started and exercise.outcome is not Outcome.BROKEN


def _after(record: Record, entry: Entry, exercise: ExerciseReport) -> Record:
    """Points are kept as the exercise counts them, whatever an assignment gives for it."""
    scale = entry.points / exercise.max_score if exercise.max_score else 0.0
    passed = exercise.outcome is Outcome.PASSED
    return after_attempt(record, entry.slug, round(exercise.score * scale, 6), entry.points, passed, entry.version)

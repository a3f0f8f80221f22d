"""Reports of exercises of which no answer was judged: through our own fault, or since to compare the answers would take too long."""

from __future__ import annotations

from grader.exercise.catalogue import Entry
from grader.judging.questions import Sheet
from grader.report import ExerciseReport, Outcome, Verdict, exercise_report, target_report


def broken_report(entry: Entry, reason: str) -> ExerciseReport:
    """An exercise that cannot be graded through our own fault: the report says so, and nobody loses a mark."""
    target = target_report(entry.slug, [Verdict("declaration", Outcome.BROKEN, reason)], entry.points)
    return exercise_report(entry.number, entry.slug, entry.title, [target], [])


def costly_report(entry: Entry, sheet: Sheet, reason: str) -> ExerciseReport:
    """An exercise whose answers took more than their share of the judge's time: no case of it is answered in time."""
    targets = [
        target_report(target.name, [Verdict("all cases", Outcome.TIMED_OUT, reason)], target.points)
        for target in sheet.exercise.targets
    ]
    return exercise_report(entry.number, entry.slug, entry.title, targets, [])

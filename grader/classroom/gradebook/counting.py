"""A stored report -> the report that counts: in the assignment's points, with what a teacher has decided and what lateness costs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from grader.classroom.assignment import Assignment, absent, worth
from grader.classroom.gradebook.marks import ExerciseMark, Standing
from grader.exercise import catalogue
from grader.report import ExerciseReport, Isolation, Report
from grader.text.numbers import points_text
from grader.version import VERSION

NOTHING = "nothing was handed in"


def count_report(stored: Report | None, standing: Standing, assignment: Assignment) -> Report:
    """`stored` is None where nothing was handed in."""
    whole = stored or Report(standing.learner, "", assignment.seed, VERSION, Isolation(), notes=(NOTHING,))
    counted = {one.number: one for one in assignment.apply(whole).exercises}
    exercises = [_counted(counted.get(mark.number), mark) for mark in standing.marks]
    notes = (*whole.notes, *correction_notes(standing))
    return replace(whole, name=standing.learner, exercises=tuple(filter(None, exercises)), notes=notes)


def _counted(exercise: ExerciseReport | None, mark: ExerciseMark) -> ExerciseReport | None:
    if exercise is None:
        entry = next((one for one in catalogue.entries() if one.number == mark.number), None)
        if entry is None:
            return None
        exercise = worth(absent(entry), mark.max_score) if mark.max_score else absent(entry)
    if not mark.is_set:
        return exercise
    return replace(exercise, score=mark.score, max_score=mark.max_score, outcome=mark.outcome, not_started=False)


def correction_notes(standing: Standing) -> Iterator[str]:
    """What a person has said of a learner, and what lateness costs, each in a sentence."""
    yield from (one.sentence for one in standing.word.entries)
    late = sorted({mark.factor for mark in standing.marks if mark.factor != 1.0})
    if late:
        how = ", by how many days is not known: counted as one" if standing.days_unknown else ""
        factors = ", ".join(f"x {points_text(factor)}" for factor in late)
        yield f"late{how}: {factors}; {points_text(standing.counted)} of {points_text(standing.max_score)} points count"
    if standing.is_excused:
        yield "excused: this assignment does not count"

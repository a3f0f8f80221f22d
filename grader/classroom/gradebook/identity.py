"""Which assignment a gradebook belongs to, and what has changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from grader.classroom.assignment import Assignment
from grader.text.numbers import points_text


def differences(before: Assignment, now: Assignment) -> list[str]:
    """What decides a mark and is not as it was, each in a sentence; what needs no more than another look is no difference."""
    return [*_titles(before, now), *_exercises(before, now), *_rules(before, now)]


def _titles(before: Assignment, now: Assignment) -> Iterator[str]:
    if before.title != now.title:
        yield f"the title was {before.title!r} and is {now.title!r}"


def _exercises(before: Assignment, now: Assignment) -> Iterator[str]:
    old, new = before.listed, now.listed
    if bool(old) != bool(new):
        few = ", ".join(map(str, sorted(old or new)))
        yield f"exercises {few} counted, and now all do" if old else f"all exercises counted, and now {few} do"
        return
    for number in sorted(old.keys() | new.keys()):
        if number not in new:
            yield f"exercise {number} counted, and does not any more"
        elif number not in old:
            yield f"exercise {number} counts now, and did not"
        elif old[number] != new[number]:
            yield f"exercise {number} was worth {points_text(old[number])} points and is worth {points_text(new[number])}"


def _rules(before: Assignment, now: Assignment) -> Iterator[str]:
    if before.seed_env != now.seed_env:
        yield f"the seed came from {before.seed_env or 'the file'} and comes from {now.seed_env or 'the file'}"
    if before.policy != now.policy:
        yield f"the {before.policy} attempt counted, and now the {now.policy} one does"
    if _lateness(before) != _lateness(now):
        yield f"lateness: {_late_words(before)} before, {_late_words(now)} now"


def _lateness(assignment: Assignment) -> tuple[object, ...]:
    late = assignment.late
    return (late and (late.due, late.per_day, late.least), sorted(assignment.due_dates.items()) if late else [])


def _late_words(assignment: Assignment) -> str:
    late = assignment.late
    if late is None:
        return "none"
    own = "".join(f", exercise {number} {_day(due)}" for number, due in sorted(assignment.due_dates.items()))
    return f"due {_day(late.due)}{own}, x {late.per_day:g} a day, at least x {late.least:g}"


def _day(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="minutes")

"""Wrong answers whose numbers coincide on every case and that carry no name: mistakes that nobody foresaw."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from grader.report import Outcome, Report, Verdict
from grader.text.digest import sha256


class UnnamedMistake(Struct, frozen=True):
    """Learners whose outputs agree on every failed case of a target; `case` is one that tells it from the right answer."""

    number: int
    target: str
    learners: tuple[str, ...]
    files: str  # of the first of them
    case: Verdict | None


def unnamed_targets(report: Report) -> Iterator[tuple[int, str, str]]:
    """(exercise, target, digest of all failed cases) of every target that failed by numbers alone and was not recognised."""
    for exercise in report.exercises:
        named = {mistake.target for mistake in exercise.mistakes}
        for target in exercise.targets:
            wrong = [case for case in target.cases if case.outcome is not Outcome.PASSED]
            if wrong and target.name not in named and all(case.digest for case in wrong):
                text = "\n".join(f"{case.name} {case.digest}" for case in wrong)
                yield exercise.number, target.name, sha256(text.encode()).hexdigest()[:16]


def failed_case(report: Report, number: int, target: str) -> Verdict | None:
    """The first wrong case of a target that shows a value."""
    cases = [
        case
        for exercise in report.exercises
        if exercise.number == number
        for one in exercise.targets
        if one.name == target
        for case in one.cases
        if case.outcome is Outcome.FAILED
    ]
    return next((case for case in cases if case.got and case.expected), cases[0] if cases else None)

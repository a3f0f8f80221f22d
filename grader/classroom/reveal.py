"""What a learner may see of a report: everything, where it is wrong, or the names of cases and mistakes only.

A teacher who grades on numbers that nobody has seen withholds the expected values; points, outcomes and advice stay.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from grader.derivation.steps.results import DerivationResult
from grader.report import Outcome, Report, TargetReport, Verdict

Reveal = Literal["all", "where", "names"]

# The reason of these is about the learner's code alone; that of a wrong value may hold the right one.
OWN_REASON = frozenset({Outcome.RAISED, Outcome.TIMED_OUT, Outcome.ENDED, Outcome.MISSING})


def hide_cases(report: Report, reveal: Reveal) -> Report:
    """The report with what `reveal` does not allow left out. "where" keeps the place and what the learner's code gave."""
    if reveal == "all":
        return report
    exercises = tuple(
        replace(exercise, targets=tuple(_target(target, reveal) for target in exercise.targets))
        for exercise in report.exercises
    )
    return hide_seed(replace(report, exercises=exercises))


def hide_seed(report: Report) -> Report:
    """The report without the seed: who knows it can have all inputs and their right answers beforehand."""
    return replace(report, seed=None)


def _target(target: TargetReport, reveal: Reveal) -> TargetReport:
    lines = _lines(target.derivation) if target.derivation and reveal == "where" else None
    return replace(target, cases=tuple(_case(case, reveal) for case in target.cases), derivation=lines)


def _lines(result: DerivationResult) -> DerivationResult:
    """The lines and their outcomes, without the value that a wrong one should have."""
    steps = (replace(step, values=replace(step.values, before="") if step.values else None) for step in result.steps)
    return replace(result, steps=tuple(steps))


def _case(case: Verdict, reveal: Reveal) -> Verdict:
    reason = case.reason if case.outcome in OWN_REASON else ""
    kept = replace(
        case, reason=reason, expected=None, finite_difference=None, error_bar=None, note="", inputs={}, shown_inputs=()
    )
    return kept if reveal == "where" else replace(kept, where=None, got=None)

"""Report -> Gradescope's results.json (https://gradescope-autograders.readthedocs.io/en/latest/specs/).

One test for each target, with its points; what its cases say is the test's output, as plain text that Gradescope does not interpret.
"""

from __future__ import annotations

import json
from typing import Any

from grader.formats.sentences import advice, case_lines, headline, next_step, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport
from grader.text.cleaning import visible

VISIBILITIES = ("visible", "hidden", "after_due_date", "after_published")


def report_gradescope(report: Report, visibility: str = "visible") -> str:
    """`visibility` is that of the whole submission; what the autograder prints stays with the teacher."""
    return json.dumps(gradescope_data(report, visibility), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def gradescope_data(report: Report, visibility: str = "visible") -> dict[str, Any]:
    """Raises ValueError for a visibility that Gradescope does not have."""
    if visibility not in VISIBILITIES:
        raise ValueError(f"visibility is {visibility!r}, expected one of {', '.join(VISIBILITIES)}")
    tests = [_test(exercise, target) for exercise in report.exercises for target in exercise.targets]
    seed = {} if report.seed is None else {"seed": report.seed}
    return {
        "score": report.score,
        "output": _output(report),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "extra_data": {"nncli": report.version, "sha256": report.sha256} | seed,
        "tests": tests,
    }


def _output(report: Report) -> str:
    lines = [headline(report), *map(short, report.notes)]
    if report.isolation.level != "strong" and report.exercises:
        lines.append(f"isolation: {report.isolation.detail}")
    if report.problem:
        lines.append(visible(report.problem, keep_lines=True))
    for exercise in report.exercises:
        told = [*advice(exercise), next_step(exercise)]
        lines += [f"Exercise {exercise.label}. {line}" for line in told if line]
    return "\n".join(lines)


def _test(exercise: ExerciseReport, target: TargetReport) -> dict[str, Any]:
    return {
        "name": f"{target.name} ({exercise.title})",
        "number": f"{exercise.label}.{exercise.targets.index(target) + 1}",
        "score": target.score,
        "max_score": target.max_score,
        "status": "passed" if target.outcome is Outcome.PASSED else "failed",
        "output": "\n".join(_lines(exercise, target)),
        "tags": [f"{exercise.folder_label}", target.outcome.value],
    }


def _lines(exercise: ExerciseReport, target: TargetReport) -> list[str]:
    cases = wrong(target)
    if not cases:
        return [f"{len(target.cases)} of {len(target.cases)} cases passed"]
    return [*case_lines(cases), *advice(exercise, target)]

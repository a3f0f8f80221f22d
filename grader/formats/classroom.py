"""Report -> the JSON that GitHub Classroom's autograding reporter reads (Base64 of it goes into its RUNNER_RESULTS variable)."""

from __future__ import annotations

import json
from typing import Any

from grader.formats.sentences import advice, case_lines, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport

ERRORS = frozenset({Outcome.RAISED, Outcome.TIMED_OUT, Outcome.ENDED, Outcome.BROKEN})


def report_classroom(report: Report) -> str:
    """A report as GitHub Classroom's grading runner reads it: JSON in one line."""
    return json.dumps(classroom_data(report), ensure_ascii=True, allow_nan=False) + "\n"


def classroom_data(report: Report) -> dict[str, Any]:
    """Version 1: status "pass", "fail" or "error", and a test for each target."""
    tests = [_test(report, exercise, target) for exercise in report.exercises for target in exercise.targets]
    return {
        "version": 1,
        "status": _status(report.outcome),
        "max_score": report.max_score,
        "tests": tests or [_nothing(report)],
    }


def _status(outcome: Outcome) -> str:
    if outcome is Outcome.PASSED:
        return "pass"
    return "error" if outcome in ERRORS else "fail"


def _test(report: Report, exercise: ExerciseReport, target: TargetReport) -> dict[str, Any]:
    cases = wrong(target)
    return {
        "name": f"{exercise.number}. {target.name}",
        "status": _status(target.outcome),
        "score": target.score,
        "message": "\n".join([*case_lines(cases), *advice(exercise, target)]),
        "test_code": f"nncli grade {short(exercise.source or report.name)}",
        "filename": short(exercise.source or report.name),
        "line_no": next((case.frames[-1].line for case in cases if case.frames), 0),
        "execution_time": "0s",
    }


def _nothing(report: Report) -> dict[str, Any]:
    name = short(report.name)
    return {
        "name": "nothing could be graded",
        "status": "error",
        "score": 0.0,
        "message": short(report.problem),
        "test_code": f"nncli grade {name}",
        "filename": name,
        "line_no": 0,
        "execution_time": "0s",
    }

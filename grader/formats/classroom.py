"""Report -> the JSON that GitHub Classroom's autograding reporter reads (Base64 of it goes into its RUNNER_RESULTS variable)."""

from __future__ import annotations

import json
import shlex
from typing import Any

from grader.formats.lines import unreadable_at
from grader.formats.sentences import advice, case_lines, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport

# Base64 of the report is handed on in an environment variable, which Linux bounds at 131,072 bytes with its name.
MAX_JSON = 97_000
LONGEST_TEXT = 8_192
ERRORS = frozenset({Outcome.RAISED, Outcome.TIMED_OUT, Outcome.ENDED, Outcome.BROKEN})


def report_classroom(report: Report) -> str:
    """A report as GitHub Classroom's grading runner reads it: JSON in one line, its texts as long as MAX_JSON lets them be."""
    data, longest = classroom_data(report), LONGEST_TEXT
    while True:
        data["tests"] = [{name: _cut(value, longest) for name, value in test.items()} for test in data["tests"]]
        text = json.dumps(data, ensure_ascii=True, allow_nan=False) + "\n"
        if len(text) <= MAX_JSON or longest <= 1:
            return text
        longest //= 2


def classroom_data(report: Report) -> dict[str, Any]:
    """Version 1: status "pass", "fail" or "error", and a test for each target."""
    tests = [_test(report, exercise, target) for exercise in report.exercises for target in exercise.targets]
    return {
        "version": 1,
        "status": _status(report.outcome),
        "max_score": report.max_score,
        "tests": [*tests, *([] if tests and not report.problem else [_nothing(report)])],
    }


def _cut(value: Any, longest: int) -> Any:
    return value if not isinstance(value, str) or len(value) <= longest else value[: longest - 1] + "…"


def _status(outcome: Outcome) -> str:
    if outcome is Outcome.PASSED:
        return "pass"
    return "error" if outcome in ERRORS else "fail"


def _test(report: Report, exercise: ExerciseReport, target: TargetReport) -> dict[str, Any]:
    cases = wrong(target)
    return {
        "name": f"{exercise.label}. {target.name}",
        "status": _status(target.outcome),
        "score": target.score,
        "message": "\n".join([*case_lines(cases), *advice(exercise, target)]),
        "test_code": f"nncli grade {shlex.quote(short(exercise.source or report.name))}",
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
        "test_code": f"nncli grade {shlex.quote(name)}",
        "filename": name,
        "line_no": unreadable_at(report.problem, report.name)[0],
        "execution_time": "0s",
    }

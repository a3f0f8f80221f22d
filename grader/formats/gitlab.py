"""Report -> GitLab code quality (docs.gitlab.com/ci/testing/code_quality): an issue for each target that did not pass."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from grader.formats.lines import NOWHERE, Lines, line_of, unreadable_at
from grader.formats.sentences import advice, case_sentence, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport

SEVERITIES = {
    Outcome.BROKEN: "blocker",
    Outcome.TIMED_OUT: "critical",
    Outcome.ENDED: "critical",
    Outcome.RAISED: "major",
    Outcome.FAILED: "major",
    Outcome.MISSING: "info",
}


def report_gitlab(report: Report, root: str = "", places: Lines = NOWHERE) -> str:
    """`root` is the folder of the submission's files, seen from the repository's top."""
    return json.dumps(list(_issues(report, root, places)), indent=2, ensure_ascii=True) + "\n"


def _issues(report: Report, root: str, places: Lines) -> Iterator[dict[str, Any]]:
    if report.problem:
        line, _ = unreadable_at(report.problem, report.name)
        yield _issue("nncli/submission", short(report.problem), "critical", _path(root, report.name), line or 1)
    for exercise in report.exercises:
        for target in exercise.targets:
            if target.outcome is not Outcome.PASSED:
                yield _of_target(report, exercise, target, root, places)


def _of_target(
    report: Report, exercise: ExerciseReport, target: TargetReport, root: str, places: Lines
) -> dict[str, Any]:
    cases = wrong(target)
    words = "; ".join([f"{target.name}, {short(cases[0].name)}: {case_sentence(cases[0])}", *advice(exercise, target)])
    check = f"nncli/{exercise.folder_label}/{target.name}"
    file = exercise.source or report.name
    return _issue(check, words, SEVERITIES[target.outcome], _path(root, file), line_of(places, file, target))


def _issue(check: str, description: str, severity: str, path: str, line: int) -> dict[str, Any]:
    """The fingerprint does not depend on line or numbers: a finding stays the same one while the learner edits."""
    fingerprint = hashlib.sha256(f"{check}\0{path}".encode("utf-8", "replace")).hexdigest()[:32]
    return {
        "description": description,
        "check_name": check,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": max(line, 1)}},
    }


def _path(root: str, name: str) -> str:
    return short(f"{root}/{name}" if root not in ("", ".") else name)

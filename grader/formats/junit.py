"""Report -> JUnit XML as Jenkins and GitLab read it: a suite for each exercise, a test case for each case.

A wrong value is a failure; code that raised, hung or died is an error, and so is a fault of ours. An answer that is missing is a
failure, not "skipped": readers of JUnit XML count a skipped test as no harm.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from grader.formats.sentences import advice, case_sentence, frames, short
from grader.report import ExerciseReport, Outcome, Report, TargetReport, Verdict
from grader.text.cleaning import visible

FAILURES = frozenset({Outcome.FAILED, Outcome.MISSING})
# Characters that XML 1.0 cannot hold even when they are escaped.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_junit(report: Report) -> str:
    """A report as JUnit XML: a suite an exercise, a case a case."""
    return "".join(class_junit([report], several=False))


def class_junit(reports: Iterable[Report], several: bool = True) -> Iterator[str]:
    """The XML in pieces, so that a class of any size needs no more memory than one report."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="nncli">\n'
    for report in reports:
        prefix = f"{short(report.name)}." if several else ""
        suites = [_suite(report, exercise, prefix) for exercise in report.exercises]
        for suite in [*suites, *([_unreadable(report, prefix)] if report.problem else [])]:
            ET.indent(suite, level=1)
            yield f"  {ET.tostring(suite, encoding='unicode')}\n"
    yield "</testsuites>\n"


def _suite(report: Report, exercise: ExerciseReport, prefix: str) -> ET.Element:
    cases = [(target, case) for target in exercise.targets for case in target.cases]
    suite = _count(f"{prefix}{exercise.folder_label}", [case.outcome for _, case in cases])
    properties = ET.SubElement(suite, "properties")
    for name, value in _facts(report, exercise):
        ET.SubElement(properties, "property", name=name, value=_legal(value))
    for target, case in cases:
        _case(suite, exercise, target, case)
    if exercise.printed.strip():
        ET.SubElement(suite, "system-out").text = _legal(visible(exercise.printed, keep_lines=True))
    return suite


def _facts(report: Report, exercise: ExerciseReport) -> list[tuple[str, str]]:
    return [
        ("version", report.version),
        *([] if report.seed is None else [("seed", str(report.seed))]),
        ("isolation", report.isolation.level),
        ("sha256", report.sha256),
        ("score", str(exercise.score)),
        ("max_score", str(exercise.max_score)),
    ]


def _count(name: str, outcomes: list[Outcome]) -> ET.Element:
    failures = sum(outcome in FAILURES for outcome in outcomes)
    passed = outcomes.count(Outcome.PASSED)
    counts = {"tests": len(outcomes), "failures": failures, "errors": len(outcomes) - failures - passed, "skipped": 0}
    return ET.Element("testsuite", {"name": _legal(name), **{key: str(count) for key, count in counts.items()}})


def _case(suite: ET.Element, exercise: ExerciseReport, target: TargetReport, case: Verdict) -> None:
    classname = f"{suite.get('name')}.{target.name}"
    element = ET.SubElement(suite, "testcase", classname=classname, name=_legal(short(case.name)), time="0")
    if case.outcome is Outcome.PASSED:
        return
    tag = "failure" if case.outcome in FAILURES else "error"
    verdict = ET.SubElement(element, tag, type=case.outcome.value, message=_legal(case_sentence(case)))
    verdict.text = _legal("\n".join([case_sentence(case), *frames(case), *advice(exercise, target)]))


def _unreadable(report: Report, prefix: str) -> ET.Element:
    """A submission in which nothing could be graded is one error, never an empty and therefore green suite."""
    suite = _count(f"{prefix}submission", [Outcome.RAISED])
    case = ET.SubElement(suite, "testcase", classname=str(suite.get("name")), name="can be graded", time="0")
    error = ET.SubElement(case, "error", type="raised", message=_legal(short(report.problem)))
    error.text = _legal(visible(report.problem, keep_lines=True))
    return suite


def _legal(text: str) -> str:
    return ILLEGAL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)

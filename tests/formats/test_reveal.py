"""What a learner may see: the right value must not leave by any door."""

from __future__ import annotations

import json

import pytest

from grader.classroom.reveal import hide_cases
from grader.formats.kinds import ONE, Setting
from grader.report import (
    Isolation,
    Outcome,
    Report,
    Verdict,
    exercise_report,
    target_report,
)

RIGHT = "31337.5"


@pytest.fixture
def report() -> Report:
    cases = [
        Verdict("wrong", Outcome.FAILED, f"law: must be {RIGHT}", "[4]", "27182.8", RIGHT, 31337.5, 1e-9, note=RIGHT),
        Verdict("raised", Outcome.RAISED, "ValueError: no"),
    ]
    exercise = exercise_report(2, "softmax", "Softmax", [target_report("softmax", cases, 4.0)], [])
    return Report("ada.py", "1" * 64, 0, "1.2.3", Isolation(), (exercise,))


@pytest.mark.parametrize("kind", ONE)
@pytest.mark.parametrize("reveal", ["where", "names"])
def test_no_format_shows_the_right_value(report: Report, kind: str, reveal: str) -> None:
    assert RIGHT not in ONE[kind](hide_cases(report, reveal), Setting())


@pytest.mark.parametrize("kind", ["json", "junit", "gradescope", "csv", "markdown"])
def test_where_shows_the_place_and_what_was_given(report: Report, kind: str) -> None:
    text = ONE[kind](hide_cases(report, "where"), Setting())
    assert "27182.8" in text


def test_names_shows_neither_place_nor_value(report: Report) -> None:
    text = json.dumps(json.loads(ONE["json"](hide_cases(report, "names"), Setting())))
    assert "27182.8" not in text and "[4]" not in text


@pytest.mark.parametrize("reveal", ["where", "names"])
def test_points_and_outcomes_stay(report: Report, reveal: str) -> None:
    found = hide_cases(report, reveal)
    assert (found.score, found.max_score, found.outcome) == (report.score, report.max_score, report.outcome)


def test_an_exception_is_the_learners_own_and_stays(report: Report) -> None:
    assert hide_cases(report, "names").exercises[0].targets[0].cases[1].reason == "ValueError: no"


def test_all_is_all(report: Report) -> None:
    assert hide_cases(report, "all") is report

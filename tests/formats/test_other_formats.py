"""GitLab code quality, GitHub Classroom, CSV and Markdown, each as its reader reads it."""

from __future__ import annotations

import base64
import csv
import html
import io
import json
import re

import jsonschema
import pytest

from grader.formats.classroom import report_classroom
from grader.formats.gitlab import report_gitlab
from grader.formats.markdown import class_markdown, report_markdown
from grader.formats.table_csv import HEAD, class_csv, report_csv, safe_cell
from grader.report import Outcome, Report

ALL = ["hostile", "plain", "unreadable", "empty"]

# docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string"},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
# What classroom-resources/autograding-grading-reporter reads of a runner's result.
CLASSROOM = {
    "type": "object",
    "required": ["version", "status", "max_score", "tests"],
    "properties": {
        "version": {"const": 1},
        "status": {"enum": ["pass", "fail", "error"]},
        "max_score": {"type": "number"},
        "tests": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "status", "score"],
                "properties": {
                    "name": {"type": "string"},
                    "status": {"enum": ["pass", "fail", "error"]},
                    "score": {"type": "number"},
                },
            },
        },
    },
}


@pytest.mark.parametrize("name", ALL)
def test_gitlab_reads_it(name: str, request: pytest.FixtureRequest) -> None:
    jsonschema.validate(json.loads(report_gitlab(request.getfixturevalue(name))), GITLAB)


def test_gitlab_sees_no_issue_where_all_passed(plain: Report) -> None:
    assert json.loads(report_gitlab(plain)) == []


def test_a_finding_of_gitlabs_is_known_again_by_its_fingerprint(hostile: Report) -> None:
    first, second = (json.loads(report_gitlab(hostile, "a")) for _ in range(2))
    (elsewhere,) = json.loads(report_gitlab(hostile, "b"))
    assert first == second
    assert elsewhere["fingerprint"] != first[0]["fingerprint"]


@pytest.mark.parametrize("name", ALL)
def test_the_classroom_reporter_reads_it_from_base64(name: str, request: pytest.FixtureRequest) -> None:
    encoded = base64.b64encode(report_classroom(request.getfixturevalue(name)).encode())
    jsonschema.validate(json.loads(base64.b64decode(encoded)), CLASSROOM)


def test_the_classroom_points_are_the_sum_of_the_tests(hostile: Report) -> None:
    data = json.loads(report_classroom(hostile))
    assert sum(test["score"] for test in data["tests"]) == hostile.score


def test_an_unreadable_submission_fails_the_classroom(unreadable: Report, empty: Report) -> None:
    assert json.loads(report_classroom(unreadable))["status"] == "error"
    assert json.loads(report_classroom(empty))["status"] == "fail"


# ------------------------------------------------------------------------------------------------------------------------- CSV


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1+x", "-1-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "=cmd|'/C calc'!A0"]
)
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert str(safe_cell(cell)).startswith("'")


@pytest.mark.parametrize("cell", ["-3", "-1.5e-07", "plain", "a=b", "", "+2"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_every_row_has_every_column(hostile: Report, unreadable: Report) -> None:
    rows = list(csv.reader(io.StringIO("".join(class_csv([hostile, unreadable])))))
    assert {len(row) for row in rows} == {len(HEAD)}
    assert len(rows) == 1 + len(Outcome) + 1


def test_no_cell_of_a_hostile_report_is_a_formula(hostile: Report) -> None:
    for row in csv.reader(io.StringIO(report_csv(hostile))):
        assert not any(cell.startswith(("=", "@", "+", "\t")) for cell in row)


# -------------------------------------------------------------------------------------------------------------------- Markdown


def test_a_learners_text_is_inert_in_markdown(hostile: Report) -> None:
    text = report_markdown(hostile)
    inner = re.findall(r"<code>(.*?)</code>", text)
    assert not any(set("<>|`*_[]()@") & set(part.replace("&#", "")) for part in inner)
    assert "<script" not in text


def test_nothing_but_code_is_html_in_markdown(hostile: Report) -> None:
    assert set(re.findall(r"<(/?\w+)", report_markdown(hostile))) == {"code", "/code"}


def test_what_is_escaped_reads_as_it_was_meant(hostile: Report) -> None:
    assert "<script>alert(1)</script>" in html.unescape(report_markdown(hostile))


def test_every_row_of_a_table_has_the_same_cells(hostile: Report) -> None:
    rows = [line for line in report_markdown(hostile).splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert len(rows) == 2 + len(Outcome)


def test_a_class_is_a_row_for_each_learner(plain: Report, hostile: Report) -> None:
    rows = "".join(class_markdown([plain, hostile])).splitlines()
    assert len(rows) == 4
    assert rows[2] == "| <code>ada.py</code> | passed | 4 of 4 |  |"

"""Gradescope's results.json, by the fields that its documentation names."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from grader.formats.gradescope import VISIBILITIES, gradescope_data, report_gradescope
from grader.formats.sentences import case_lines
from grader.report import Outcome, Report, Verdict

FORMATS = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
VISIBILITY = {"enum": list(VISIBILITIES)}
TEST = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number"},
        "max_score": {"type": "number"},
        "status": {"enum": ["passed", "failed"]},
        "name": {"type": "string"},
        "name_format": FORMATS,
        "number": {"type": "string"},
        "output": {"type": "string"},
        "output_format": FORMATS,
        "tags": {"type": "array", "items": {"type": "string"}},
        "visibility": VISIBILITY,
        "extra_data": {"type": "object"},
    },
}
# https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
DOCUMENTED = {
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["score"]}, {"properties": {"tests": {"items": {"required": ["score"]}, "minItems": 1}}}],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        "output_format": FORMATS,
        "test_output_format": FORMATS,
        "test_name_format": FORMATS,
        "visibility": VISIBILITY,
        "stdout_visibility": VISIBILITY,
        "extra_data": {"type": "object"},
        "tests": {"type": "array", "items": TEST},
        "leaderboard": {"type": "array"},
    },
}


@pytest.mark.parametrize("name", ["hostile", "plain", "unreadable", "empty"])
def test_only_documented_fields_are_written(name: str, request: pytest.FixtureRequest) -> None:
    jsonschema.validate(json.loads(report_gradescope(request.getfixturevalue(name))), DOCUMENTED)


def test_the_score_is_the_sum_of_the_tests(hostile: Report) -> None:
    data: dict[str, Any] = gradescope_data(hostile)
    assert data["score"] == sum(test["score"] for test in data["tests"]) == 1.0


def test_output_is_plain_text_so_that_no_markup_is_interpreted(hostile: Report) -> None:
    data = gradescope_data(hostile)
    assert {data["output_format"], data["test_output_format"], data["test_name_format"]} == {"text"}


def test_no_control_character_reaches_the_page(hostile: Report) -> None:
    text = gradescope_data(hostile)["tests"][0]["output"]
    assert not any(ord(c) < 32 and c != "\n" for c in text)


def test_the_visibility_is_that_which_was_asked_for(plain: Report) -> None:
    assert gradescope_data(plain, "after_published")["visibility"] == "after_published"


def test_an_unknown_visibility_is_refused(plain: Report) -> None:
    with pytest.raises(ValueError, match="expected one of"):
        gradescope_data(plain, "sometimes")


def test_an_unreadable_submission_scores_nothing_and_says_why(unreadable: Report) -> None:
    data = gradescope_data(unreadable)
    assert data["score"] == 0
    assert "SyntaxError" in data["output"]


def test_cases_with_one_story_are_told_once() -> None:
    cases = [Verdict(f"case {number}", Outcome.RAISED, "ValueError: no") for number in range(5)]
    assert case_lines(cases) == ["case 0, case 1, case 2 and 2 more: raised: ValueError: no"]


def test_what_passed_says_how_many_cases(plain: Report) -> None:
    assert gradescope_data(plain)["tests"][0]["output"] == "1 of 1 cases passed"

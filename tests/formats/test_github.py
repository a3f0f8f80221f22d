"""GitHub's workflow commands and step summary, read as the runner reads them."""

from __future__ import annotations

import re

from msgspec.structs import replace

from grader.formats.github import MOST_ANNOTATIONS, SUMMARY_LIMIT, report_annotations, report_summary, workflow_command
from grader.report import Report

COMMAND = re.compile(r"^\s*::(?P<name>[a-z-]+)(?: (?P<properties>[^:]*))?::(?P<message>.*)$")


def commands(text: str) -> list[re.Match[str]]:
    """Every line that the runner takes for a command."""
    return [match for line in text.splitlines() if (match := COMMAND.match(line))]


def unescaped(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_what_is_escaped_is_what_the_runner_unescapes() -> None:
    (found,) = commands(workflow_command("error", "50% of\r\nit: a, b"))
    assert unescaped(found["message"]) == "50% of\nit: a, b"  # a line's end is one sign, as in every other format


def test_a_property_can_hold_neither_a_colon_nor_a_comma() -> None:
    (found,) = commands(workflow_command("error", "m", file="a::b,c", title="x"))
    assert found["properties"] == "file=a%3A%3Ab%2Cc,title=x"


def test_a_learners_text_makes_no_command(hostile: Report) -> None:
    found = commands(report_annotations(hostile))
    assert [one["name"] for one in found] == ["error", "notice"]


def test_every_line_is_a_command(hostile: Report) -> None:
    text = report_annotations(hostile)
    assert len(commands(text)) == len(text.splitlines())


def test_the_old_form_of_commands_is_never_at_the_start_of_a_line(hostile: Report) -> None:
    assert not any(line.startswith("##[") for line in report_annotations(hostile).splitlines())


def test_an_annotation_names_the_file_from_the_repositorys_top_and_the_line(hostile: Report) -> None:
    text = report_annotations(replace(hostile, name="ada.py"), "src")
    assert "file=src/ada.py" in text
    assert "line=3" not in text  # it is one of another file
    (exercise,) = hostile.exercises
    source = exercise.targets[0].cases[0].frames[-1].file
    assert "line=3" in report_annotations(replace(hostile, exercises=(replace(exercise, source=source),)))


def test_a_submission_that_cannot_be_graded_is_an_error(unreadable: Report) -> None:
    found = commands(report_annotations(unreadable))
    assert found[0]["name"] == "error" and "SyntaxError" in found[0]["message"]


def test_no_more_annotations_are_written_than_github_shows(hostile: Report) -> None:
    many = replace(hostile, exercises=hostile.exercises * 20)
    errors = [one for one in commands(report_annotations(many)) if one["name"] == "error"]
    assert len(errors) == MOST_ANNOTATIONS + 1
    assert "11 more" in errors[-1]["message"]


def test_what_passed_is_a_notice_only(plain: Report) -> None:
    assert [one["name"] for one in commands(report_annotations(plain))] == ["notice"]


def test_a_summary_is_never_longer_than_github_takes(hostile: Report) -> None:
    many = replace(hostile, exercises=hostile.exercises * 2000)
    text = report_summary(many)
    assert len(text.encode()) <= SUMMARY_LIMIT
    assert text.endswith("(cut short)\n")

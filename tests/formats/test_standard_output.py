"""A report on standard output, where a CI system reads along, holds no command; to a program that reads it, it says the same."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from msgspec.structs import replace

from grader.formats.kinds import ONE, Setting, for_standard_output
from grader.report import Report

NAME = "::add-mask::x ##vso[task.complete result=Succeeded] ##teamcity[x].py"
COMMAND = re.compile(r"^\s*::|##[\w.-]*\[", re.MULTILINE)


@pytest.fixture
def named(hostile: Report) -> Report:
    """A learner's file that is called like commands of GitHub, Azure Pipelines and TeamCity, and prints them."""
    exercises = tuple(replace(one, source=NAME, printed=f"{NAME}\n##[error]x\n") for one in hostile.exercises)
    return replace(hostile, name=NAME, exercises=exercises)


def test_the_control_a_report_in_a_file_is_left_as_it_is(named: Report) -> None:
    assert all(COMMAND.search(ONE[kind](named, Setting())) for kind in ("json", "junit", "lines", "csv"))


@pytest.mark.parametrize("kind", sorted(set(ONE) - {"github"}))
def test_no_report_on_standard_output_is_a_command(kind: str, named: Report) -> None:
    assert not COMMAND.search(for_standard_output(kind, ONE[kind](named, Setting())))


@pytest.mark.parametrize("kind", ["json", "gradescope", "classroom", "gitlab"])
def test_json_says_the_same(kind: str, named: Report) -> None:
    text = ONE[kind](named, Setting())
    assert json.loads(for_standard_output(kind, text)) == json.loads(text)


def test_xml_says_the_same(named: Report) -> None:
    text = ONE["junit"](named, Setting())
    assert ET.canonicalize(for_standard_output("junit", text)) == ET.canonicalize(text)

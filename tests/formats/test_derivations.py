"""Derivations in every format: lines are the learner's text, and do no harm there."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET

import jsonschema
import pytest
from rich.console import Console

from grader.classroom.reveal import hide_cases
from grader.derivation.steps.results import (
    AtPoint,
    DerivationResult,
    NamedSlip,
    StepOutcome,
    StepResult,
    WaypointResult,
)
from grader.formats.json import SCHEMA_FILE, report_data, report_json
from grader.formats.junit import report_junit
from grader.formats.kinds import ONE, Setting
from grader.formats.markdown import report_markdown
from grader.formats.table_csv import report_csv
from grader.report import Isolation, NamedMistake, Outcome, Report, Verdict, exercise_report, target_report
from nncli.notebook.html import report_html
from nncli.ui.render import report_view

from .conftest import HOSTILE

NAME = 'DERIVATION["dL_dw"]'


def report_with(text: str, advice: str = "Multiply by it.") -> Report:
    steps = tuple(
        StepResult(number, f"{text} {number}", outcome, text, 1, AtPoint(f"φ = 0.5 {text}", "-2", "2"))
        for number, outcome in enumerate(StepOutcome, 1)
    )
    waypoints = (WaypointResult("the chain", 1), WaypointResult("a short form"))
    result = DerivationResult("d(L, w)", steps, waypoints, NamedSlip(2, "factor_lost", advice), text, 2)
    cases = [Verdict("the chain", Outcome.PASSED), Verdict("a short form", Outcome.FAILED, text, "line 2", "-2", "2")]
    target = target_report(NAME, cases, 2.0, result)
    exercise = exercise_report(1, "node", "Node", [target], [NamedMistake(NAME, "factor_lost", advice)])
    return Report("ada.py", "0" * 64, 0, "1.2.3", Isolation("strong", "all"), (exercise,))


def shown(report: Report, width: int = 80) -> str:
    console = Console(width=width, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as captured:
        console.print(report_view(report))
    return captured.get()


def test_the_schema_knows_a_derivation_and_nothing_beside_it() -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    data = report_data(report_with(HOSTILE))
    jsonschema.validate(data, schema)
    data["exercises"][0]["targets"][0]["derivation"]["more"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema)


def test_a_target_without_lines_has_no_derivation_in_its_data(plain: Report) -> None:
    assert "derivation" not in report_json(plain)


def test_hostile_lines_are_harmless_in_every_format() -> None:
    report = report_with(HOSTILE)
    for kind, write in ONE.items():
        text = write(report, Setting())
        assert not {"\x00", "\x1b", "\u202e"} & set(text), kind
        if kind in ("junit", "markdown"):
            assert "<script>" not in text
        if kind in ("github", "markdown"):
            assert not any(line.startswith("::set-output") for line in text.split("\n"))
    ET.fromstring(report_junit(report))
    assert all(len(row) == 13 for row in csv.reader(report_csv(report).splitlines()))


def test_hostile_lines_move_no_cursor_in_a_terminal() -> None:
    for width in (40, 80):
        text = shown(report_with(HOSTILE), width)
        assert not {"\x00", "\x1b", "\u202e"} & set(text)
        assert max(map(len, text.split("\n"))) <= width


def test_a_terminal_shows_lines_outcomes_both_values_and_the_slip() -> None:
    text = shown(report_with("(φ - y)·w"))
    assert "   2  (φ - y)·w 2  " in text
    assert "at φ = 0.5 (φ - y)·w: -2, the line before 2" in text or "(φ - y)·w" in text
    assert "reached: the chain;  missing: a short form" in text
    assert text.count("factor_lost") == 1
    assert "factor_lost in line 2" in text


def test_markdown_has_a_row_for_each_line() -> None:
    assert report_markdown(report_with("φ")).count("| does not follow") == 1


def test_a_notebook_typesets_what_can_be_read_and_escapes_what_cannot() -> None:
    page = report_html(report_with("= (φ - y)/φ² #"))
    assert "<mfrac><mrow><mi>φ</mi><mo>-</mo><mi>y</mi></mrow><mrow><msup>" in page
    assert 'alttext="= (φ - y)/φ²"' in page
    hostile = report_html(report_with(HOSTILE))
    assert "<script>" not in hostile
    assert not {"\x00", "\x1b", "\u202e"} & set(hostile)
    assert hostile.count("factor_lost") == 1
    ET.fromstring(hostile.replace("<br>", "<br/>").replace("&nbsp;", " "))


def test_what_a_wrong_line_should_be_is_hidden_where_a_teacher_hides_it() -> None:
    where = hide_cases(report_with("φ"), "where")
    derivation = where.exercises[0].targets[0].derivation
    assert derivation is not None
    assert all(step.values is None or step.values.before == "" for step in derivation.steps)
    assert "the line before" not in shown(where).replace("from the line before", "")
    assert hide_cases(report_with("φ"), "names").exercises[0].targets[0].derivation is None


def test_a_page_typesets_what_can_be_read_and_escapes_what_cannot() -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    from grader.pages.page import report_page

    page = report_page(report_with("= (φ - y)/φ² #"))
    assert "<mfrac><mrow><mi>φ</mi><mo>-</mo><mi>y</mi></mrow>" in page
    hostile = report_page(report_with(HOSTILE))
    assert "<script>alert" not in hostile
    assert not {"\x00", "\x1b", "\u202e"} & set(hostile)

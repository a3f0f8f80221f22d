"""JUnit XML, read by junitparser and by the standard library."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from grader.formats.junit import class_junit, report_junit
from grader.report import Outcome, Report

junitparser = pytest.importorskip("junitparser")


def read(report: Report) -> list[object]:
    return [case for suite in junitparser.JUnitXml.fromstring(report_junit(report).encode()) for case in suite]


def results(report: Report) -> dict[str, list[str]]:
    return {case.name.split()[0]: [type(one).__name__ for one in case.result] for case in read(report)}


def test_a_wrong_value_and_a_missing_answer_are_failures(hostile: Report) -> None:
    found = results(hostile)
    assert found["failed"] == found["missing"] == ["Failure"]


@pytest.mark.parametrize("outcome", ["raised", "timed_out", "ended", "broken"])
def test_code_that_does_not_come_to_an_answer_is_an_error(hostile: Report, outcome: str) -> None:
    assert results(hostile)[outcome] == ["Error"]


def test_only_what_passed_is_green(hostile: Report) -> None:
    assert [name for name, found in results(hostile).items() if not found] == ["passed"]


def test_nothing_is_ever_skipped(hostile: Report) -> None:
    suite = ET.fromstring(report_junit(hostile)).find("testsuite")
    assert suite is not None and suite.get("skipped") == "0"


def test_the_counts_are_those_of_the_cases(hostile: Report) -> None:
    suite = ET.fromstring(report_junit(hostile)).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == (str(len(Outcome)), "2", "4")


def test_a_learners_text_adds_no_element(hostile: Report) -> None:
    tags = {element.tag for element in ET.fromstring(report_junit(hostile)).iter()}
    assert tags == {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "error", "system-out"}


def test_characters_that_xml_cannot_hold_are_written_as_escapes(hostile: Report) -> None:
    text = report_junit(hostile)
    assert "\x00" not in text and "\x1b" not in text and "\ufffe" not in text
    assert r"\ufffe" in text


def test_a_submission_that_cannot_be_graded_is_an_error_and_not_an_empty_suite(unreadable: Report) -> None:
    (case,) = read(unreadable)
    assert "SyntaxError" in case.result[0].message


def test_advice_stands_with_the_failure(hostile: Report) -> None:
    assert "swapped: dx and dy are swapped." in report_junit(hostile)


def test_a_class_has_the_learners_in_its_suites(plain: Report, hostile: Report) -> None:
    names = [suite.get("name") for suite in ET.fromstring("".join(class_junit([plain, hostile])))]
    assert names[0] == "ada.py.02_softmax"
    assert len(names) == 2


def test_the_jenkins_schema_accepts_it(hostile: Report, unreadable: Report) -> None:
    """jenkinsci/xunit-plugin's junit-10.xsd, reduced to the elements and attributes that it allows here."""
    allowed = {
        "testsuites": {"name", "time", "tests", "failures", "errors", "disabled"},
        "testsuite": {
            "name",
            "tests",
            "failures",
            "errors",
            "skipped",
            "time",
            "timestamp",
            "hostname",
            "id",
            "package",
        },
        "properties": set(),
        "property": {"name", "value"},
        "testcase": {"name", "classname", "time", "status", "assertions"},
        "failure": {"type", "message"},
        "error": {"type", "message"},
        "system-out": set(),
    }
    for report in (hostile, unreadable):
        for element in ET.fromstring(report_junit(report)).iter():
            assert set(element.attrib) <= allowed[element.tag]


def test_it_can_be_read_from_a_file(tmp_path: Path, hostile: Report) -> None:
    path = tmp_path / "junit.xml"
    path.write_text(report_junit(hostile), encoding="utf-8")
    assert sum(suite.tests for suite in junitparser.JUnitXml.fromfile(str(path))) == len(Outcome)

"""JSON is read and written alike by either library, whichever a command has loaded."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from grader.text.json_text import json_text, parse_json

CONTENT = {
    "schema": "nncli/progress/1",
    "exercises": {"gate": {"score": 2.5, "passed": True, "date": "", "hints": 0}},
    "ä": {},
    "none": None,
}


@pytest.fixture(params=["msgspec", "json"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    __import__("msgspec")
    if request.param == "json":
        monkeypatch.delitem(sys.modules, "msgspec")


@pytest.mark.usefixtures("library")
def test_what_is_written_is_read_back() -> None:
    assert parse_json(json_text(CONTENT)) == CONTENT


@pytest.mark.usefixtures("library")
def test_it_is_written_in_lines() -> None:
    assert json_text({"a": [1, 2.0], "ä": {}}) == '{\n "a": [\n  1,\n  2.0\n ],\n "ä": {}\n}'


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", ["", "{", "[1,]", "{'a': 1}", b"\xff\xfe\x00\xd8", '{"a": 1} 2'])
def test_what_is_no_json_is_a_value_error(text: Any) -> None:
    with pytest.raises(ValueError):
        parse_json(text)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", ["Infinity", "1e400"])
def test_a_number_that_is_not_finite_is_read(text: str) -> None:
    assert parse_json(text) == float("inf")


@pytest.mark.usefixtures("library")
def test_what_is_nested_too_deeply_is_refused_and_crashes_nothing() -> None:
    with pytest.raises(RecursionError):
        parse_json("[" * 100_000)

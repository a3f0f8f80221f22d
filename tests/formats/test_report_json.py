"""JSON against the schema that ships with the package."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from grader.formats.json import SCHEMA, SCHEMA_FILE, class_json, report_data, report_json
from grader.report import Outcome, Report

SHIPPED: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SHIPPED)


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SHIPPED)


def test_every_object_of_the_schema_is_closed() -> None:
    objects = [
        SHIPPED,
        SHIPPED["properties"]["isolation"],
        SHIPPED["properties"]["submission"],
        *SHIPPED["$defs"].values(),
    ]
    assert all(one["additionalProperties"] is False for one in objects if one.get("type") == "object")


def test_the_outcomes_of_the_schema_are_those_of_the_program() -> None:
    assert set(SHIPPED["$defs"]["outcome"]["enum"]) == {outcome.value for outcome in Outcome}
    assert SHIPPED["properties"]["schema"]["const"] == SCHEMA


@pytest.mark.parametrize("name", ["hostile", "plain", "unreadable", "empty"])
def test_every_kind_of_report_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    VALIDATOR.validate(json.loads(report_json(request.getfixturevalue(name))))


def test_a_field_too_many_is_refused(plain: Report) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(report_data(plain) | {"grade": "A"})


def test_an_unknown_outcome_is_refused(plain: Report) -> None:
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(report_data(plain) | {"outcome": "skipped"})


def test_a_missing_field_is_refused(plain: Report) -> None:
    data = report_data(plain)
    del data["seed"]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(data)


def test_a_number_that_json_does_not_have_becomes_null(hostile: Report) -> None:
    exercise = hostile.exercises[0]
    target = exercise.targets[0]
    cases = tuple(replace(case, finite_difference=float("nan"), error_bar=float("inf")) for case in target.cases)
    report = replace(hostile, exercises=(replace(exercise, targets=(replace(target, cases=cases),)),))
    case = json.loads(report_json(report))["exercises"][0]["targets"][0]["cases"][0]
    assert (case["finite_difference"], case["error_bar"]) == (None, None)


def test_a_class_is_one_report_a_line(plain: Report, hostile: Report) -> None:
    lines = "".join(class_json([plain, hostile])).splitlines()
    assert [json.loads(line)["schema"] for line in lines] == [SCHEMA, SCHEMA]

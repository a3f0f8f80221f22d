"""The JSON report keeps to the schema that ships with the package, whatever happened."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from grader.formats.json import SCHEMA_FILE, report_data, report_json
from grader.grade import Grader
from grader.report import Isolation
from grader.sandbox.session import Clock
from grader.sandbox.workers import Workers
from grader.submissions.files import SubmissionError
from grader.submissions.submission import read
from tests.golden import folders, submission_in

SCHEMA = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "folder", [f for f in folders() if f.name.startswith("weather_")], ids=lambda folder: folder.name
)
def test_every_kind_of_weather_gives_a_valid_report(folder: Path, workers: Workers) -> None:
    try:
        submission = read(submission_in(folder))
    except SubmissionError:
        pytest.skip("refused before it is graded")
    grader = Grader(workers, clock=Clock(0.5, 2.0), isolation=Isolation("strong", "strong (test)"))
    jsonschema.validate(report_data(grader.report(submission)), SCHEMA)


def test_a_report_is_plain_ascii_on_the_wire(grade) -> None:
    text = report_json(grade("def softmax(z):\n    raise ValueError('\\u202e \\x1b[2J é')\n"))
    assert text.isascii()
    assert "\x1b" not in text


def test_points_of_a_passed_exercise_are_whole(grade) -> None:
    data = report_data(grade("class MultiplyGate:\n    pass\n"))
    assert data["max_score"] == 3

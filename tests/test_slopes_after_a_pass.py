"""What a pass says of slopes: measured on the judge's side, and never a reason for a mark."""

from __future__ import annotations

import json

import pytest

from grader.exercise.catalogue import Entry, entries, find
from grader.exercise.spec import Slope, Target
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.judging.slopes import distances
from grader.report import Report, TargetReport
from grader.sandbox.workers import Workers
from grader.submissions.submission import read
from nncli.ui.next_words import praise

SHEETS = Sheets(seed=3)
NONE_LAID_BESIDE = {
    "Value",
    "Sequential",
    "Tape.gradient",
}  # their cases return several gradients in a form of their own
WITH_SLOPES = [
    entry
    for entry in entries()
    if any(isinstance(one, Target) and one.slope is not None for one in SHEETS.of(entry).exercise.targets)
]


def graded(entry: Entry, workers: Workers) -> Report:
    return Grader(workers, SHEETS, only=entry, slopes=True).report(read(entry.solution))


def measured(report: Report) -> dict[str, float]:
    targets: list[TargetReport] = [target for exercise in report.exercises for target in exercise.targets]
    return {one.name: one.slope_distance for one in targets if one.slope_distance is not None}


@pytest.mark.parametrize("entry", WITH_SLOPES, ids=lambda entry: entry.name)
def test_right_gradients_lie_at_the_measured_slopes(entry: Entry, workers: Workers) -> None:
    declared = {one.name for one in SHEETS.of(entry).exercise.targets if isinstance(one, Target) and one.slope}
    found = measured(graded(entry, workers))
    assert declared - NONE_LAID_BESIDE <= found.keys() <= declared
    assert all(distance < 1e-9 for distance in found.values())


def test_at_a_corner_nothing_is_measured() -> None:
    with pytest.raises(ArithmeticError):
        list(distances(Slope(of=lambda x: abs(x), wrt="x"), {"x": 1e-4}, 1.0, ()))


def test_a_gradient_of_another_shape_is_laid_beside_no_slope() -> None:
    with pytest.raises(ValueError, match="dx"):
        list(distances(Slope(of=lambda x: x @ x, wrt={"dx": "x"}), {"x": [1.0, 2.0]}, {"dx": 2.0}, ("dx",)))


@pytest.mark.parametrize(
    ("distance", "words"),
    [(4.2e-12, "within 5e-12 of"), (9.7e-13, "within 1e-12 of"), (0.0, "within 1e-15 of"), (3e-11, "within 3e-11 of")],
)
def test_the_sentence_gives_a_bound_that_holds(workers: Workers, distance: float, words: str) -> None:
    report = graded(find("3"), workers)
    exercise = report.exercises[0]
    target = TargetReport("g", exercise.outcome, 1.0, 1.0, exercise.targets[0].cases, slope_distance=distance)
    whole = Report(
        "a.py", "", 0, "", report.isolation, (type(exercise)(3, "g", "", exercise.outcome, 1, 1, (target,)),)
    )
    assert praise(whole) == f"Passed: all 8 cases of g are right, gradients {words} the measured slopes."


def test_of_an_exercise_without_gradients_no_slope_is_told(workers: Workers) -> None:
    assert praise(graded(find("2"), workers)) == "Passed: all 10 cases of softmax are right."


def test_the_json_report_says_the_distance_of_what_passed_alone(nncli, tmp_path) -> None:
    right = find("3").solution.read_text(encoding="utf-8")
    (tmp_path / "right.py").write_text(right)
    (tmp_path / "wrong.py").write_text(right.replace("self.y * dz", "self.x * dz"))
    told = [json.loads(nncli("grade", name, "--json", "-").stdout) for name in ("right.py", "wrong.py")]
    targets = [report["exercises"][0]["targets"][0] for report in told]
    assert 0 <= targets[0]["slope_distance"] < 1e-9
    assert "slope_distance" not in targets[1]

"""Derivations in a submission: what a learner writes is a text, and nothing but a text counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.exercise.catalogue import entries_attempted, find
from grader.grade import Grader
from grader.report import ExerciseReport, Outcome, TargetReport
from grader.sandbox.workers import Workers
from grader.submissions.submission import read

from .problems import grade

Judge = Callable[..., ExerciseReport]
RIGHT = "d(L, φ)·d(φ, z)·d(z, w)\n(φ - y)·x"


@pytest.fixture
def judge(workers: Workers, tmp_path: Path) -> Judge:
    """Grades a source as exercise 1."""

    def graded(source: str, name: str = "ex01_sigmoid_ce_gradient.py") -> ExerciseReport:
        (tmp_path / name).write_text(source, encoding="utf-8")
        return Grader(workers, only=find("1")).report(read(tmp_path / name)).exercises[0]

    return graded


def target(report: ExerciseReport, key: str = "dL_dw") -> TargetReport:
    return next(each for each in report.targets if each.name == f'DERIVATION["{key}"]')


@pytest.mark.parametrize(
    ("source", "outcome", "reason"),
    [
        ("x = 1", Outcome.MISSING, "DERIVATION is not defined"),
        ("DERIVATION = {}", Outcome.MISSING, "not started"),
        ('DERIVATION = {"dL_dw": None}', Outcome.MISSING, "not started"),
        ('DERIVATION = {"dL_dw": """\\n  # a comment\\n"""}', Outcome.MISSING, "not started"),
        ("DERIVATION = '(φ - y)·x'", Outcome.FAILED, "a dict of texts is expected"),
        ('DERIVATION = {"dL_dw": 2}', Outcome.FAILED, "a text is expected, one expression on each line"),
        ('DERIVATION = {"dL_dw": b"x"}', Outcome.FAILED, "a text is expected, one expression on each line"),
        ('DERIVATION = {"dL_dw": "x\\n" * 10**6}', Outcome.FAILED, "has more than 30 lines"),
        ('DERIVATION = {"dL_dw": "x" * 10**7}', Outcome.FAILED, "at most 300 are read"),
        ("DERIVATION = 1 / 0", Outcome.RAISED, "ZeroDivisionError"),
    ],
)
def test_what_is_no_derivation_earns_nothing_and_says_why(
    judge: Judge, source: str, outcome: Outcome, reason: str
) -> None:
    found = target(judge(source))
    assert (found.outcome, found.score) == (outcome, 0)
    assert reason in found.cases[0].reason


def test_a_dict_or_a_text_of_the_learners_own_class_is_read_as_what_it_holds(judge: Judge) -> None:
    source = f"""
class Text(str):
    def split(self, *words):
        return ["(φ - y)·x"]

class Dict(dict):
    def items(self):
        return [("dL_dw", {RIGHT!r})]

DERIVATION = Dict({{"dL_dw": Text("x")}})
"""
    assert target(judge(source)).score == 0


def test_waypoints_are_cases_that_share_the_points(judge: Judge) -> None:
    found = target(judge(f"DERIVATION = {{'dL_dw': {RIGHT!r}}}"))
    assert [case.outcome for case in found.cases] == [Outcome.PASSED] * 3
    assert found.score == found.max_score == 2
    assert found.derivation is not None
    assert len(found.derivation.steps) == 2


def test_a_wrong_step_is_a_wrong_case_with_both_values_and_a_named_mistake(judge: Judge) -> None:
    report = judge("DERIVATION = {'dL_dw': 'd(L, φ)·d(φ, z)·d(z, w)\\n(φ - y)·w'}")
    found = target(report)
    wrong = found.cases[2]
    assert (wrong.where, wrong.outcome) == ("line 2", Outcome.FAILED)
    assert wrong.got is not None and wrong.expected is not None
    assert [(m.target, m.slug) for m in report.mistakes if m.target == found.name] == [(found.name, "name_exchanged")]


def test_a_derivation_in_a_notebook_is_graded(judge: Judge) -> None:
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**cell, "source": ["DERIVATION = {\n", f"  'dL_dw': {RIGHT!r}\n", "}"]}]
    notebook = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    assert target(judge(notebook, "work.ipynb")).score == 2


def test_a_derivation_alone_says_nothing_of_the_exercise_but_its_file_name_does() -> None:
    assert entries_attempted(["DERIVATION"], "work.py") == []
    assert [entry.number for entry in entries_attempted(["DERIVATION"], "ex14_softmax_loss.py")] == [14]
    assert [entry.number for entry in entries_attempted(["DERIVATION", "softmax"], "work.py")] == [2]


def test_a_form_that_is_only_too_long_is_missing_for_its_length() -> None:
    lines = ("-(1 + exp(-z))**-2*d(1 + exp(-z), z)", "φ - φ*φ" + " + φ - φ" * 12)
    missing = [waypoint.missing for waypoint in grade("dphi_dz", *lines).waypoints if not waypoint.line]
    assert missing == ["in φ alone (in at most 40 names, numbers and operations)"]


def test_a_form_that_was_not_tried_is_missing_without_a_reason() -> None:
    missing = [waypoint.missing for waypoint in grade("dphi_dz", "-(1 + exp(-z))**-2*d(1 + exp(-z), z)").waypoints]
    assert missing == ["every derivative carried out", "in φ alone"]

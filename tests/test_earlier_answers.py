"""Seven exercises got more targets: what was handed in before them keeps every point that it had."""

from __future__ import annotations

import ast

import pytest

from grader.exercise import catalogue
from grader.report import Outcome
from tests.conftest import Grade

ADDED = {
    6: ("maxout_affine",),
    7: ("maxout_affine_backward",),
    9: ("single_score",),
    15: ("observed_order", "COST"),
    28: ("landscape", "path_on_map"),
    29: ("TERMS",),
    35: ("hidden_maps",),
}
POINTS_BEFORE = {6: 6, 7: 6, 9: 5, 15: 6, 28: 7, 29: 9, 35: 13}


def without(text: str, names: tuple[str, ...]) -> str:
    """The module without these functions and constants."""
    module = ast.parse(text)
    module.body = [node for node in module.body if not set(names_of(node)) & set(names)]
    return ast.unparse(module)


def names_of(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    return [node.name] if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else []


@pytest.mark.parametrize("number", ADDED)
def test_an_answer_from_before_loses_nothing_but_the_new_points(number: int, grade: Grade) -> None:
    entry = catalogue.find(str(number))
    earlier = without(entry.solution.read_text(encoding="utf-8"), ADDED[number])
    report = grade(earlier, f"ex{entry.name}.py").exercises[0]
    missing = {target.name for target in report.targets if target.outcome is not Outcome.PASSED}
    assert missing == set(ADDED[number])
    assert report.score == pytest.approx(POINTS_BEFORE[number])


def test_the_one_new_key_of_output_units_shares_the_points_of_the_others(grade: Grade) -> None:
    text = catalogue.find("9").solution.read_text(encoding="utf-8").replace('"arbitrary loss": "gan",', "")
    (units,) = (target for target in grade(text, "ex09.py").exercises[0].targets if target.name == "output_units")
    assert units.score == pytest.approx(2 * 12 / 13)

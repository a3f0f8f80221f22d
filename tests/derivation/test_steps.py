"""Line by line: what follows, what is reached by an unbroken chain, and at which point a wrong line is shown."""

from __future__ import annotations

import pytest

from grader.derivation.declaration import DerivationProblem, slip
from grader.derivation.problem import DeclarationError, prepare_derivation
from grader.derivation.steps.checker import Checker, grade_derivation
from grader.derivation.steps.results import DerivationResult, StepOutcome

from .problems import NODE, NODE_RANGES, PROBLEMS, RIGHT, grade


def outcomes(result: DerivationResult) -> list[StepOutcome]:
    return [step.outcome for step in result.steps]


def reached(result: DerivationResult) -> list[int]:
    return [waypoint.line for waypoint in result.waypoints]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("dL_dphi", [2, 6]),
        ("dphi_dz", [2, 5]),
        ("dL_dw", [1, 2, 3]),
        ("dL_dz", [1, 3, 6]),
        ("dJ_dwH", [1, 2, 3]),
        ("b0", [2, 6]),
    ],
)
def test_a_right_derivation_reaches_its_waypoints_one_after_the_other(name: str, lines: list[int]) -> None:
    result = grade_derivation(PROBLEMS[name], RIGHT[name])
    assert result.is_complete
    assert reached(result) == lines


def test_a_bare_result_earns_the_short_form_alone() -> None:
    assert reached(grade("dL_dw", "(φ - y)·x")) == [0, 0, 1]
    assert reached(grade("dL_dphi", "(φ - y)/(φ·(1 - φ))")) == [0, 1]


def test_the_start_written_again_does_not_count_as_derived() -> None:
    assert reached(grade("dL_dphi", "d(L, φ)", "d(L, φ)")) == [0, 0]


def test_a_chain_is_made_of_the_linked_names_and_may_be_written_in_steps() -> None:
    assert reached(grade("dL_dw", "d(L, z)·d(z, w)", "d(L, φ)·d(φ, z)·x"))[0] == 2
    assert reached(grade("dL_dw", "d(L, w)·d(w, w)·d(x, x)"))[0] == 0
    assert reached(grade("dL_dw", "d(L, φ)·d(φ, w)"))[0] == 0


def test_a_fraction_may_have_a_sign_or_a_factor_in_front() -> None:
    for line in ("-(y - φ)/(φ·(1 - φ))", "-1·(y - φ)/(φ·(1 - φ))", "(φ - y)·(φ·(1 - φ))**-1"):
        assert reached(grade("dL_dphi", line))[1] == 1
    assert reached(grade("dL_dphi", "-y/φ + (1 - y)/(1 - φ)"))[1] == 0


def test_after_a_wrong_step_lines_are_still_compared_but_reach_nothing() -> None:
    result = grade("dL_dw", "d(L, φ)·d(φ, z)·d(z, w)", "(φ - y)·w", "φ·w - y·w", "(φ - y)·x", "φ·x - y·x")
    assert outcomes(result) == [
        StepOutcome.FOLLOWS, StepOutcome.WRONG, StepOutcome.FOLLOWS_WRONG, StepOutcome.RIGHT_ELSEWHERE, StepOutcome.FOLLOWS_WRONG,
    ]  # fmt: skip
    assert result.wrong == 2
    assert reached(result) == [1, 0, 0]


def test_a_line_that_cannot_be_read_breaks_the_chain_and_the_next_is_compared_with_the_last_that_could() -> None:
    result = grade("dL_dw", "d(L, φ)·d(φ, z)·d(z, w)", "(φ - y)x", "(φ - y)·x")
    assert outcomes(result) == [StepOutcome.FOLLOWS, StepOutcome.UNREADABLE, StepOutcome.FOLLOWS_WRONG]
    assert reached(result) == [1, 0, 0]


def test_names_may_be_mixed_and_signs_are_those_of_python_or_of_the_statement() -> None:
    result = grade(
        "dL_dw", "= d(L, phi)*∂(ϕ, z) × d(z, w)", "(σ(z) − y)*x   # a comment", "(1 + exp(−w·x − b))⁻¹·x - y·x"
    )
    assert outcomes(result) == [StepOutcome.FOLLOWS] * 3


def test_the_labels_of_a_distribution_add_up_to_one() -> None:
    assert outcomes(grade("dL_dz", "p[j]·Σ(k, y[k]) - y[j]", "p[j] - y[j]")) == [StepOutcome.FOLLOWS] * 2


def test_both_values_are_shown_at_a_point_with_short_numbers() -> None:
    shown = grade("dL_dphi", "-y/φ + (1 - y)/(1 - φ)", "-y/φ").steps[1].values
    assert shown is not None
    at = dict(part.split(" = ") for part in shown.point.split(", "))
    y, phi = float(at["y"]), float(at["φ"])
    assert float(shown.got) == pytest.approx(-y / phi, rel=1e-3)
    assert float(shown.before) == pytest.approx(-y / phi + (1 - y) / (1 - phi), rel=1e-3)
    assert len(shown.point) < 24


def test_a_wrong_equation_is_shown_by_what_it_gives_for_the_unknown() -> None:
    step = grade("b0", "0 = Σ(i, y[i] - b0 - b1·x[i])", "b0 = ȳ + b1·x̄").steps[1]
    assert step.outcome is StepOutcome.WRONG
    assert step.values is not None
    assert "b0" not in step.values.point
    assert step.values.got != step.values.before


def test_an_equation_may_be_multiplied_and_solved() -> None:
    result = grade("b0", "-2·Σ(i, y[i] - b0 - b1·x[i]) = 0", "Σ(i, y[i]) - b1·Σ(i, x[i]) = N·b0", "ȳ - b1·x̄ = b0")
    assert outcomes(result) == [StepOutcome.FOLLOWS] * 3
    assert reached(result) == [0, 3]


def test_an_equation_that_always_or_never_holds_does_not_follow() -> None:
    assert outcomes(grade("b0", "0 = 0")) == [StepOutcome.WRONG]
    assert outcomes(grade("b0", "0 = 1")) == [StepOutcome.WRONG]
    assert outcomes(grade("b0", "b0 = b0")) == [StepOutcome.WRONG]


def test_a_line_is_taken_back() -> None:
    checker = Checker(PROBLEMS["dL_dw"])
    checker.add("d(L, φ)·d(φ, z)·d(z, w)")
    checker.add("(φ - y)·w")
    assert checker.wrong == 2
    checker.undo()
    assert checker.wrong == 0
    assert checker.add("(φ - y)·x").outcome is StepOutcome.FOLLOWS
    for _ in range(5):
        checker.undo()
    assert checker.result().is_empty


def test_the_same_text_gets_the_same_result_at_the_same_seed_and_the_points_differ_at_another() -> None:
    problem = PROBLEMS["dL_dw"].problem
    assert grade_derivation(prepare_derivation(problem, 1), RIGHT["dL_dw"]) == grade_derivation(
        prepare_derivation(problem, 1), RIGHT["dL_dw"]
    )
    assert prepare_derivation(problem, 1).points.values["w"][0] != prepare_derivation(problem, 2).points.values["w"][0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": "d(L, q)"}, "q is not a name"),
        ({"definitions": {**NODE, "φ": "sigma(L)"}}, "L is not a name"),
        ({"slips": [slip("s", "a", "d(φ, z)", "2 x")]}, "a product needs its sign"),
    ],
)
def test_a_derivation_that_is_declared_wrongly_says_so(change: dict[str, object], words: str) -> None:
    declared = {"name": "dL_dw", "start": "d(L, w)", "ranges": NODE_RANGES, "definitions": NODE, **change}
    with pytest.raises(DeclarationError, match=words):
        prepare_derivation(DerivationProblem(**declared))  # type: ignore[arg-type]

"""Derivations as learners write them, above all of exercises 41, 50 and 52, and the functions that they brought: tanh and the root."""

from __future__ import annotations

import pytest

from grader.derivation.own_problem import own_problem
from grader.derivation.problem import prepare_derivation
from grader.derivation.steps.checker import grade_derivation
from grader.derivation.steps.results import DerivationResult, StepOutcome
from grader.derivation.typesetting import typeset_line
from grader.exercise.catalogue import find, load_exercise
from grader.exercise.declaration import Derivation


def graded(number: str, name: str, lines: str) -> DerivationResult:
    declared = [one for one in load_exercise(find(number)).targets if isinstance(one, Derivation)]
    problem = next(one.problem for one in declared if one.problem.name == name)
    return grade_derivation(prepare_derivation(problem), lines)


RIGHT = [
    (
        "52",
        "dL_ds",
        "g[j]*d(A[j], s[j]) + sum(k, (1 - [k==j])*g[k]*d(A[k], s[j]))\n"
        "g[j]*A[j]*(1 - A[j]) - sum(k, (1 - [k==j])*g[k]*A[k]*A[j])\n"
        "A[j]*(g[j] - sum(k, g[k]*A[k]))",
    ),
    (
        "41",
        "dstd_dx",
        "d(std, var)*d(var, x[j])\n1/2*exp(-log(var + ε)/2)*d(var, x[j])\nd(var, x[j])/(2*√(var + ε))\n"
        "sum(k, d((x[k] - mean)**2, x[j]))/N/(2*std)\n(x[j] - mean)/(N*std)",
    ),
    (
        "41",
        "dL_dx",
        "sum(k, g[k]*d(x[k] - mean, x[j]))/std - sum(k, g[k]*(x[k] - mean))/std**2*d(std, x[j])\n"
        "(g[j] - sum(k, g[k])/N)/std - sum(k, g[k]*xhat[k])/std*xhat[j]/N",
    ),
    (
        "50",
        "dh2_dWh",
        "d(tanh(z2), z2)*d(z2, Wh)\n(1 - tanh(z2)**2)*(h1 + Wh*d(h1, Wh))\n(1-h2)*(1+h2)*(Wh*(1-h1**2)*h0 + h1)",
    ),
]


@pytest.mark.parametrize(("number", "name", "lines"), RIGHT)
def test_a_right_derivation_of_another_hand_reaches_every_waypoint(number: str, name: str, lines: str) -> None:
    result = graded(number, name, lines)
    assert {step.outcome for step in result.steps} == {StepOutcome.FOLLOWS}
    missing = [waypoint.words for waypoint in result.waypoints if not waypoint.line]
    assert missing in ([], ["the chain h2 → z2 → Wh"])  # which starts with d(tanh(z2), z2)


SOFTMAX, UNITS, STATES = "sum(k, g[k]*d(A[k], s[j]))", "sum(k, g[k]*d(xhat[k], x[j]))", "d(h2, z2)*d(z2, Wh)"
WRONG = [
    ("52", "dL_ds", SOFTMAX, "g[j]*A[j]*(1 - A[j])", "diagonal_only"),
    ("52", "dL_ds", SOFTMAX, "sum(k, g[k]*A[k]*(1 - A[k]))", "diagonal_only"),
    ("52", "dL_ds", SOFTMAX, "g[j]*A[j]", "row_sum_missing"),
    ("52", "dL_ds", SOFTMAX, "g[j]", "softmax_skipped"),
    ("52", "dL_ds", "sum(k, g[k]*A[k]*([k==j] - A[j]))", "g[j]*A[j] - sum(k, g[k]*A[k])", "factor_lost"),
    ("52", "dL_ds", "sum(k, g[k]*A[k]*([k==j] - A[j]))", "A[j]*(g[j] + sum(k, g[k]*A[k]))", "sign_turned"),
    ("41", "dstd_dx", "d(std, var)*d(var, x[j])", "1/std*d(var, x[j])", "half_lost"),
    ("41", "dstd_dx", "d(std, var)*d(var, x[j])", "1/(2*std)*2*(x[j] - mean)", "sum_for_mean"),
    ("41", "dL_dx", UNITS, "g[j]/std", "statistics_constant"),
    ("41", "dL_dx", UNITS, "sum(k, g[k]*([k==j] - 1/N)/std)", "variance_term_missing"),
    ("41", "dL_dx", UNITS, "sum(k, g[k]*([k==j] - xhat[k]*xhat[j]/N)/std)", "mean_term_missing"),
    ("41", "dL_dx", UNITS, "(g[j] - sum(k, g[k]) - xhat[j]*sum(k, g[k]*xhat[k]))/std", "sums_for_means"),
    ("50", "dh2_dWh", STATES, "(1 - h2**2)*h1", "past_forgotten"),
    ("50", "dh2_dWh", STATES, "(1 - h2**2)*Wh*d(h1, Wh)", "direct_share_forgotten"),
    ("50", "dh2_dWh", STATES, "h2*(1 - h2)*d(z2, Wh)", "sigmoid_slope"),
    ("50", "dh2_dWh", STATES, "(1 - h2)*d(z2, Wh)", "slope_not_squared"),
    ("50", "dh2_dWh", "(1 - h2**2)*(h1 + Wh*d(h1, Wh))", "(1 - h2**2)*(h1 + Wh*h0)", "slope_missing"),
    ("50", "dh2_dWh", "(1 - h2**2)*(h1 + Wh*d(h1, Wh))", "(1 - h2**2)*h1 + Wh*(1 - h1**2)*h0", "bracket_lost"),
    ("1", "dL_dphi", "-y/φ + (1 - y)/(1 - φ)", "(1 - 2*y)/(φ*(1 - φ))", "numerators_not_expanded"),
    ("11", "dMSE_dp", "sum(k, d((p[k] - y[k])**2, p[j]))/n", "(p[j] - y[j])/n", "exponent_not_in_front"),
    ("11", "dMSE_dp", "sum(k, d((p[k] - y[k])**2, p[j]))/n", "sum(k, 2*(p[k] - y[k]))/n", "every_entry_moves"),
    ("26", "dJ_dwH", "d(J, zO)*d(zO, wH)", "(zO - y)*d(zO, wH)", "sigmoid_missing"),
    ("26", "dJ_dwH", "(σ(zO) - y)*wO*d(uH, zH)*x", "(σ(zO) - y)*wO*zH*(1 - zH)*x", "slope_at_score"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "name", "before", "line", "slug"), WRONG)
def test_a_slip_of_these_derivations_has_its_name(number: str, name: str, before: str, line: str, slug: str) -> None:
    slip = graded(number, name, f"{before}\n{line}").slip
    assert slip is not None
    assert (slip.slug, slip.line) == (slug, 2)


def test_the_root_and_tanh_are_read_differentiated_and_typeset() -> None:
    problem = own_problem("√(1 + tanh(z)**2)", "z")
    lines = "d(sqrt(1 + tanh(z)²), z)\n1/(2·√(1 + tanh(z)²))·2·tanh(z)·(1 - tanh(z)²)"
    assert [step.outcome for step in grade_derivation(problem, lines).steps] == [StepOutcome.FOLLOWS] * 2
    assert "<msqrt>" in typeset_line("√(1 + tanh(z)²)")


def test_a_root_is_not_taken_apart() -> None:
    before = "sqrt(a + b) + a/(2*sqrt(a + b))"
    wrong = "sqrt(a) + sqrt(b) + a/(2*sqrt(a + b))"
    slip = grade_derivation(own_problem("a*sqrt(a + b)", "a"), f"d(a*sqrt(a + b), a)\n{before}\n{wrong}").slip
    assert slip is not None
    assert (slip.slug, slip.line) == ("root_of_sum_split", 3)


def test_a_root_below_zero_is_said() -> None:
    result = grade_derivation(own_problem("z", "z"), "1 + sqrt(-1 - z**2)*0")
    assert "it takes the root of a number below 0" in result.steps[0].reason

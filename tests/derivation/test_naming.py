"""The first wrong step is named where one slip makes exactly this line, and never by a name that does not."""

from __future__ import annotations

import random

import pytest

from grader.derivation.declaration import DerivationProblem
from grader.derivation.problem import prepare_derivation
from grader.derivation.slips.playing import WrongDerivation, changes_before, own_slips_played, play_slip
from grader.derivation.steps.checker import grade_derivation

from .problems import PROBLEMS, RIGHT, grade, right_lines

CHAIN = "d(L, φ)·d(φ, z)·d(z, w)"
LAYERS = "d(J, zO)·d(zO, uH)·d(uH, zH)·d(zH, wH)"
TWO_TERMS = "-(y*d(log(phi), phi) + (1 - y)*d(log(1 - phi), phi))"
WRONG = [
    ("dL_dphi", TWO_TERMS, "-(y/phi + (1 - y)/(1 - phi))", "inner_derivative_forgotten"),
    ("dL_dphi", "-(y/phi + (1 - y)*(-1)/(1 - phi))", "-y/phi - (1 - y)/(1 - phi)", "bracket_lost"),
    ("dL_dphi", "", "-y*d(log(phi), phi) + (1 - y)*d(log(1 - phi), phi)", "bracket_lost"),
    ("dL_dphi", "-y/phi + (1 - y)/(1 - phi)", "(phi - y)/(phi*(1 - y))", "name_exchanged"),
    ("dL_dphi", "-y/phi + (1 - y)/(1 - phi)", "-y/phi", "term_lost"),
    ("dphi_dz", "-(1 + exp(-z))**-2 * d(1 + exp(-z), z)", "-(1 + exp(-z))**-2 * exp(-z)", "inner_derivative_forgotten"),
    ("dphi_dz", "", "-(1 + exp(-z))**-1 * d(1 + exp(-z), z)", "power_not_lowered"),
    ("dphi_dz", "", "-(1 + exp(-z))**-2", "inner_derivative_forgotten"),
    ("dphi_dz", "exp(-z)/(1 + exp(-z))**2", "exp(-z)/(1 + exp(-z)**2)", "square_of_sum_split"),
    ("dphi_dz", "exp(-z)/(1 + exp(-z))**2", "exp(-z)/1 + exp(-z)**2", "bracket_lost"),
    ("dL_dw", CHAIN, "(phi - y)/(phi*(1 - phi))*x", "factor_lost"),
    ("dL_dw", CHAIN, "(phi - y)*phi*(1 - phi)*x", "factor_too_many"),
    ("dL_dw", CHAIN, "(phi - y)*w", "name_exchanged"),
    ("dL_dw", "", "d(L, phi)*d(z, w)", "factor_lost"),
    ("dL_dw", "", "d(L, phi)*d(phi, z) + d(z, w)", "added_for_multiplied"),
    ("dL_dz", "-sum(k, y[k]*d(log(p[k]), z[j]))", "-sum(k, y[k]/p[k])", "inner_derivative_forgotten"),
    ("dL_dz", "-sum(k, y[k]/p[k]*d(p[k], z[j]))", "-sum(k, y[k]/p[k]*p[k]*(1 - p[k]))", "diagonal_jacobian"),
    ("dL_dz", "-sum(m, y[m]/p[m]*d(p[m], z[j]))", "-sum(k, y[k]*(1 - p[k]))", "diagonal_jacobian"),
    ("dL_dz", "-sum(k, y[k]/p[k]*d(p[k], z[j]))", "-y[j]*(1 - p[j])", "off_diagonal_lost"),
    ("dL_dz", "-sum(k, y[k]/p[k]*d(p[k], z[j]))", "-sum(k, y[k]*([k==j] - p[k]))", "index_of_softmax"),
    ("dL_dz", "-sum(k, y[k]/p[k]*d(p[k], z[j]))", "-sum(k, y[k]*(1 - p[j]))", "delta_lost"),
    ("dL_dz", "-sum(k, y[k]*([k==j] - p[j]))", "-y[j] - p[j]*sum(k, y[k])", "sign_turned"),
    ("dL_dz", "-sum(k, y[k]*([k==j] - p[j]))", "-y[j] + p[j]*y[j]", "one_term_of_sum"),
    ("dL_dz", "", "-sum(j, y[j]*d(log(p[j]), z[j]))", "index_taken"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*uH*(1 - uH)*wH", "name_exchanged"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*(1 - uH)*x", "factor_lost"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*x", "factor_lost"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*uH*(1 - uH)*x", "factor_lost"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*uH*(1 - uH)", "factor_lost"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*sigma(uH)*(1 - sigma(uH))*x", "slope_at_activation"),
    ("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*uH*(1 - uH)*zH*x", "slope_times_score"),
    ("dJ_dwH", "(exp(zO)/(1 + exp(zO)) - y)*wO*uH*(1 - uH)*x", "(exp(zO)/1 + 1 - y)*wO*uH*(1 - uH)*x", "denominator_split"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "line", "slug"), WRONG)
def test_a_known_slip_is_found_in_its_line_and_named(name: str, before: str, line: str, slug: str) -> None:
    lines = [before, line] if before else [line]
    result = grade(name, *lines)
    assert result.wrong == len(lines)
    assert result.slip is not None
    assert (result.slip.line, result.slip.slug) == (len(lines), slug)


def test_a_lost_link_is_told_from_an_exchanged_name_by_the_chain() -> None:
    result = grade("dL_dw", CHAIN, "d(L, φ)·d(z, w)")
    assert result.slip is not None
    assert "d(φ, z)" in result.slip.advice


@pytest.mark.parametrize(
    ("name", "before", "line"),
    [
        ("dL_dw", CHAIN, "(φ + y)·x·b + 0.3"),  # three slips
        ("dL_dw", CHAIN, "0.123"),
        ("dL_dphi", "-y/φ + (1 - y)/(1 - φ)", "y²·b - φ/(2 + x)"),
        ("dJ_dwH", LAYERS, "0"),
        ("dL_dz", "", "y[j]·p[j]² + 3"),
    ],
)
def test_a_line_that_no_one_slip_explains_gets_no_name_but_both_values(name: str, before: str, line: str) -> None:
    result = grade(name, *filter(None, (before, line)))
    assert result.wrong
    assert result.slip is None
    assert result.steps[-1].values is not None


def wrong_derivations(count: int) -> list[tuple[str, WrongDerivation, set[str]]]:
    """Random slips at random places of right derivations, each with the names of all slips that write the very same line."""
    choose, found = random.Random(7), []
    while len(found) < count:
        name = choose.choice(sorted(RIGHT))
        lines = right_lines(name)
        number = choose.randrange(len(lines)) + 1
        changes = changes_before(PROBLEMS[name], lines, number)
        slug = choose.choice(sorted({change.slug for change in changes}))
        change = choose.choice([change for change in changes if change.slug == slug])
        slugs = {other.slug for other in changes if other.tree == change.tree}
        found += [(name, wrong, slugs) for wrong in play_slip(PROBLEMS[name], lines, number, change)]
    return found


def test_of_generated_wrong_derivations_every_line_is_found_and_no_name_is_false() -> None:
    named = 0
    for name, wrong, slugs in wrong_derivations(60):
        result = grade(name, *wrong.lines)
        assert result.wrong == wrong.wrong
        if result.slip:
            assert result.slip.slug in slugs, (name, wrong, result.slip)
            named += 1
    assert named >= 0.9 * 60


@pytest.mark.parametrize("name", ["dL_dz", "dJ_dwH"])
def test_each_slip_of_a_derivation_itself_is_named_as_itself_wherever_it_can_be_made(name: str) -> None:
    played = list(own_slips_played(PROBLEMS[name], right_lines(name)))
    assert {wrong.slug for wrong in played} == {each.slug for each in PROBLEMS[name].problem.slips}
    for wrong in played:
        result = grade(name, *wrong.lines)
        assert result.slip is not None
        assert result.slip.slug == wrong.slug


PRODUCTS = prepare_derivation(
    DerivationProblem("products", "d(sum(k, y[k]*z[k])**2, z[j])", {"y[k]": (-2.0, 2.0), "z[k]": (-2.0, 2.0)})
)
CENTRED = prepare_derivation(
    DerivationProblem(
        "centred",
        "sum(k, y[k]*([k==j] - u[k]*u[j]))",
        {"y[k]": (-2.0, 2.0), "z[k]": (-2.0, 2.0)},
        {"N": "sum(k, 1)", "u[k]": "z[k] - sum(l, z[l])/N"},
    )
)
SQUARE = prepare_derivation(DerivationProblem("square", "(a - b)**2", {"a": (0.5, 2.0), "b": (0.5, 2.0)}))


def test_a_sum_of_products_that_is_written_as_a_product_of_sums_is_named() -> None:
    lines = "2*sum(k, y[k]*z[k])*y[j]\n2*sum(k, y[k])*sum(k, z[k])*y[j]"
    slip = grade_derivation(PRODUCTS, lines).slip
    assert slip is not None and slip.slug == "sum_of_products_split"


def test_a_name_that_fits_only_because_a_sum_is_zero_gives_way_to_the_one_that_is_meant() -> None:
    """The entries of u add up to 0, so that many other slips give these numbers too."""
    slip = grade_derivation(CENTRED, "y[j] - u[j]*sum(k, y[k])*sum(k, u[k])").slip
    assert slip is not None and slip.slug == "sum_of_products_split"


def test_a_sum_that_lacks_the_delta_is_named() -> None:
    slip = grade_derivation(CENTRED, "sum(k, y[k]) - u[j]*sum(k, y[k]*u[k])").slip
    assert slip is not None and slip.slug == "delta_missing" and "[k==j] in Σ(k, y[k])" in slip.advice


def test_the_square_of_a_difference_that_is_split_is_named() -> None:
    slip = grade_derivation(SQUARE, "a**2 - b**2").slip
    assert slip is not None and slip.slug == "square_of_sum_split"


def test_a_lost_factor_is_never_a_derivative_off_the_chain() -> None:
    """d(zO, wO) has the value of uH, and nothing to do with d(J, wH)."""
    slip = grade("dJ_dwH", LAYERS, "(sigma(zO) - y)*wO*(1 - uH)*x").slip
    assert slip is not None and slip.advice == "The line is not right; with the factor uH it would be."


def test_a_term_that_the_name_of_the_line_before_stands_for_is_named() -> None:
    slip = grade("dL_dw", "(φ - y)*d(z, w)", "(φ - y)*x", "(sigma(w*x) - y)*x").slip
    assert slip is not None and slip.slug == "term_lost" and "b" in slip.advice


UNSOLVED = "b0*sum(i, x[i] - x̄) = sum(i, y[i])"


def test_an_equation_that_nothing_solves_has_no_name_and_is_shown_as_one() -> None:
    result = grade("b0", "0 = sum(i, y[i] - b0 - b1*x[i])", UNSOLVED)
    assert result.wrong == 2 and result.slip is None
    values = result.steps[1].values
    assert values is not None and values.got == "no b0 solves it"


def test_an_equation_that_everything_solves_is_shown_as_one() -> None:
    result = grade("b0", "0 = sum(i, y[i] - b0 - b1*x[i])", "0 = sum(i, y[i] - b0)*sum(i, x[i] - x̄)")
    values = result.steps[1].values
    assert result.wrong == 2 and values is not None and values.got == "every b0 solves it"

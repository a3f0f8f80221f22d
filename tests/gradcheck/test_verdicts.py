"""Agree, disagree, subgradient, precision, unresolved."""

import numpy as np
import pytest

from grader.gradcheck import check, check_batched, sentences

RNG = np.random.default_rng(5)
MODES = pytest.mark.parametrize("mode", ["full", "fast"])
AFFINE = {"X": RNG.normal(size=(4, 3)), "W": RNG.normal(size=(3, 2)), "b": RNG.normal(size=2)}
TIES = {"x": np.array([[3.0, 3, 1, -1], [2, 0, 2, 2]])}


def affine(X, W, b):
    return X @ W + b


def affine_backward(u, X, W, b):
    return {"X": u @ W.T, "W": X.T @ u, "b": u.sum(axis=0)}


def relu(x):
    return np.maximum(x, 0)


def row_max(x):
    return x.max(axis=1)


def tied(x):
    return (x == x.max(axis=1, keepdims=True)).astype(float)


@MODES
def test_a_wrong_gradient_disagrees(mode):
    report = check(relu, lambda u, x: u, {"x": np.array([-1.0, 2.0])}, mode=mode)
    assert not report.passed
    assert report.verdict == "disagree"


@MODES
def test_only_the_wrong_block_is_blamed(mode):
    wrong = lambda u, X, W, b: affine_backward(u, X, W, b) | {"b": u.mean(axis=0)}  # noqa: E731
    report = check(affine, wrong, AFFINE, mode=mode)
    assert [block.verdict for block in report.blocks] == ["agree", "agree", "disagree"]


def test_a_nan_gradient_disagrees():
    assert check(relu, lambda u, x: u * np.nan, {"x": np.ones(2)}).verdict == "disagree"


def test_a_gradient_of_the_wrong_shape_is_told_both_shapes():
    report = check(affine, lambda u, X, W, b: (u @ W.T, X.T @ u, u), AFFINE)
    assert "shape (4, 2), expected (2,)" in report.problems[0].sentence


def test_a_random_forward_is_recognised_and_never_passes():
    draws = iter(range(1000))
    report = check(lambda x: x + next(draws), lambda u, x: u, {"x": np.ones(2)})
    assert report.problems[0].kind == "random"
    assert not report.passed


def test_a_forward_that_changes_its_input_fails():
    def rude(x):
        x += 1
        return x * x

    report = check(rude, lambda u, x: 2 * u * (x + 1), {"x": np.ones(2)})
    assert report.problems[0].sentence.startswith("forward changes x in place")
    assert not report.passed


def test_the_callers_inputs_survive_a_rude_backward():
    x = np.ones(2)

    def rude(u, x):
        x *= 3
        return u

    check(lambda x: x, rude, {"x": x})
    assert (x == 1).all()


@pytest.mark.parametrize("wrong", [2.0, -0.5])
@MODES
def test_a_value_outside_every_convention_at_a_kink_disagrees(mode, wrong):
    backward = lambda u, x: u * np.where(x == 0, wrong, x > 0)  # noqa: E731
    assert check(relu, backward, {"x": np.array([0.0, 1, -1])}, mode=mode).verdict == "disagree"


@MODES
@pytest.mark.parametrize("share", [1.0, 0.5, 0.0])
def test_shares_that_do_not_add_up_at_a_tie_disagree(mode, share):
    assert not check(row_max, lambda u, x: share * u[:, None] * tied(x), TIES, mode=mode).passed


def test_the_two_inputs_of_a_max_gate_cannot_both_take_all():
    same = {"x": np.ones(2), "y": np.ones(2)}
    report = check(lambda x, y: np.maximum(x, y), lambda u, x, y: (u, u), same)
    assert not report.passed


def test_a_sign_error_in_a_loss_weighted_1e_6_disagrees():
    report = check(lambda x: 1e-6 * float((x**2).sum()), lambda u, x: -2e-6 * u * x, {"x": np.array([0.3, 1.2])})
    assert not report.passed


def test_a_wrong_gradient_of_a_float32_forward_disagrees():
    report = check(lambda x: np.sin(x.astype(np.float32)), lambda u, x: -u * np.cos(x), {"x": RNG.normal(size=4)})
    assert report.precision == "float32"
    assert report.verdict == "disagree"


@MODES
def test_a_right_gradient_agrees(mode):
    report = check(affine, affine_backward, AFFINE, mode=mode)
    assert report.passed
    assert report.verdict == "agree"


@MODES
@pytest.mark.parametrize("convention", [0.0, 0.5, 1.0])
def test_every_convention_at_a_kink_passes(mode, convention):
    x = np.array([0.0, 5e-9, 3e-7, -3e-6, 1.0])
    backward = lambda u, x: u * np.where(x == 0, convention, x > 0)  # noqa: E731
    assert check(relu, backward, {"x": x}, mode=mode).verdict == "subgradient"


@MODES
def test_an_even_split_at_ties_passes(mode):
    backward = lambda u, x: u[:, None] * tied(x) / tied(x).sum(axis=1, keepdims=True)  # noqa: E731
    assert check(row_max, backward, TIES, mode=mode).passed


def test_the_median_of_three_equal_numbers_passes():
    report = check(lambda x: float(np.median(x)), lambda u, x: u * (np.arange(3) == 1), {"x": np.ones(3)})
    assert report.passed


def test_a_right_gradient_of_a_float32_forward_passes_and_the_report_says_so():
    report = check(lambda x: np.sin(x.astype(np.float32)), lambda u, x: u * np.cos(x), {"x": RNG.normal(size=4)})
    assert report.passed
    assert any("float32" in note for note in report.notes)


def test_a_float16_forward_is_recognised():
    report = check(lambda x: (x.astype(np.float16)) ** 2, lambda u, x: 2 * u * x, {"x": RNG.normal(size=4)})
    assert report.precision == "float16"
    assert report.verdict != "disagree"


def test_a_gap_of_float32_size_is_precision_and_not_an_error():
    backward = lambda u, x: (u * np.cos(x)).astype(np.float32)  # noqa: E731
    report = check(lambda x: np.sin(x), backward, {"x": np.array([0.3, 1.0, 2.0])})
    assert report.passed
    assert any("computed in float32" in note for note in report.notes)


def test_what_cannot_be_seen_is_unresolved_and_never_passes():
    coarse = lambda x: np.round(x, 2)  # noqa: E731
    report = check(coarse, lambda u, x: u, {"x": np.array([0.123, 0.456])})
    assert report.verdict == "unresolved"
    assert not report.passed


@MODES
def test_tuples_dicts_and_scalars_of_output_are_differentiated(mode):
    x = {"x": np.array([0.3, 1.0])}
    assert check(lambda x: (x**2, np.exp(x)), lambda u, x: 2 * x * u[0] + np.exp(x) * u[1], x, mode=mode).passed
    assert check(lambda x: {"a": x**2}, lambda u, x: 2 * x * u["a"], x, mode=mode).passed
    assert check(lambda x: float(x @ x), lambda u, x: 2 * u * x, x, mode=mode).passed


def test_inputs_left_out_of_wrt_are_passed_on_untouched():
    report = check(lambda x, k: x**k, lambda u, x, k: k * u * x ** (k - 1), {"x": np.ones(2), "k": 3}, wrt=["x"])
    assert report.passed
    assert [block.name for block in report.blocks] == ["x"]


def test_a_fixed_upstream_suits_a_loss_whose_backward_takes_none():
    report = check(lambda x: float((x**2).mean()), lambda u, x: x, {"x": np.array([0.3, 1.0])}, upstream=1.0)
    assert report.passed


def test_all_evaluations_go_through_evaluate_in_a_few_batches():
    batches = []

    def evaluate(points):
        batches.append(len(points))
        return [affine(**point) for point in points]

    gradients = lambda requests: [affine_backward(u, **point) for u, point in requests]  # noqa: E731
    report = check_batched(evaluate, gradients, AFFINE)
    assert report.passed
    assert sum(batches) == report.evaluations
    assert len(batches) <= 5


def test_the_same_seed_gives_the_same_report():
    first, second = (check(affine, affine_backward, AFFINE, seed=3) for _ in range(2))
    assert sentences(first) == sentences(second)
    assert (first.upstream == second.upstream).all()

"""What a failing report says; a pattern is never false."""

import numpy as np
import pytest

from grader.gradcheck import check, sentences

RNG = np.random.default_rng(11)
SQUARE = {"X": RNG.normal(size=(3, 3)), "W": RNG.normal(size=(3, 3))}


def product(X, W):
    return X @ W


def right(u, X, W):
    return u @ W.T, X.T @ u


def kinds(forward, backward, inputs):
    return {pattern.kind: pattern for pattern in check(forward, backward, inputs).patterns}


def of_W(change):
    return kinds(product, lambda u, X, W: (u @ W.T, change(X.T @ u)), SQUARE)


def test_a_constant_factor_is_named_with_its_number():
    assert of_W(lambda g: g / 3)["constant factor"].factor == pytest.approx(1 / 3)


def test_a_sign_is_named():
    assert "sign" in of_W(lambda g: -g)


def test_a_transpose_is_named():
    assert "transpose" in of_W(lambda g: g.T)


def test_a_permutation_is_named():
    assert "permutation" in of_W(lambda g: g[::-1])


def test_zeros_are_named():
    assert "zeros" in of_W(lambda g: 0 * g)


def test_a_wrong_row_is_named():
    def spoil(g):
        g[1] *= [2, 3, 5]
        return g

    assert of_W(spoil)["row"].sentence.endswith("row 1")


def test_a_single_entry_is_listed():
    def spoil(g):
        g[1, 2] *= 1.07
        return g

    assert of_W(spoil)["few entries"].indices == ((1, 2),)


def test_an_offset_is_named():
    assert of_W(lambda g: g + 0.25)["offset"].factor == pytest.approx(0.25)


def test_a_penalty_in_one_pass_only_is_named():
    assert of_W(lambda g: g + 0.1 * SQUARE["W"])["decay"].factor == pytest.approx(0.1)


def test_the_right_blocks_are_cleared():
    assert of_W(lambda g: 2 * g)["block"].sentence == "only W is wrong; X agrees"


def test_swapped_gradients_are_named():
    assert "swapped" in kinds(product, lambda u, X, W: right(u, X, W)[::-1], SQUARE)


def test_an_ignored_upstream_is_named():
    found = kinds(lambda x: np.sin(x), lambda u, x: np.cos(x), {"x": RNG.normal(size=4)})
    assert "same for every upstream" in found["upstream"].sentence


def test_a_region_is_named_by_its_sign():
    found = kinds(lambda x: np.abs(x), lambda u, x: u, {"x": np.array([-1.0, 2.0, -0.5, 3.0])})
    assert "x is negative" in found["region"].sentence


def test_an_unsummed_broadcast_is_named():
    inputs = {"x": RNG.normal(size=(4, 3)), "b": RNG.normal(size=3)}
    found = kinds(lambda x, b: x + b, lambda u, x, b: (u, u), inputs)
    assert "summed over axis 0" in found["shape"].sentence


def test_a_tie_is_explained_jointly():
    found = kinds(lambda x: float(x.max()), lambda u, x: u * (x == x.max()), {"x": np.array([2.0, 2.0, 1.0])})
    assert found["joint"].indices == ((0,), (1,))
    assert "dx[0], dx[1] are admissible one by one, but not together" in found["joint"].sentence


def test_at_a_kink_the_interval_is_quoted_and_no_ratio():
    backward = lambda u, x: u * np.where(x == 0, 2.0, x > 0)  # noqa: E731
    found = kinds(lambda x: np.maximum(x, 0), backward, {"x": np.array([0.0, 1.0, -1.0])})
    assert "kink value" in found
    assert "constant factor" not in found


def test_a_formula_error_gets_no_false_pattern():
    found = kinds(lambda x: np.tanh(x), lambda u, x: u * (1 - np.tanh(x)), {"x": np.array([0.3, -1.2, 0.9, 2.0, -0.4])})
    assert not found


def test_a_right_gradient_has_no_pattern():
    assert not kinds(product, right, SQUARE)


def test_a_failing_report_says_got_then_slope_then_losses_and_ends_with_the_seed():
    report = check(product, lambda u, X, W: (u @ W.T, 2 * (X.T @ u)), SQUARE, seed=7)
    first = sentences(report)[0]
    assert first.startswith("dW[0, 0]: you return ")
    assert "Measured slope" in first
    assert "loss" in first
    assert "seed 7" in sentences(report)[-1]


def test_a_factor_is_named_by_its_simplest_decimal_and_no_fraction_beside_it():
    assert "are 1.05 x" in of_W(lambda g: 1.05 * g)["constant factor"].sentence
    single = kinds(
        lambda x: np.sin(x.astype(np.float32)), lambda u, x: 1.01 * u * np.cos(x), {"x": np.array([0.3, 1.0, 0.7])}
    )
    assert "are 1.01 x" in single["constant factor"].sentence


def test_where_a_factor_explains_zeros_too_no_region_is_claimed():
    found = kinds(lambda x: np.maximum(x, 0), lambda u, x: 2 * u * (x > 0), {"x": np.array([1.0, -1.0, 2.0, -2.0])})
    assert "constant factor" in found
    assert "region" not in found


def test_many_wrong_columns_are_counted_or_the_right_ones_named():
    X = np.random.default_rng(0).normal(size=(4, 5))
    W = np.random.default_rng(1).normal(size=(5, 30))

    def sentences_with(wrong):
        report = check(
            lambda W: np.tanh(X @ W),
            lambda u, W: X.T @ (u * (1 - np.tanh(X @ W) ** 2)) * np.where(wrong, 1.01, 1),
            {"W": W},
        )
        return [pattern.sentence for pattern in report.patterns if pattern.kind == "column"]

    assert sentences_with(~np.isin(np.arange(30), [3, 17])) == [
        "the gradient of W is wrong exactly in all columns but 3, 17"
    ]
    assert sentences_with(np.arange(30) < 12) == [
        "the gradient of W is wrong exactly in columns 0, 1, 2, 3, 4, 5, 6, 7 and 4 more"
    ]


def test_a_factor_is_not_found_within_bars_that_are_larger_than_the_gradient():
    """A slope of 1e5 is known to 1 here, and the gradient is 1: every number would be the slope times x within that."""
    x = np.array([-3.5e-6, 1.9e-5, 1.8e-5, 5.5e-6, 4.1e-6, -5.9e-7])
    report = check(lambda x: np.tanh(1e5 * x), lambda u, x: u * (1 - np.tanh(1e5 * x) ** 2), {"x": x}, seed=205)
    assert [pattern.kind for pattern in report.patterns] == ["constant factor"]


def test_no_ratio_is_told_for_a_kink_that_is_too_small_to_be_seen():
    weights = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 1e-5])
    report = check(
        lambda x: weights * np.maximum(x, 0),
        lambda u, x: u * weights * np.where(x == 0, 1.5, x > 0),
        {"x": np.array([0.0, 0.0, 0.0, 1.0, 2.0, 0.0])},
    )
    assert not any("x the measured slope" in pattern.sentence for pattern in report.patterns)

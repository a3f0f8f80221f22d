"""Fast mode on many wrong entries: noticed always, located where they are few, a row or a column named, else counted."""

import numpy as np
import pytest

from grader.gradcheck import check

ACTIVATIONS = {
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "relu": (lambda x: np.maximum(x, 0), lambda x: (x > 0) * 1.0),
    "leaky relu": (lambda x: np.where(x > 0, x, 0.1 * x), lambda x: np.where(x > 0, 1, 0.1)),
}


def report_on(activation, count, factor, seed):
    """The report on f = g(x) @ c with 10,000 entries, of which `count` live ones are wrong by a factor; their places."""
    g, slope = ACTIVATIONS[activation]
    rng = np.random.default_rng(seed)
    x, c = rng.normal(size=10_000), rng.normal(size=10_000)
    live = np.flatnonzero(slope(x))
    wrong = np.sort(rng.permutation(live)[:count])

    def backward(u, x):
        gradient = u * slope(x) * c
        gradient[wrong] *= factor
        return gradient

    return check(lambda x: float(g(x) @ c), backward, {"x": x}, mode="fast", seed=seed), wrong


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("factor", [1.01, -1.0, 0.0])
def test_a_few_wrong_entries_of_10000_are_located_exactly(activation, factor):
    for count in (1, 5):
        report, wrong = report_on(activation, count, factor, count)
        assert np.array_equal(np.flatnonzero(report.blocks[0].verdicts == 4), wrong)
        assert report.blocks[0].located


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("count", [17, 100, 300, 1000, 5000, 10_000])
def test_many_wrong_entries_of_10000_are_always_noticed(activation, count):
    for factor in (1.01, 0.0):
        report, wrong = report_on(activation, count, factor, 3)
        named = set(np.flatnonzero(report.blocks[0].verdicts == 4))
        assert report.verdict == "disagree"
        assert named and named <= set(wrong)
        assert report.blocks[0].located == (named == set(wrong))
        assert report.evaluations <= 3000


def test_a_zeroed_column_is_named():
    rng = np.random.default_rng(0)
    X, W = rng.normal(size=(8, 300)), {"W": rng.normal(size=(300, 40)) / 17}

    def backward(u, W):
        gradient = X.T @ (u * (1 - np.tanh(X @ W) ** 2))
        gradient[:, 7] = 0
        return gradient

    report = check(lambda W: np.tanh(X @ W), backward, W, mode="fast")
    assert any(pattern.sentence.endswith("in column 7") for pattern in report.patterns)


def test_full_mode_on_a_wrong_gradient_costs_at_most_4_evaluations_per_entry():
    rng = np.random.default_rng(0)
    X, W = rng.normal(size=(8, 50)), {"W": rng.normal(size=(50, 20)) / 7}
    report = check(lambda W: np.tanh(X @ W), lambda u, W: X.T @ (u * (1 - np.tanh(X @ W))), W)
    assert report.blocks[0].count("disagree") == 1000
    assert report.evaluations <= 4000


def test_full_mode_on_a_wrong_gradient_with_kinks_nearby_costs_at_most_4_evaluations_per_entry():
    rng = np.random.default_rng(0)
    X, v, W = rng.normal(size=(256, 8)), rng.normal(size=64), {"W": rng.normal(size=(8, 64)) / 3}
    report = check(
        lambda W: float((np.maximum(X @ W, 0) @ v).mean()),
        lambda u, W: 1.01 * X.T @ (u / 256 * v * (X @ W > 0)),
        W,
    )
    assert report.blocks[0].count("disagree") == 512
    assert report.evaluations <= 4 * 512


@pytest.mark.parametrize("share", [0.05, 0.4, 1.0])
def test_full_mode_on_entries_that_sit_on_a_kink_costs_at_most_4_evaluations_per_entry(share):
    rng = np.random.default_rng(0)
    x, c = rng.normal(size=1000), rng.normal(size=1000)
    x[rng.random(1000) < share] = 0
    odd = (np.arange(1000) % 2 == 1) & (x == 0)
    report = check(lambda x: float(np.maximum(x, 0) @ c), lambda u, x: u * c * ((x > 0) + 2 * odd), {"x": x})
    assert np.array_equal(report.blocks[0].verdicts == 4, odd)
    assert report.evaluations <= 4000


def test_a_curve_that_looks_like_a_kink_beside_true_kinks_is_no_kink():
    x = np.where(np.arange(200) % 10 == 0, 1e-9, 0.0)
    width = np.where(x > 0, 1e-18, 0.0)
    right = np.where(x > 0, x / np.sqrt(x * x + 1e-18), 0.3)
    report = check(lambda x: np.sqrt(x * x + width), lambda u, x: u * np.where(x > 0, 0.1, right), {"x": x})
    assert np.array_equal(np.flatnonzero(report.blocks[0].verdicts > 2), np.arange(0, 200, 10))


@pytest.mark.parametrize("factor", [1.01, -1.0, 0.0])
def test_what_one_step_leaves_of_curvature_does_not_hide_the_wrong_entry(factor):
    rng = np.random.default_rng([106, 10_000])
    x, c = rng.normal(size=10_000), rng.normal(size=10_000)
    spoilt = np.ones(10_000)
    spoilt[rng.permutation(10_000)[0]] = factor

    def backward(u, x):
        return u * (1 - np.tanh(x) ** 2) * c * spoilt

    report = check(lambda x: float(np.tanh(x) @ c), backward, {"x": x}, mode="fast", seed=106)
    assert np.array_equal(report.blocks[0].verdicts == 4, spoilt != 1)
    assert report.blocks[0].located and report.evaluations < 1000


def relu(x):
    return np.maximum(x, 0)


@pytest.mark.parametrize("convention", [0.0, 0.5, 1.0])
def test_full_mode_on_a_right_gradient_wholly_on_kinks_costs_at_most_3_evaluations_per_entry(convention):
    report = check(relu, lambda u, x: u * np.where(x == 0, convention, x > 0), {"x": np.zeros(1000)})
    assert report.verdict == "subgradient" and report.evaluations <= 3000


def test_full_mode_on_500_ties_that_take_too_much_costs_at_most_4_evaluations_per_entry():
    x = np.repeat(np.random.default_rng(5).normal(size=500), 2)
    report = check(lambda x: x.reshape(-1, 2).max(axis=1), lambda u, x: np.repeat(u, 2), {"x": x})
    assert report.verdict == "disagree" and report.evaluations <= 4000


def test_one_kink_beside_its_entry_is_found_among_a_thousand_that_sit_on_theirs():
    x = np.zeros(1000)
    x[637] = 3e-7
    wrong = check(relu, lambda u, x: u * (x > 1e-6), {"x": x})
    assert [entry.index for entry in wrong.blocks[0].entries if entry.verdict == "disagree"] == [(637,)]
    assert check(relu, lambda u, x: u * (x > 0), {"x": x}).passed

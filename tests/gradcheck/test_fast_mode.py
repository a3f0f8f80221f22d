"""Fast mode: a cost that does not depend on size, and wrong entries found by bisection."""

import numpy as np
import pytest

from grader.gradcheck import check

RNG = np.random.default_rng(3)
X = RNG.normal(size=(8, 90))
W = {"W": RNG.normal(size=(90, 70)) / 9}


def layer(W):
    return np.tanh(X @ W).sum(axis=1)


def layer_backward(u, W):
    return X.T @ (u[:, None] * (1 - np.tanh(X @ W) ** 2))


def spoiled(*entries, factor=1.01):
    def backward(u, W):
        gradient = layer_backward(u, W)
        for entry in entries:
            gradient[entry] *= factor
        return gradient

    return backward


def test_one_entry_of_6300_off_by_one_percent_is_located():
    for seed in range(5):
        report = check(layer, spoiled((17, 33)), W, mode="fast", seed=seed)
        assert [entry.index for entry in report.blocks[0].entries] == [(17, 33)]


def test_three_wrong_entries_are_located():
    report = check(layer, spoiled((0, 0), (17, 33), (89, 69)), W, mode="fast")
    assert [entry.index for entry in report.blocks[0].entries] == [(0, 0), (17, 33), (89, 69)]


def test_a_block_that_is_wrong_everywhere_is_sampled():
    report = check(layer, lambda u, W: 2 * layer_backward(u, W), W, mode="fast")
    assert not report.passed
    assert any(pattern.kind == "constant factor" and pattern.factor == pytest.approx(2) for pattern in report.patterns)
    assert report.blocks[0].tested < 100


def test_the_cost_does_not_depend_on_size():
    small = {"W": W["W"][:, :7].copy()}
    costs = [check(layer, layer_backward, inputs, mode="fast").evaluations for inputs in (small, W)]
    assert max(costs) < 140  # three probes, and one for each group of entries that are tiny beside the others


def test_full_mode_costs_little_more_than_two_evaluations_per_entry():
    inputs = {"W": W["W"][:, :11].copy()}
    report = check(layer, layer_backward, inputs)
    assert report.passed
    assert report.evaluations <= 2.5 * inputs["W"].size


C = RNG.normal(size=12_000)
ZEROS = np.where(np.arange(12_000) % 3 == 0, 0.0, RNG.normal(size=12_000))


def relu_sum(x):
    return float(np.maximum(x, 0) @ C)


def relu_sum_backward(at_zero):
    return lambda u, x: u * C * np.where(x == 0, at_zero, x > 0)


@pytest.mark.parametrize("x", [ZEROS, 0 * ZEROS])
def test_thousands_of_entries_on_a_kink_cost_fast_mode_no_more_than_3000_evaluations(x):
    for at_zero, verdict in ((0.0, "subgradient"), (0.5, "subgradient"), (2.0, "disagree")):
        report = check(relu_sum, relu_sum_backward(at_zero), {"x": x}, mode="fast")
        assert report.verdict == verdict and report.evaluations <= 3000


def test_a_wrong_entry_beside_thousands_on_a_kink_is_located_in_fast_mode():
    def backward(u, x):
        return relu_sum_backward(1.0)(u, x) * np.where(np.arange(x.size) == 301, 1.01, 1.0)

    x = np.where(np.arange(ZEROS.size) == 301, 1.3, ZEROS)
    report = check(relu_sum, backward, {"x": x}, mode="fast")
    assert [entry.index for entry in report.blocks[0].entries if entry.verdict == "disagree"] == [(301,)]
    assert report.evaluations <= 4000


def test_an_entry_that_ignores_the_upstream_gradient_is_located_beside_another():
    x, c = np.random.default_rng(0).normal(size=(2, 3000))

    def backward(u, x):
        gradient = u * c * (1 - np.tanh(x) ** 2)
        gradient[1781] *= -1
        gradient[1238] += 0.7
        return gradient

    report = check(lambda x: float(np.tanh(x) @ c), backward, {"x": x}, mode="fast")
    wrong = [entry.index for entry in report.blocks[0].entries if entry.verdict == "disagree"]
    assert wrong == [(1238,), (1781,)] and report.problems[0].kind == "upstream"

"""Points where several kinks meet: shares of a tie must add up along every line along which nothing bends."""

import numpy as np
import pytest

from grader.gradcheck import check

MODES = pytest.mark.parametrize("mode", ["full", "fast"])
EQUAL = {"x": np.ones(3)}
ZEROS = {"x": np.zeros(4)}
RIGHT_MEDIANS = ([0, 1, 0], [0.5, 0.5, 0], [1 / 3, 1 / 3, 1 / 3])
WRONG_MEDIANS = ([1, 1, 0], [1, 1, 1], [0, 0, 0], [0.4, 0.4, 0.4])
RIGHT_DIFFERENCES = ([1, 0, -1, 0], [0.5, 0.5, -0.5, -0.5], [0, 1, -0.2, -0.8])
WRONG_DIFFERENCES = ([1, 1, -1, 0], [1, 1, -1, -1], [0, 0, 0, 0], [0.7, 0.7, -0.5, -0.5])


def median(x):
    return float(np.sort(x)[1])


def difference(x):
    """The difference of two maxima, and a second output without a kink."""
    return np.array([max(x[0], x[1]) - max(x[2], x[3]), x.sum()])


def median_of(shares, mode):
    return check(median, lambda u, x: u * np.array(shares), EQUAL, mode=mode)


def difference_of(shares, mode):
    return check(difference, lambda u, x: u[0] * np.array(shares) + u[1], ZEROS, mode=mode)


@MODES
@pytest.mark.parametrize("shares", RIGHT_MEDIANS)
def test_the_median_of_three_equal_numbers_may_share_as_it_likes(shares, mode):
    assert median_of(shares, mode).passed


@MODES
@pytest.mark.parametrize("shares", WRONG_MEDIANS)
def test_shares_of_a_median_that_do_not_add_up_to_one_are_wrong(shares, mode):
    assert median_of(shares, mode).verdict == "disagree"


@MODES
@pytest.mark.parametrize("shares", RIGHT_DIFFERENCES)
def test_two_ties_of_opposite_signs_may_share_as_they_like(shares, mode):
    assert difference_of(shares, mode).passed


@MODES
@pytest.mark.parametrize("shares", WRONG_DIFFERENCES)
def test_each_of_two_ties_of_opposite_signs_must_add_up(shares, mode):
    report = difference_of(shares, mode)
    assert report.verdict == "disagree" and report.joint


def test_the_report_names_the_tied_entries_and_both_sums():
    report = median_of([1, 1, 1], "full")
    assert {index for _, index in report.joint[0].members} == {(0,), (1,), (2,)}
    assert (report.joint[0].returned, report.joint[0].low) == pytest.approx((3 * report.upstream, report.upstream))


def zero_layer(X, W2, convention):
    """A layer of zeros before a relu, with the backward pass of one convention at 0."""

    def backward(u, W1):
        z = X @ W1
        return X.T @ ((u @ W2.T) * np.where(z == 0, convention, z > 0))

    return (lambda W1: np.maximum(X @ W1, 0) @ W2), backward


@MODES
@pytest.mark.parametrize("convention", [0.0, 0.5, 1.0])
def test_a_layer_of_zeros_without_bias_is_right_in_every_convention(convention, mode):
    rng = np.random.default_rng(4)
    forward, backward = zero_layer(rng.normal(size=(5, 3)), rng.normal(size=(4, 2)), convention)
    assert check(forward, backward, {"W1": np.zeros((3, 4))}, mode=mode).passed


def concatenated(x):
    """max(x_i, x_i+1) - min(x_i, x_i+1) + median of all, with many equal numbers."""
    return np.abs(np.diff(x)) + np.sort(x)[2]


def concatenated_backward(u, x):
    d = np.zeros_like(x)
    slopes = u * np.sign(np.diff(x))
    d[1:] += slopes
    d[:-1] -= slopes
    d[np.argsort(x, kind="stable")[2]] += u.sum()
    return d


@MODES
def test_chains_of_right_conventions_pass_at_many_ties(mode):
    for x in ([1.0, 1, 1, 1, 1], [0.0, 1, 1, 0, 1], [2.0, 2, 0, 0, 0]):
        assert check(concatenated, concatenated_backward, {"x": np.array(x)}, mode=mode).passed


def deep_net(D, H, convention, factor=1.0, one=0.0):
    """Two relu layers over a first layer of zeros, with the backward pass of one convention at 0."""
    rng = np.random.default_rng(0)
    X, W2, W3 = rng.normal(size=(6, D)), rng.normal(size=(H, H)) / H**0.5, rng.normal(size=(H, 2)) / H**0.5

    def forward(W1):
        return np.maximum(np.maximum(X @ W1, 0) @ W2, 0) @ W3

    def slope(z):
        return np.where(z == 0, convention, z > 0)

    def backward(u, W1):
        z1 = X @ W1
        d2 = (u @ W3.T) * slope(np.maximum(z1, 0) @ W2)
        dW1 = factor * X.T @ ((d2 @ W2.T) * slope(z1))
        dW1[D // 2, H // 3] += one
        return dW1

    return forward, backward, {"W1": np.zeros((D, H))}


@MODES
@pytest.mark.parametrize("convention", [0.0, 0.5, 1.0])
def test_hundreds_of_corners_under_two_layers_are_right_in_every_convention(convention, mode):
    assert check(*deep_net(20, 20, convention), mode=mode, seed=3).passed


@MODES
def test_hundreds_of_corners_that_are_twice_too_large_are_wrong_and_not_dear(mode):
    report = check(*deep_net(20, 20, 1.0, factor=2.0), mode=mode, seed=3)
    assert report.verdict == "disagree" and report.evaluations <= 5000


@MODES
def test_one_wrong_entry_among_hundreds_of_corners_is_found(mode):
    report = check(*deep_net(20, 20, 1.0, one=3.0), mode=mode, seed=3)
    assert report.verdict == "disagree"
    assert (10, 6) in [entry.index for entry in report.blocks[0].entries if entry.verdict == "disagree"]


RISE_AND_FALL = np.array([0.3, -1.0, 2.0, -0.4, 0.7])


def weighted_backward(order):
    """Weights by rank; equal numbers are ranked by this order."""

    def backward(u, x):
        d = np.zeros_like(x)
        d[np.lexsort((order, x))] = u * RISE_AND_FALL
        return d

    return backward


@MODES
def test_a_weighted_sum_of_equal_sorted_numbers_may_take_them_in_any_order(mode):
    """Each entry's kink opens the same way, and yet the sum is not convex."""
    for seed in range(12):
        backward = weighted_backward(np.random.default_rng(seed).permutation(5))
        report = check(lambda x: float(np.sort(x) @ RISE_AND_FALL), backward, {"x": np.ones(5)}, mode=mode, seed=seed)
        assert report.passed


TABLE = np.array([[0.0, 1.0, -1.0], [1.0, 0.0, 1.0], [0.0, 2.0, -1.0], [-2.0, -1.0, 0.0], [-2.0, -2.0, 2.0]])


def test_several_weighted_sums_of_equal_sorted_numbers_pass():
    """Along some lines through the tie every slope next door that is sampled lies on one side of the right one."""
    report = check(
        lambda x: np.sort(x) @ TABLE,
        lambda u, x: weighted_by(TABLE @ u, x),
        {"x": np.ones(5)},
        seed=67,
    )
    assert report.passed


def weighted_by(weights, x):
    d = np.zeros_like(x)
    d[np.argsort(x, kind="stable")] = weights
    return d

"""Training: batches hold every example once, runs repeat, and losses fall."""

import numpy as np
import pytest

from grader.reference import data, networks


def numbered(n):
    i = np.arange(n, dtype=float)
    return np.column_stack([i, 100 + i]), 10 * i + 3


@pytest.mark.parametrize("n, B, sizes", [(10, 4, [4, 4, 2]), (12, 4, [4, 4, 4]), (5, 8, [5]), (3, 1, [1, 1, 1])])
def test_an_epoch_holds_every_pair_once(n, B, sizes, rng):
    X, y = numbered(n)
    batches = list(data.minibatches(X, y, B, rng))
    assert [len(xb) for xb, _ in batches] == sizes
    assert sorted(i for xb, _ in batches for i in xb[:, 0]) == list(range(n))
    assert all(np.array_equal(yb, 10 * xb[:, 0] + 3) for xb, yb in batches)


def test_epochs_differ_and_a_seed_repeats_them():
    X, y = numbered(20)
    rng = np.random.default_rng(3)
    first, second = (np.concatenate([yb for _, yb in data.minibatches(X, y, 6, rng)]) for _ in range(2))
    again = np.concatenate([yb for _, yb in data.minibatches(X, y, 6, np.random.default_rng(3))])
    assert not np.array_equal(first, second)
    np.testing.assert_array_equal(first, again)


def test_batch_gradients_weighted_by_size_average_to_the_full_gradient(rng):
    X, y, w = rng.normal(size=(10, 3)), rng.normal(size=10), rng.normal(size=3)
    batches = [np.arange(0, 4), np.arange(4, 8), np.arange(8, 10)]
    mean = sum(len(idx) * data.batch_gradient(X, y, w, idx) for idx in batches) / 10
    np.testing.assert_allclose(mean, data.batch_gradient(X, y, w, np.arange(10)))


def test_ten_equal_examples_in_fours_make_three_updates_an_epoch(rng):
    row, lr = np.array([0.8, -1.3]), 0.3
    w, b, history = data.train_logistic(np.tile(row, (10, 1)), np.ones(10), lr, 1, 4, rng)
    expected_w, expected_b = np.zeros(2), 0.0
    for _ in range(3):
        slope = 1 / (1 + np.exp(-(row @ expected_w + expected_b))) - 1
        expected_w, expected_b = expected_w - lr * slope * row, expected_b - lr * slope
    np.testing.assert_allclose([*w, b], [*expected_w, expected_b])
    assert history == [pytest.approx(np.log1p(np.exp(-(row @ w + b))))]


def test_logistic_regression_stays_finite_on_very_large_features(rng):
    X, y = [[400, -300], [-500, 250], [300, 100]], [1, 0, 1]
    w, b, history = data.train_logistic(X, y, 0.1, 2, 3, rng)
    assert np.all(np.isfinite([*w, b, *history]))


def test_logistic_regression_separates_what_a_line_can_separate(rng):
    X = rng.normal(size=(400, 2))
    margin = 1.5 * X[:, 0] - X[:, 1] + 0.4
    X, y = X[np.abs(margin) > 0.3][:200], (margin[np.abs(margin) > 0.3] > 0)[:200]
    w, b, history = data.train_logistic(X, y, 0.5, 60, 32, rng)
    assert np.mean(data.predict(X, w, b) == y) >= 0.95
    assert len(history) == 60
    assert history[-1] < history[0] / 2


def test_a_fresh_network_has_no_two_equal_hidden_units():
    params = networks.TwoLayerNet(3, 5, np.random.default_rng([35, 1])).params
    assert [params[name].shape for name in ("WH", "bH", "WO", "bO")] == [(5, 3), (5,), (1, 5), (1,)]
    assert len(np.unique(params["WH"], axis=0)) == 5


def test_the_loss_leaves_the_parameters_alone(rng):
    net = networks.TwoLayerNet(2, 4, rng)
    before = {name: array.copy() for name, array in net.params.items()}
    net.loss(rng.normal(size=(7, 2)), np.ones(7))
    assert all(np.array_equal(net.params[name], before[name]) for name in before)


def test_four_hidden_units_learn_the_square():
    """The numbers printed in exercise 35: accuracy 0.93, mean loss from 0.6593 to 0.1796."""
    X = np.random.default_rng(0).random((400, 2))
    y = (np.abs(X - 0.5).max(axis=1) < 0.3).astype(float)
    rng = np.random.default_rng(0)
    net = networks.TwoLayerNet(2, 4, rng)
    history = net.fit(X, y, 600, 100, 0.03, rng)
    assert len(history) == 600
    assert np.mean(net.predict(X) == y) == pytest.approx(0.93, abs=0.005)
    assert [history[0], history[-1]] == pytest.approx([0.6593, 0.1796], abs=5e-4)

"""Chapter 7's reference against what it must obey, and against slower ways to the same numbers."""

from itertools import product

import numpy as np
import pytest

from grader.reference.evaluation import metrics, selection, splits


def test_every_number_is_in_exactly_one_of_the_three_sets():
    parts = splits.split(20, 4, 3, np.random.default_rng(7))
    assert [len(part) for part in parts] == [13, 4, 3]
    assert sorted(np.concatenate(parts)) == list(range(20))


def test_the_next_call_splits_otherwise_and_the_same_state_alike():
    rng = np.random.default_rng(7)
    first, second, again = (
        splits.split(20, 4, 3, rng),
        splits.split(20, 4, 3, rng),
        splits.split(20, 4, 3, np.random.default_rng(7)),
    )
    assert all(map(np.array_equal, first, again))
    assert not np.array_equal(first[0], second[0])


def test_without_validation_examples_that_set_is_empty():
    assert [len(part) for part in splits.split(9, 0, 4, np.random.default_rng(1))] == [5, 0, 4]


@pytest.mark.parametrize("value", [4.0, 0.1, -1e300, 0.0])
def test_a_constant_column_scales_to_zero(value):
    X = np.column_stack([np.arange(6.0), np.full(6, value)])
    mean, std = splits.fit_scaler(X)
    assert std[1] == 1
    np.testing.assert_allclose(splits.scale(X, mean, std)[:, 1], 0, atol=abs(value) * 1e-15)


def test_the_training_set_alone_decides_the_scale(rng):
    X = [rng.normal(size=(n, 3)) * [1, 10, 100] + shift for n, shift in ((9, 3), (4, 4), (5, 5))]
    train, val, test = splits.prepare_sets(*X)
    np.testing.assert_allclose(train.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(train.std(axis=0), 1, atol=1e-9)
    for scaled, raw in ((val, X[1]), (test, X[2])):
        np.testing.assert_allclose(scaled * X[0].std(axis=0) + X[0].mean(axis=0), raw)


def test_confusions_are_counted_one_by_one(rng):
    y, p = rng.integers(0, 4, 50), rng.integers(0, 4, 50)
    M = metrics.confusion_matrix(y, p, 4)
    for i, j in product(range(4), range(4)):
        assert M[i, j] == sum(a == i and b == j for a, b in zip(y, p, strict=True))


def test_f1_is_two_hits_over_what_was_called_and_what_is(rng):
    M = rng.integers(0, 9, (4, 4))
    expected = [2 * M[k, k] / (M[k].sum() + M[:, k].sum()) for k in range(4)]
    np.testing.assert_allclose(metrics.scores(M)["f1"], expected)


def test_a_class_that_was_never_predicted_scores_zero():
    found = metrics.scores([[6, 0, 1], [2, 0, 3], [1, 0, 5]])
    assert found["precision"][1] == found["recall"][1] == found["f1"][1] == 0


def area_under_the_curve(s, y):
    """The ROC curve drawn threshold by threshold, and the trapezoids below it."""
    points = [(0.0, 0.0)]
    for threshold in sorted(set(s), reverse=True):
        called = s >= threshold
        points.append((np.mean(called[y == 0]), np.mean(called[y == 1])))
    x, height = np.array(points).T
    return float((np.diff(x) * (height[1:] + height[:-1]) / 2).sum())


@pytest.mark.parametrize("seed", range(5))
def test_the_share_of_pairs_is_the_area_under_the_roc_curve(seed):
    rng = np.random.default_rng(seed)
    s, y = rng.normal(size=30).round(1), np.arange(30) % 3 == 0
    assert metrics.roc_auc(s, y) == pytest.approx(area_under_the_curve(s, y), abs=1e-12)
    assert metrics.roc_auc(-s, y) == pytest.approx(1 - metrics.roc_auc(s, y), abs=1e-12)


@pytest.mark.parametrize("label", [0, 1])
def test_one_label_only_has_no_pairs(label):
    with pytest.raises(ValueError, match="both labels"):
        metrics.roc_auc([0.3, 0.7], [label, label])


@pytest.mark.parametrize("n, k", [(12, 4), (11, 4), (5, 5), (23, 5)])
def test_folds_partition_the_examples_evenly(n, k):
    folds = selection.k_folds(n, k)
    assert sorted(np.concatenate([val for _, val in folds])) == list(range(n))
    assert {len(val) for _, val in folds} <= {n // k, -(-n // k)}
    assert all(sorted([*train, *val]) == list(range(n)) for train, val in folds)


def test_the_lowest_mean_wins():
    score = {("a", 0): 3.0, ("a", 1): 1.0, ("b", 0): 1.9, ("b", 1): 1.9}
    folds = [(np.array([1]), np.array([0])), (np.array([0]), np.array([1]))]
    best, means = selection.cross_validate(lambda c, train, val: score[c, val[0]], folds, ["a", "b"])
    assert best == "b"
    assert means == [2.0, 1.9]


def stop_by_counting(losses, patience, min_delta):
    """As hint 3 says: the loss to beat, its epoch, and how many epochs have passed since."""
    mark, best, waited = losses[0], 0, 0
    for epoch, loss in enumerate(losses[1:], 1):
        waited += 1
        if loss < mark - min_delta:
            mark, best, waited = loss, epoch, 0
        if waited == patience:
            return epoch, best
    return len(losses) - 1, best


@pytest.mark.parametrize("seed", range(20))
def test_the_moment_to_stop_as_the_hint_finds_it(seed):
    rng = np.random.default_rng(seed)
    losses = list(rng.uniform(0.3, 1, 12).round(2))
    for patience, min_delta in product((1, 2, 3, 5), (0.0, 0.05, 0.2)):
        found = selection.early_stop(losses, patience, min_delta)
        assert found == stop_by_counting(losses, patience, min_delta)

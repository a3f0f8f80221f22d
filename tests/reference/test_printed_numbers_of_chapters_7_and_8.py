"""The numbers that exercises 36 to 45 print, each recomputed."""

import numpy as np
import pytest

from grader.reference.deep import adaptive, initialisation, precision, schedules
from grader.reference.evaluation import metrics, selection, splits


def close(got, expected, digits=10):
    np.testing.assert_allclose(got, expected, rtol=0, atol=0.51 * 10.0**-digits)


def test_36_five_examples_and_a_constant_column():
    mean, std = splits.fit_scaler([[1, 200], [2, 180], [4, 240], [3, 150], [7, 230]])
    close(mean, [3.4, 200.0])
    close(std, [2.0591260282, 32.8633534503])
    close(splits.fit_scaler([[1, 4, 2], [3, 4, 5], [6, 4, 9]])[1], [2.0548046677, 1, 2.8674417557])


def test_37_two_classes():
    y, p = [0, 1, 1, 0, 1, 0, 0, 1, 0, 0], [0, 1, 0, 0, 1, 1, 0, 0, 0, 1]
    assert metrics.confusion_matrix(y, p, 2).tolist() == [[4, 2], [2, 2]]
    found = metrics.scores([[4, 2], [3, 11]])
    close(found["accuracy"], 0.75)
    close(found["precision"], [0.5714285714, 0.8461538462])
    close(found["recall"], [0.6666666667, 0.7857142857])
    close(found["f1"], [0.6153846154, 0.8148148148])


def test_37_the_area_under_the_roc_curve():
    close(metrics.roc_auc([0.1, 0.4, 0.35, 0.8, 0.4, -1.2], [0, 0, 1, 1, 1, 0]), 0.8333333333)
    close(metrics.roc_auc([2, 2, 2, 2, 2], [1, 0, 0, 1, 0]), 0.5)


@pytest.mark.parametrize(
    "losses, patience, min_delta, expected",
    [
        ([1.0, 0.8, 0.85, 0.7, 0.72, 0.71, 0.74, 0.5, 0.4], 2, 0.0, (5, 3)),
        ([1.0, 1.2, 0.9, 1.1, 1.05, 0.95, 0.93, 0.8], 3, 0.0, (5, 2)),
        ([0.9, 0.7, 0.7, 0.69, 0.684, 0.68, 0.66, 0.3], 2, 0.02, (3, 1)),
        ([2.0, 1.5, 1.2, 1.1], 1, 0.0, (3, 3)),
        ([1, 0.6, 0.6, 0.6, 0.2], 2, 0.0, (3, 1)),
        ([1.0, 0.97, 0.93, 0.9, 0.86, 0.83, 0.79, 0.76], 3, 0.05, (7, 6)),
        ([0.5, 0.52, 0.54, 0.55, 0.4], 2, 0.03, (2, 0)),
    ],
)
def test_38_when_to_stop(losses, patience, min_delta, expected):
    assert selection.early_stop(losses, patience, min_delta) == expected


def relu(z):
    return np.maximum(0, z)


@pytest.mark.parametrize("spread, expected", [(0.01, 3.15e-10), ("he", 0.701), ("lecun", 0.0271), (1.0, 2.8e10)])
def test_39_ten_layers_fade_hold_or_explode(spread, expected):
    rng = np.random.default_rng(39)
    X = rng.normal(size=(256, 256))
    s = spread if isinstance(spread, float) else initialisation.init_scale(spread, 256, 256)
    params = [(s * rng.normal(size=(256, 256)), np.zeros(256)) for _ in range(10)]
    assert initialisation.signal(X, params, relu)[-1] == pytest.approx(expected, rel=0.3)


@pytest.mark.parametrize("g", [[0.5, -0.3], [-2.0, 7.0]])
def test_43_the_first_steps_have_the_size_of_the_rate(g):
    w, g = np.zeros(2), np.array(g)
    close(adaptive.adagrad(w, g, {"learning_rate": 0.1, "epsilon": 1e-12})[0], -0.1 * np.sign(g))
    first = adaptive.rmsprop(w, g, {"learning_rate": 0.05, "rho": 0.8, "epsilon": 1e-12})[0]
    close(first, -0.05 * np.sign(g) / np.sqrt(0.2))


def test_44_five_up_and_fifteen_down():
    got = [schedules.warmup_cosine(t, 0.4, 5, 20) for t in (0, 4, 5, 12, 19, 20)]
    close(got, [0.08, 0.4, 0.4, 0.2209056927, 0.0043704799, 0.0])


def test_45_what_half_precision_makes_of_six_numbers():
    assert list(precision.HALF.values()) == [65504.0, 0.0009765625, 5.960464477539063e-08, 2048.0, 1.0, 0.0]
    one = np.float16(1)
    assert np.nextafter(one, np.float16(2)) - one == precision.HALF["gap_above_1"]
    assert np.nextafter(np.float16(0), one) == precision.HALF["smallest_positive"]

"""A measured slope, and the bar that must hold."""

import numpy as np
import pytest

from grader.gradcheck import ladder, slope, slopes

SMOOTH = {
    "sine": (np.sin, np.cos, 1.0),
    "exp at 30": (np.exp, np.exp, 30.0),
    "log at 1e-3": (np.log, lambda x: 1 / x, 1e-3),
    "steep sigmoid": (lambda x: 1 / (1 + np.exp(-1e4 * x)), lambda x: 1e4 / (2 + 2 * np.cosh(1e4 * x)), 1e-5),
    "an offset of 1e6": (lambda x: np.sin(x) + 1e6, np.cos, 1.0),
    "a cancelling difference": (lambda x: (1 - np.exp(-1e-6 * x)) * 1e6, lambda x: np.exp(-1e-6 * x), 1.3),
    "float32": (lambda x: np.float64(np.sin(np.float32(x))), np.cos, 1.0),
    "float16": (lambda x: np.float64(np.sin(np.float16(x))), np.cos, 1.0),
    "a relu at 3e-7": (lambda x: np.maximum(x, 0), lambda x: 1.0, 3e-7),
    "a fast wave": (lambda x: np.sin(1e3 * x), lambda x: 1e3 * np.cos(1e3 * x), 0.3),
    "stairs of 1 + tanh": (lambda x: x * (1 + np.tanh(0.8 * x)), lambda x: 1 + np.tanh(0.8 * x), -19.434046999281456),
}


@pytest.mark.parametrize("name", SMOOTH)
def test_the_bar_contains_the_true_slope(name):
    function, derivative, x = SMOOTH[name]
    found = slope(lambda a: float(function(a[0])), np.array([x]), 0)
    slack = 1e-15 * abs(derivative(x)) + (1e-12 if "stairs" in name else 0)
    assert abs(found.value - derivative(x)) <= found.error + slack


@pytest.mark.parametrize("name", ["sine", "exp at 30", "a fast wave", "a relu at 3e-7"])
def test_the_bar_is_narrow_where_the_function_allows_it(name):
    function, derivative, x = SMOOTH[name]
    assert slope(lambda a: float(function(a[0])), np.array([x]), 0).error <= 1e-8 * abs(derivative(x))


def test_a_kink_is_reported_with_the_slopes_of_its_two_sides():
    found = slope(lambda x: float(np.where(x > 0, x, 0.01 * x).sum()), np.zeros(2), 1)
    assert found.kink
    assert found.left == pytest.approx(0.01, abs=1e-9)
    assert found.right == pytest.approx(1.0, abs=1e-9)


def test_a_corner_of_the_second_derivative_is_no_kink():
    assert not slope(lambda x: float(x[0] * abs(x[0])), np.zeros(1), 0).kink


def test_slopes_has_the_shape_of_x():
    found = slopes(lambda x: float((x**2).sum()), np.array([[1.0, 2.0], [3.0, 4.0]]))
    assert found.shape == (2, 2)
    assert [round(one.value, 6) for one in found.ravel()] == [2, 4, 6, 8]


def test_the_losses_behind_a_slope_are_those_at_the_stated_step():
    found = slope(lambda x: float(np.sin(x[0])), np.array([1.0]), 0)
    assert found.loss_plus == pytest.approx(np.sin(1 + found.step), abs=1e-15)
    assert found.loss_minus == pytest.approx(np.sin(1 - found.step), abs=1e-15)


def test_a_slope_leaves_x_alone_even_if_the_loss_does_not():
    x = np.ones(3)

    def rude(a):
        a *= 2
        return float(a.sum())

    assert slope(rude, x, 0).value == pytest.approx(2)
    assert (x == 1).all()


def test_a_ladder_shows_every_rung_and_the_chosen_one():
    found = ladder(lambda x: float(np.exp(x[0])), np.array([0.5]), 0)
    assert len(found.steps) == len(found.central) == len(found.forward) == len(found.backward)
    assert found.steps[0] > found.steps[-1]
    assert found.central[found.chosen] == pytest.approx(np.exp(0.5), rel=1e-4)


def test_a_slope_costs_28_evaluations():
    calls = []
    slope(lambda x: calls.append(1) or float(np.sin(x[0])), np.ones(1), 0)
    assert len(calls) == 28

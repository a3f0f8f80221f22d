"""Scores of +-1000 give finite, right results, in float64 and in float32."""

import numpy as np
import pytest

from grader.reference import activations, decisions, losses, networks, scalar, tables

pytestmark = pytest.mark.filterwarnings("error::RuntimeWarning")  # a silent overflow would already warn

HUGE = [-1000.0, -750.0, 750.0, 1000.0]
BOTH = pytest.mark.parametrize("dtype", [np.float64, np.float32])
LAMBDA, ALPHA = 1.0507, 1.67326

FORWARD = {
    "step": [0, 0, 1, 1],
    "sign": [-1, -1, 1, 1],
    "linear": HUGE,
    "piecewise_linear": [0, 0, 1, 1],
    "sigmoid": [0, 0, 1, 1],
    "tanh": [-1, -1, 1, 1],
    "relu": [0, 0, 750, 1000],
    "leaky_relu": [-10, -7.5, 750, 1000],
    "softplus": [0, 0, 750, 1000],
    "swish": [0, 0, 750, 1000],
    "selu": [-LAMBDA * ALPHA, -LAMBDA * ALPHA, LAMBDA * 750, LAMBDA * 1000],
}
SLOPES = {
    "relu": [0, 0, 1, 1],
    "leaky_relu": [0.01, 0.01, 1, 1],
    "softplus": [0, 0, 1, 1],
    "swish": [0, 0, 1, 1],
    "selu": [0, 0, LAMBDA, LAMBDA],
}


@BOTH
@pytest.mark.parametrize("name", FORWARD)
def test_an_activation(name, dtype):
    np.testing.assert_allclose(getattr(activations, name)(np.array(HUGE, dtype)), FORWARD[name], rtol=1e-6, atol=1e-30)


@BOTH
@pytest.mark.parametrize("name", SLOPES)
def test_a_backward_pass(name, dtype):
    dout = np.array([2, -3, 0.5, 4], dtype)
    got = getattr(activations, f"{name}_backward")(dout, np.array(HUGE, dtype))
    np.testing.assert_allclose(got, dout * SLOPES[name], rtol=1e-6, atol=1e-30)


@BOTH
def test_softmax_of_rows_that_are_far_apart(dtype):
    z = np.array([[1000, 1001, 1002], [-1000, -999, -998], [0, 1, 2]], dtype)
    row = [0.09003057, 0.24472847, 0.66524096]
    np.testing.assert_allclose(activations.softmax(z), [row, row, row], rtol=1e-6)


@BOTH
def test_softmax_of_scores_that_are_far_apart(dtype):
    z = np.array([[0, -1000, -2000], [3, 2000, -5]], dtype)
    np.testing.assert_array_equal(activations.softmax(z), [[1, 0, 0], [0, 1, 0]])


@BOTH
def test_log_softmax_where_softmax_is_zero(dtype):
    z = np.array([[0, -1000, -2000], [3, -5, -800]], dtype)
    expected = [[0, -1000, -2000], [-0.00033541, -8.00033541, -803.00033541]]
    np.testing.assert_allclose(activations.log_softmax(z), expected, rtol=1e-6, atol=2e-7)


@BOTH
def test_softmax_loss(dtype):
    loss, dx = losses.softmax_loss(np.array([[0, -1000, -2000], [3, -5, -800]], dtype), [2, 0])
    assert loss == pytest.approx(1000.00016770, rel=1e-7)
    np.testing.assert_allclose(dx, [[0.5, 0, -0.5], [-0.00016768, 0.00016768, 0]], atol=1e-7)


@BOTH
def test_bce_on_huge_scores(dtype):
    loss, dz = losses.bce_with_logits(np.array([1000, -1000, 1000, -1000], dtype), np.array([1, 0, 0, 1]))
    assert loss == 500
    np.testing.assert_array_equal(dz, [0, 0, 0.25, -0.25])


def test_bce_on_scores_keeps_the_digits_of_a_tiny_loss():
    assert losses.bce_with_logits([40.0], [1])[0] == pytest.approx(np.exp(-40), rel=1e-12)


@BOTH
def test_bce_on_probabilities_of_zero_and_one(dtype):
    assert losses.bce_loss(np.array([1, 0, 1], dtype), [1, 0, 1]) == 0
    assert losses.bce_loss(np.array([0, 1], dtype), [1, 0]) == 100


def test_the_probability_of_class_zero():
    np.testing.assert_array_equal(decisions.p_y0_of_scores(HUGE), [1, 1, 0, 0])


def test_two_layers_with_a_very_large_score():
    gradients = scalar.grads_one_example(1.5, 0, 0.8, -0.3, 2000.0, 0.4)
    assert np.all(np.isfinite(gradients))
    assert gradients[3] == 1  # the output is 1, the label 0


def test_two_layers_in_matrices_with_very_large_scores(rng):
    p = {"WH": rng.normal(size=(4, 2)), "bH": rng.normal(size=4)}
    p |= {"WO": 10_000 * rng.normal(size=(5, 4)), "bO": rng.normal(size=5)}
    J, cache = networks.two_layer_forward(rng.normal(size=(3, 2)), np.eye(5)[[4, 0, 2]], p)
    assert np.isfinite(J)
    assert all(np.all(np.isfinite(grad)) for grad in networks.two_layer_backward(p, cache).values())


def test_the_repaired_slides_with_large_weights():
    assert tables.grad_A(-1000, 1, 1) == -1
    assert tables.xi6(1000, 1) == -1000
    assert tables.grad_B(1000, 1, 0) == 1

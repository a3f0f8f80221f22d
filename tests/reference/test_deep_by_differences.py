"""The gradients of chapter 8 against central differences of their forward formulas, and the laws that they obey."""

import numpy as np
import pytest

from grader.reference.deep import normalisation, regularisation

RUNNING = {"mean": np.array([0.3, -1.0, 2.0]), "var": np.array([0.5, 1.5, 2.5])}


@pytest.fixture
def layer(rng):
    """x (6, 3) with columns of different sizes, gamma, beta, and an upstream gradient."""
    x = rng.normal(size=(6, 3)) * [0.5, 2.0, 3.0] + [1.0, -2.0, 0.0]
    return {"x": x, "gamma": np.array([0.7, -1.4, 2.1]), "beta": rng.normal(size=3)}, rng.normal(size=(6, 3))


def batch(x, gamma, beta, eps):
    return normalisation.batchnorm_forward(x, gamma, beta, RUNNING, True, eps=eps)


PASSES = {
    "batch": (batch, normalisation.batchnorm_backward),
    "layer": (normalisation.layernorm_forward, normalisation.layernorm_backward),
}


@pytest.mark.parametrize("eps", [1e-5, 0.1])
@pytest.mark.parametrize("place, name", [(0, "x"), (1, "gamma"), (2, "beta")])
@pytest.mark.parametrize("kind", PASSES)
def test_a_normalisation_by_its_inputs(kind, place, name, eps, layer, check_gradient):
    forward, backward = PASSES[kind]
    inputs, dout = layer
    got = backward(dout, forward(**inputs, eps=eps)[1])[place]
    check_gradient(lambda moved: (dout * forward(**{**inputs, name: moved}, eps=eps)[0]).sum(), inputs[name], got)


@pytest.mark.parametrize("kind, axis", [("batch", 0), ("layer", 1)])
def test_the_gradient_moves_neither_mean_nor_size(kind, axis, layer):
    forward, backward = PASSES[kind]
    (inputs, dout), eps = layer, 1e-12
    cache = forward(**inputs, eps=eps)[1]
    dx = backward(dout, cache)[0]
    np.testing.assert_allclose(dx.sum(axis=axis), 0, atol=1e-12)
    np.testing.assert_allclose((dx * cache[0]).sum(axis=axis), 0, atol=1e-9)


def test_batch_normalisation_centres_every_column_in_training(layer):
    inputs, _ = layer
    out = batch(inputs["x"], np.ones(3), np.zeros(3), eps=1e-5)[0]
    np.testing.assert_allclose(out.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(out.std(axis=0), 1, atol=1e-4)


def test_in_use_an_example_does_not_depend_on_its_neighbours(layer):
    inputs, _ = layer
    together, cache, running = normalisation.batchnorm_forward(**inputs, running=RUNNING, train=False)
    alone = [normalisation.batchnorm_forward(**{**inputs, "x": row[None]}, running=RUNNING, train=False)[0]
             for row in inputs["x"]]  # fmt: skip
    np.testing.assert_allclose(together, np.concatenate(alone), rtol=1e-14)
    assert cache is None
    assert all(np.array_equal(running[key], RUNNING[key]) for key in RUNNING)


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2"])
def test_the_penalty_by_every_parameter(name, rng, check_gradient):
    params = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
    params = {key: rng.normal(size=shape) for key, shape in params.items()}
    _, grads = regularisation.l2_penalty(params, 0.3)
    check_gradient(lambda moved: regularisation.l2_penalty({**params, name: moved}, 0.3)[0], params[name], grads[name])


@pytest.mark.parametrize("train", [True, False])
def test_dropout_by_its_input(train, rng, check_gradient):
    x, u, dout = rng.normal(size=(4, 5)), rng.uniform(size=(4, 5)), rng.normal(size=(4, 5))
    _, cache = regularisation.dropout_forward(x, u, 0.3, train)
    got = regularisation.dropout_backward(dout, cache)
    check_gradient(lambda x: (dout * regularisation.dropout_forward(x, u, 0.3, train)[0]).sum(), x, got)


def test_dropout_keeps_the_expected_signal(rng):
    x = np.ones((20_000, 1))
    out, _ = regularisation.dropout_forward(x, rng.uniform(size=x.shape), 0.3, True)
    assert out.mean() == pytest.approx(1, abs=0.02)

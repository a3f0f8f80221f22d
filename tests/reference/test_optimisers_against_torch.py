"""Optimisers over twenty steps against torch.optim, from the same start with the same gradients."""

import numpy as np
import pytest

from grader.reference import optimisers

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")

STEPS = 20


def torch_trajectory(w0, gradients, make):
    """The weights after each step of a torch optimiser that is fed the given gradients."""
    w = torch.tensor(w0, requires_grad=True)
    optimiser = make([w])
    trajectory = []
    for gradient in gradients:
        w.grad = torch.tensor(gradient)
        optimiser.step()
        trajectory.append(w.detach().numpy().copy())
    return np.array(trajectory)


def our_trajectory(step, w0, gradients, config):
    trajectory, w = [], w0
    for gradient in gradients:
        w, config = step(w, gradient, config)
        trajectory.append(w)
    return np.array(trajectory)


@pytest.fixture
def start(rng):
    return rng.normal(size=(2, 3)), rng.normal(size=(STEPS, 2, 3))


@pytest.mark.parametrize("momentum", [0.0, 0.6, 0.9])
def test_momentum_at_a_constant_rate(momentum, start):
    """torch keeps b = momentum * b + dw and steps by lr * b; ours keeps lr * b. The weights are the same."""
    got = our_trajectory(optimisers.sgd_momentum, *start, {"learning_rate": 0.05, "momentum": momentum})
    expected = torch_trajectory(*start, lambda p: torch.optim.SGD(p, lr=0.05, momentum=momentum))
    np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-12)


def test_momentum_with_a_changing_rate_differs_from_torch_by_design(start):
    """Here the rate enters the velocity, so an old gradient keeps the rate it came with."""
    w0, (g1, g2, *_) = start
    w1, config = optimisers.sgd_momentum(w0, g1, {"learning_rate": 0.1, "momentum": 0.9})
    w2, _ = optimisers.sgd_momentum(w1, g2, {**config, "learning_rate": 0.01})
    np.testing.assert_allclose(w2, w1 - 0.9 * 0.1 * g1 - 0.01 * g2)


@pytest.mark.parametrize("beta1, beta2, epsilon", [(0.9, 0.999, 1e-8), (0.6, 0.8, 1e-8), (0.9, 0.99, 1e-3)])
def test_adam(beta1, beta2, epsilon, start):
    config = {"learning_rate": 0.02, "beta1": beta1, "beta2": beta2, "epsilon": epsilon}
    got = our_trajectory(optimisers.adam, *start, config)
    expected = torch_trajectory(*start, lambda p: torch.optim.Adam(p, lr=0.02, betas=(beta1, beta2), eps=epsilon))
    np.testing.assert_allclose(got, expected, rtol=1e-12, atol=1e-12)


def test_weight_decay_is_the_option_of_torch(start):
    w0, gradients = start
    trajectory, w = [], w0
    for gradient in gradients:
        decayed = optimisers.add_weight_decay({"W1": gradient}, {"W1": w}, weight_decay=0.3)
        w = w - 0.05 * decayed["W1"]
        trajectory.append(w)
    expected = torch_trajectory(*start, lambda p: torch.optim.SGD(p, lr=0.05, weight_decay=0.3))
    np.testing.assert_allclose(trajectory, expected, rtol=1e-12, atol=1e-12)


def test_gradient_descent_is_sgd_without_momentum():
    A, c, w0 = np.array([[3, 1, -0.5], [1, 2, 0.4], [-0.5, 0.4, 4]]), np.array([1, -2, 0.5]), np.array([1.2, -0.7, 2.1])
    got = optimisers.gradient_descent(lambda w: A @ w - c, w0, 0.15, STEPS)
    expected = torch_trajectory(w0, [A @ w - c for w in got[:-1]], lambda p: torch.optim.SGD(p, lr=0.15))
    np.testing.assert_allclose(got[1:], expected, rtol=1e-12, atol=1e-12)

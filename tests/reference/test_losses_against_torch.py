"""Losses and their gradients against torch.nn.functional."""

import numpy as np
import pytest

from grader.reference import losses

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
F = torch.nn.functional

DTYPES = [np.float64, np.float32]


def tolerance(dtype):
    return {"rtol": 1e-12, "atol": 1e-14} if dtype is np.float64 else {"rtol": 1e-5, "atol": 1e-6}


def assert_same(got, peer, x, *rest, dtype):
    """got = (loss, gradient) equals peer's loss at x and its gradient by x; the gradient keeps the dtype."""
    torch_x = torch.tensor(x, requires_grad=True)
    loss = peer(torch_x, *(torch.tensor(r) for r in rest))
    loss.backward()
    np.testing.assert_allclose(got[0], loss.item(), **tolerance(dtype))
    np.testing.assert_allclose(got[1], torch_x.grad, **tolerance(dtype))
    assert got[1].dtype == dtype


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("loss, peer", [(losses.mse_loss, F.mse_loss), (losses.mae_loss, F.l1_loss)])
def test_regression_losses(loss, peer, dtype, rng):
    p, y = rng.normal(size=(4, 3)).astype(dtype), rng.normal(size=(4, 3)).astype(dtype)
    assert_same(loss(p, y), peer, p, y, dtype=dtype)


@pytest.mark.parametrize("dtype", DTYPES)
def test_bce_with_logits(dtype):
    z = np.array([-1000, -40, -1.5, 0.0, 0.5, 2.0, 40, 1000], dtype)
    for y in ([0, 1, 0, 1, 0.3, 1, 1, 0], [1, 0, 1, 0, 0.8, 0, 0, 1]):
        y = np.array(y, dtype)
        assert_same(losses.bce_with_logits(z, y), F.binary_cross_entropy_with_logits, z, y, dtype=dtype)


@pytest.mark.parametrize("dtype", DTYPES)
def test_bce_on_probabilities_of_exactly_zero_and_one(dtype):
    u, y = np.array([0, 1, 1, 0, 0.3, 0.9], dtype), np.array([1, 0, 1, 0, 0.6, 1], dtype)
    peer = F.binary_cross_entropy(torch.tensor(u), torch.tensor(y))
    np.testing.assert_allclose(losses.bce_loss(u, y), peer.item(), **tolerance(dtype))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("scale", [1.0, 300.0])
def test_softmax_loss(scale, dtype, rng):
    x, y = (scale * rng.normal(size=(6, 4))).astype(dtype), rng.integers(0, 4, 6)
    assert_same(losses.softmax_loss(x, y), F.cross_entropy, x, y, dtype=dtype)


def test_nll_loss_and_one_hot(rng):
    logp, y = np.log(rng.dirichlet(np.ones(5), size=4)), rng.integers(0, 5, 4)
    assert losses.nll_loss(logp, y) == pytest.approx(F.nll_loss(torch.tensor(logp), torch.tensor(y)).item())
    np.testing.assert_array_equal(losses.one_hot(y, 5), F.one_hot(torch.tensor(y), 5))

"""Activations and their backward passes against PyTorch's autograd, in float64 and float32."""

import numpy as np
import pytest

from grader.reference import activations

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
F = torch.nn.functional

Z = np.array([[-1000.0, -30.0, -3.0, -1.2, -0.4], [0.3, 1.1, 2.5, 30.0, 1000.0]])
DOUT = np.array([[0.5, -2.0, 1.5, -0.7, 3.0], [0.25, 1.0, -1.3, 2.0, -4.0]])

PEERS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "softplus": lambda z: torch.logaddexp(z, torch.zeros_like(z)),  # F.softplus is only linear from 20 on
    "swish": F.silu,
    "selu": F.selu,
    "softmax": lambda z: F.softmax(z, dim=-1),
    "log_softmax": lambda z: F.log_softmax(z, dim=-1),
}
TAKES_THE_OUTPUT = ("sigmoid", "tanh", "softmax", "log_softmax")
SELU_DIGITS = 1e-5  # the deck prints lambda and alpha to five digits


def tolerance(name, dtype):
    rtol = SELU_DIGITS if name == "selu" else 1e-12
    return {"rtol": max(rtol, 2e-5), "atol": 1e-5} if dtype is np.float32 else {"rtol": rtol, "atol": 1e-12}


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", PEERS)
def test_forward_and_backward(name, dtype):
    z, dout = Z.astype(dtype), DOUT.astype(dtype)
    torch_z = torch.tensor(z, requires_grad=True)
    torch_a = PEERS[name](torch_z)
    torch_a.backward(torch.tensor(dout))
    a = getattr(activations, name)(z)
    dz = getattr(activations, f"{name}_backward")(dout, a if name in TAKES_THE_OUTPUT else z)
    np.testing.assert_allclose(a, torch_a.detach(), **tolerance(name, dtype))
    np.testing.assert_allclose(dz, torch_z.grad, **tolerance(name, dtype))
    assert a.dtype == dz.dtype == dtype


def test_leaky_relu_with_another_slope():
    z = torch.tensor(Z, requires_grad=True)
    F.leaky_relu(z, 0.2).backward(torch.tensor(DOUT))
    np.testing.assert_allclose(activations.leaky_relu_backward(DOUT, Z, slope=0.2), z.grad)


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "selu"])
def test_a_kink_takes_the_side_that_torch_takes(name):
    z = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    PEERS[name](z).backward(torch.ones(1, dtype=torch.float64))
    np.testing.assert_allclose(getattr(activations, f"{name}_backward")([1.0], [0.0]), z.grad, rtol=SELU_DIGITS)


def test_maxout_is_torchs_maximum_along_an_axis(rng):
    z = rng.normal(size=(2, 3, 4))
    for axis in (-1, 0, 1):
        np.testing.assert_array_equal(activations.maxout(z, axis), torch.tensor(z).amax(dim=axis))

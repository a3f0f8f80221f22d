"""Convolution and pooling against PyTorch, value and gradients."""

import numpy as np
import pytest

from grader.reference.images import convolution, pooling

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
F = torch.nn.functional


def leaf(array):
    return torch.tensor(array, requires_grad=True)


@pytest.mark.parametrize(
    "x_shape, w_shape, stride, pad",
    [
        ((1, 1, 4, 5), (1, 1, 2, 3), 1, 0),
        ((2, 3, 5, 6), (4, 3, 3, 2), 1, 0),
        ((2, 2, 6, 5), (3, 2, 3, 3), 2, 1),
        ((1, 4, 3, 3), (2, 4, 1, 1), 1, 0),
        ((2, 1, 8, 7), (2, 1, 2, 3), 3, 2),
    ],
)
def test_a_convolution_and_its_gradients(x_shape, w_shape, stride, pad, rng):
    x, w, b = rng.normal(size=x_shape), rng.normal(size=w_shape), rng.normal(size=w_shape[0])
    torch_x, torch_w, torch_b = leaf(x), leaf(w), leaf(b)
    torch_out = F.conv2d(torch_x, torch_w, torch_b, stride=stride, padding=pad)
    dout = rng.normal(size=tuple(torch_out.shape))
    torch_out.backward(torch.tensor(dout))
    np.testing.assert_allclose(
        convolution.conv_forward(x, w, b, stride, pad), torch_out.detach(), rtol=1e-11, atol=1e-12
    )
    gradients = convolution.conv_backward(dout, (x, w, b, stride, pad))
    for got, peer in zip(gradients, (torch_x, torch_w, torch_b), strict=True):
        np.testing.assert_allclose(got, peer.grad, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("n, k, stride, pad", [(7, 3, 1, 0), (7, 3, 1, 1), (28, 5, 2, 2), (12, 4, 3, 1), (3, 3, 2, 0)])
def test_the_size_of_an_output(n, k, stride, pad):
    peer = F.conv1d(torch.zeros(1, 1, n), torch.zeros(1, 1, k), stride=stride, padding=pad)
    assert convolution.output_size(n, k, stride, pad) == peer.shape[2]


def test_the_parameters_of_a_convolution():
    for C, filters, KH, KW in [(1, 8, 3, 3), (3, 16, 5, 4)]:
        peer = sum(p.numel() for p in torch.nn.Conv2d(C, filters, (KH, KW)).parameters())
        assert convolution.conv_parameters(C, filters, KH, KW) == peer


@pytest.mark.parametrize("shape, size, stride", [((2, 3, 4, 6), 2, 2), ((1, 2, 5, 7), 3, 2), ((2, 2, 7, 5), 2, 3)])
@pytest.mark.parametrize("kind", ["max", "mean"])
def test_pooling_and_its_gradient(kind, shape, size, stride, rng):
    x = rng.permutation(np.arange(float(np.prod(shape)))).reshape(shape)
    torch_x = leaf(x)
    torch_pool = F.max_pool2d if kind == "max" else F.avg_pool2d
    torch_out = torch_pool(torch_x, size, stride)
    dout = rng.normal(size=tuple(torch_out.shape))
    torch_out.backward(torch.tensor(dout))
    if kind == "max":
        out, dx = pooling.max_pool(x, size, stride), pooling.max_pool_backward(dout, (x, size, stride))
    else:
        out, dx = pooling.avg_pool(x, size, stride), pooling.avg_pool_backward(dout, shape, size, stride)
    np.testing.assert_allclose(out, torch_out.detach())
    np.testing.assert_allclose(dx, torch_x.grad)

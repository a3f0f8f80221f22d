"""Layers, networks and the repaired training loop against PyTorch modules with the same weights."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from grader.reference import data, gates, layers, networks

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
F = torch.nn.functional


def leaf(array):
    return torch.tensor(array, requires_grad=True)


@pytest.mark.parametrize("relu", [False, True])
def test_an_affine_layer(relu, rng):
    x, w, b, dout = (rng.normal(size=shape) for shape in [(4, 3), (3, 5), (5,), (4, 5)])
    torch_x, torch_w, torch_b = leaf(x), leaf(w), leaf(b)
    torch_out = torch_x @ torch_w + torch_b
    (torch_out.relu() if relu else torch_out).backward(torch.tensor(dout))
    forward, backward = (
        (layers.affine_relu_forward, layers.affine_relu_backward)
        if relu
        else (layers.affine_forward, layers.affine_backward)
    )
    out, cache = forward(x, w, b)
    np.testing.assert_allclose(out, (torch_out.relu() if relu else torch_out).detach())
    for got, peer in zip(backward(dout, cache), (torch_x, torch_w, torch_b), strict=True):
        np.testing.assert_allclose(got, peer.grad)


@pytest.mark.parametrize("name, peer", [("add", torch.add), ("multiply", torch.mul), ("max", torch.maximum)])
def test_a_gate(name, peer, rng):
    x, y, dz = rng.normal(size=(3, 2, 3))
    torch_x, torch_y = leaf(x), leaf(y)
    peer(torch_x, torch_y).backward(torch.tensor(dz))
    dx, dy = getattr(gates, f"{name}_backward")(x, y, dz)
    np.testing.assert_allclose(dx, torch_x.grad)
    np.testing.assert_allclose(dy, torch_y.grad)


def test_feedforward_has_the_weights_of_linear_and_columns_for_examples(rng):
    x = rng.normal(size=(3, 5))
    params = [(rng.normal(size=(4, 3)), rng.normal(size=4)), (rng.normal(size=(2, 4)), rng.normal(size=2))]
    out = torch.tensor(x.T)
    for W, b in params:
        out = torch.tanh(F.linear(out, torch.tensor(W), torch.tensor(b)))
    np.testing.assert_allclose(networks.feedforward(x, params, np.tanh), out.T)


def test_a_network_of_three_layers(rng):
    sizes, x, dout = (4, 6, 5, 3), rng.normal(size=(7, 4)), rng.normal(size=(7, 3))
    params = [(rng.normal(size=(n, m)), rng.normal(size=m)) for n, m in pairwise(sizes)]
    torch_x, torch_params = leaf(x), [(leaf(w), leaf(b)) for w, b in params]
    (w1, b1), (w2, b2), (w3, b3) = torch_params
    torch_scores = ((torch_x @ w1 + b1).relu() @ w2 + b2).relu() @ w3 + b3
    torch_scores.backward(torch.tensor(dout))
    scores, cache = networks.mlp_forward(x, params)
    dx, grads = networks.mlp_backward(dout, cache)
    np.testing.assert_allclose(scores, torch_scores.detach())
    np.testing.assert_allclose(dx, torch_x.grad)
    for (dw, db), (peer_w, peer_b) in zip(grads, torch_params, strict=True):
        np.testing.assert_allclose(dw, peer_w.grad)
        np.testing.assert_allclose(db, peer_b.grad)


@pytest.mark.parametrize("factor", [1, 10_000])
def test_two_layers_in_matrices(factor, rng):
    X, labels = rng.normal(size=(6, 2)), np.array([0, 2, 2, 0, 2, 0])
    shapes = {"WH": (4, 2), "bH": (4,), "WO": (3, 4), "bO": (3,)}
    p = {name: rng.normal(size=shape) * (factor if name == "WO" else 1) for name, shape in shapes.items()}
    q = {name: leaf(array) for name, array in p.items()}
    scores = F.linear(torch.sigmoid(F.linear(torch.tensor(X), q["WH"], q["bH"])), q["WO"], q["bO"])
    loss = F.cross_entropy(scores, torch.tensor(labels), reduction="sum")
    loss.backward()
    J, cache = networks.two_layer_forward(X, np.eye(3)[labels], p)
    assert pytest.approx(loss.item(), rel=1e-12) == J
    for name, grad in networks.two_layer_backward(p, cache).items():
        np.testing.assert_allclose(grad, q[name].grad, rtol=1e-9, atol=1e-12)


def test_the_loss_of_the_network_that_learns(rng):
    X, y, net = rng.normal(size=(7, 2)), np.array([0.0, 1, 1, 0, 1, 0, 0]), networks.TwoLayerNet(2, 4, rng)
    q = {name: leaf(array) for name, array in net.params.items()}
    scores = F.linear(torch.sigmoid(F.linear(torch.tensor(X), q["WH"], q["bH"])), q["WO"], q["bO"])[:, 0]
    loss = F.binary_cross_entropy_with_logits(scores, torch.tensor(y))
    loss.backward()
    J, grads = net.loss(X, y)
    assert pytest.approx(loss.item(), rel=1e-12) == J
    for name, grad in grads.items():
        np.testing.assert_allclose(grad, q[name].grad, rtol=1e-9, atol=1e-14)


def torch_api(shapes, errors):
    """PyTorch under the names of the exercise's api; it collects the shapes that meet in the loss, and the errors."""

    def loader(X, y, batch_size, shuffle=False):
        pairs = torch.utils.data.TensorDataset(torch.tensor(X).float(), torch.tensor(y).float())
        return torch.utils.data.DataLoader(pairs, batch_size, shuffle)

    def criterion(t, y):
        shapes.append((tuple(t.shape), tuple(y.shape)))
        return F.binary_cross_entropy_with_logits(t, y)

    def count_errors(t, y):
        errors.append(int(((t > 0) != (y > 0.5)).sum()))
        return errors[-1]

    return SimpleNamespace(
        Loader=loader,
        Net=lambda n, m: torch.nn.Sequential(torch.nn.Linear(n, m), torch.nn.Sigmoid(), torch.nn.Linear(m, 1)),
        SGD=lambda params, lr: torch.optim.SGD(params, lr),
        BCEWithLogitsLoss=lambda: criterion,
        count_errors=count_errors,
    )


def test_the_repaired_training_loop_learns_with_pytorch_itself(rng):
    torch.manual_seed(0)
    X, shapes, errors = rng.uniform(-1, 1, size=(60, 2)), [], []
    y = (X[:, 0] + X[:, 1] > 0.1).astype(float)
    history = data.train(torch_api(shapes, errors), X, y, epochs=80, batch_size=16)
    assert len(history["loss"]) == len(history["accuracy"]) == 80
    assert history["accuracy"][-1] >= 95
    assert history["loss"][-1] < history["loss"][0]
    assert all(scores == labels for scores, labels in shapes)
    per_epoch = np.reshape(errors, (80, 4)).sum(axis=1)  # 60 examples make four batches of up to 16
    np.testing.assert_allclose(history["accuracy"], 100 * (1 - per_epoch / 60))

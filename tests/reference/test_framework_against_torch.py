"""The framework in NumPy against the real one: the same weights, the same data, the same numbers."""

import numpy as np
import pytest

from grader.reference.framework import digits, groups, loader, modules, tape

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")


def copy_of(parameter):
    """A leaf of torch with a Parameter's numbers."""
    return torch.tensor(parameter.data, requires_grad=True)


def agree(got, expected):
    np.testing.assert_allclose(got, np.asarray(expected), rtol=1e-10, atol=1e-12)


# 55: layers.


def three_layers(rng):
    """A network of ours and the same one in torch."""
    ours = modules.Sequential(modules.Linear(3, 5, rng), modules.Sigmoid(), modules.Linear(5, 4, rng), modules.ReLU())
    theirs = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.Sigmoid(), torch.nn.Linear(5, 4), torch.nn.ReLU())
    theirs = theirs.double()
    theirs.load_state_dict({name: torch.tensor(array) for name, array in ours.state_dict().items()})
    return ours, theirs


def test_a_network_computes_what_torch_computes_forwards_and_backwards(rng):
    ours, theirs = three_layers(rng)
    for _ in range(2):  # the second time the gradients add up in both
        x, dout = rng.normal(size=(6, 3)), rng.normal(size=(6, 4))
        leaf = torch.tensor(x, requires_grad=True)
        out = theirs(leaf)
        out.backward(torch.tensor(dout))
        agree(ours.forward(x), out.detach())
        agree(ours.backward(dout), leaf.grad)
        for mine, torchs in zip(ours.parameters(), theirs.parameters(), strict=True):
            agree(mine.grad, torchs.grad)


def test_a_state_has_the_names_of_torch_in_the_same_order(rng):
    ours, theirs = three_layers(rng)
    assert list(ours.state_dict()) == list(theirs.state_dict())


def test_a_fresh_linear_layer_is_drawn_from_the_range_of_torch(rng):
    """torch.nn.Linear documents uniform(-k, k) with k = 1/sqrt(in_features) for both; 20,000 numbers reach its ends."""
    ours, theirs = modules.Linear(4, 5000, rng), torch.nn.Linear(4, 5000)
    for mine, torchs in zip(ours.parameters(), theirs.parameters(), strict=True):
        assert mine.data.shape == tuple(torchs.shape)
        agree(np.abs(mine.data).max().round(2), np.abs(torchs.detach().numpy()).max().round(2))


# 56: the tape. Torch's graph stands in for TensorFlow's: a leaf that requires a gradient is what a tape watches.


def test_the_tape_differentiates_two_layers_as_torch_does(rng):
    shapes = [(4, 3), (3, 5), (5,), (5, 2), (2,), (4, 2)]
    arrays = [rng.normal(size=shape) for shape in shapes]

    def run(x, W1, b1, W2, b2, y):
        e = ((x @ W1 + b1).sigmoid() @ W2 + b2).relu() - y
        return (e * e).sum()

    variables = [tape.Variable(array) for array in arrays]
    with tape.Tape() as ours:
        target = run(*variables)
    leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    run(*leaves).backward()
    for mine, leaf in zip(ours.gradient(target, variables), leaves, strict=True):
        agree(mine, leaf.grad)


def test_a_dense_layer_starts_within_the_bound_of_glorot(rng):
    layer = tape.Dense(50, "sigmoid", rng)
    layer(tape.Tensor(rng.normal(size=(2, 40))))
    kernel = torch.empty(40, 50, dtype=torch.float64)
    torch.nn.init.xavier_uniform_(kernel)
    agree(np.abs(layer.trainable_variables[0].value).max().round(2), kernel.abs().max().numpy().round(2))


# 57: the loader.


@pytest.mark.parametrize(
    "n, batch_size, drop_last", [(10, 4, False), (10, 4, True), (12, 4, True), (5, 8, False), (5, 8, True)]
)
def test_a_loader_serves_the_batches_of_torch(n, batch_size, drop_last, rng):
    X, y = rng.normal(size=(n, 3)), rng.normal(size=n)
    ours = loader.DataLoader(loader.ArrayDataset(X, y), batch_size, drop_last=drop_last)
    theirs = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(torch.tensor(X), torch.tensor(y)), batch_size, drop_last=drop_last
    )
    assert len(ours) == len(theirs)
    for (xb, yb), (xt, yt) in zip(ours, theirs, strict=True):
        agree(xb, xt)
        agree(yb, yt)


def test_torchs_own_loader_can_serve_our_data_set(rng):
    X, y = rng.normal(size=(7, 2)), rng.normal(size=7)
    batches = list(torch.utils.data.DataLoader(loader.ArrayDataset(X, y), 3))
    agree(np.concatenate([xb for xb, _ in batches]), X)
    agree(np.concatenate([yb for _, yb in batches]), y)


# 58: optimisers. Each is told the same gradients as torch's, and the rate of a group changes on the way.


def both_trajectories(ours, theirs, settings, rng):
    """The data of all Parameters after each of six steps, by our optimiser and by torch's."""
    mine = [[modules.Parameter(rng.normal(size=shape)) for shape in ((3,), (2, 2))] for _ in settings]
    torchs = [[copy_of(parameter) for parameter in group] for group in mine]
    pair = [
        make([{"params": group, **own} for group, own in zip(listed, settings, strict=True)])
        for make, listed in ((ours, mine), (theirs, torchs))
    ]
    parameters, leaves = ([one for group in made for one in group] for made in (mine, torchs))
    for step in range(6):
        for parameter, leaf in zip(parameters, leaves, strict=True):
            parameter.grad = rng.normal(size=parameter.data.shape)
            leaf.grad = torch.tensor(parameter.grad)
        if step == 3:  # one Parameter is passed over, and a rate falls
            mine[0][1].grad = torchs[0][1].grad = None
        for optimiser in pair:
            optimiser.param_groups[0]["lr"] *= 0.3 if step == 4 else 1
            optimiser.step()
        yield [one.data for one in parameters], [leaf.detach().numpy() for leaf in leaves]


@pytest.mark.parametrize("settings", [[{}], [{"lr": 0.02, "weight_decay": 0.3}, {"momentum": 0.5}]])
def test_sgd_with_groups(settings, rng):
    more = {"lr": 0.1, "momentum": 0.8, "weight_decay": 0.04}
    runs = both_trajectories(lambda g: groups.SGD(g, **more), lambda g: torch.optim.SGD(g, **more), settings, rng)
    for got, expected in runs:
        for mine, torchs in zip(got, expected, strict=True):
            agree(mine, torchs)


@pytest.mark.parametrize("settings", [[{}], [{"lr": 0.02, "weight_decay": 0.4}, {}]])
def test_adam_with_groups(settings, rng):
    """Torch counts the steps of each Parameter; a missing gradient is left out here, where ours counts its own."""
    more = {"lr": 0.1, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.06}
    runs = both_trajectories(lambda g: groups.Adam(g, **more), lambda g: torch.optim.Adam(g, **more), settings, rng)
    for step, (got, expected) in enumerate(runs):
        for place, (mine, torchs) in enumerate(zip(got, expected, strict=True)):
            if step < 3 or place != 1:
                agree(mine, torchs)


def test_step_returns_what_the_closure_returned_as_in_torch(rng):
    weight = modules.Parameter(rng.normal(size=3))
    leaf = copy_of(weight)
    ours, theirs = groups.SGD([weight], 0.1, 0.6), torch.optim.SGD([leaf], 0.1, 0.6)

    def ours_closure():
        weight.grad = 2 * weight.data
        return float((weight.data**2).sum())

    def theirs_closure():
        theirs.zero_grad()
        value = (leaf**2).sum()
        value.backward()
        return value

    for _ in range(4):
        agree(ours.step(ours_closure), theirs.step(theirs_closure).detach())
        agree(weight.data, leaf.detach())
    assert ours.step() is None and theirs.step() is None


# 59: the digits.


def test_the_loss_of_the_digits_is_the_cross_entropy_of_torch(rng):
    X, y = digits.segment_digits(30, rng)
    shapes = {"W1": (40, 6), "b1": 6, "W2": (6, 10), "b2": 10}
    params = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    J, grads = digits.classifier_loss(params, X, y)
    p = {name: torch.tensor(array, requires_grad=True) for name, array in params.items()}
    z = torch.sigmoid(torch.tensor(X) @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]
    loss = torch.nn.functional.cross_entropy(z, torch.tensor(y))
    loss.backward()
    agree(J, loss.detach())
    for name in shapes:
        agree(grads[name], p[name].grad)

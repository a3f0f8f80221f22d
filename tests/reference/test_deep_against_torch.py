"""Chapter 8 against PyTorch: normalisation, optimisers, schedules, clipping, the loss scale."""

import numpy as np
import pytest

from grader.reference.deep import adaptive, initialisation, normalisation, precision, regularisation, schedules
from tests.reference.test_optimisers_against_torch import our_trajectory, torch_trajectory

torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
F = torch.nn.functional

SAME = {"rtol": 1e-11, "atol": 1e-12}
MEAN, VAR = np.array([0.3, -1.0, 2.0]), np.array([0.5, 1.5, 2.5])


@pytest.fixture
def layer(rng):
    x = rng.normal(size=(6, 3)) * [0.5, 2.0, 3.0] + [1.0, -2.0, 0.0]
    return (x, np.array([0.7, -1.4, 2.1]), rng.normal(size=3)), rng.normal(size=(6, 3))


def output_and_gradients(function, inputs, dout):
    """What torch makes of the function: its output, and the gradients of sum(dout * out)."""
    tensors = [torch.tensor(value, requires_grad=True) for value in inputs]
    out = function(*tensors)
    (torch.tensor(dout) * out).sum().backward()
    return out.detach().numpy(), [tensor.grad.numpy() for tensor in tensors]


@pytest.mark.parametrize("eps", [1e-5, 0.1])
def test_batch_normalisation_in_training(eps, layer):
    inputs, dout = layer
    mean, var = torch.tensor(MEAN), torch.tensor(VAR)
    expected, gradients = output_and_gradients(
        lambda x, gamma, beta: F.batch_norm(x, mean, var, gamma, beta, training=True, momentum=0.3, eps=eps), *layer
    )
    running = {"mean": MEAN, "var": VAR}
    out, cache, running = normalisation.batchnorm_forward(*inputs, running, True, momentum=0.7, eps=eps)
    np.testing.assert_allclose(out, expected, **SAME)
    np.testing.assert_allclose(running["mean"], mean.numpy(), **SAME)
    for got, right in zip(normalisation.batchnorm_backward(dout, cache), gradients, strict=True):
        np.testing.assert_allclose(got, right, **SAME)


def test_the_running_variance_has_another_divisor_in_torch_by_design(layer):
    (x, gamma, beta), _ = layer
    var = torch.tensor(VAR)
    F.batch_norm(*map(torch.tensor, (x, MEAN)), var, *map(torch.tensor, (gamma, beta)), training=True, momentum=0.3)
    running = normalisation.batchnorm_forward(x, gamma, beta, {"mean": MEAN, "var": VAR}, True, momentum=0.7)[2]
    ours, theirs = (running["var"] - 0.7 * VAR) / 0.3, (var.numpy() - 0.7 * VAR) / 0.3
    np.testing.assert_allclose(ours * len(x) / (len(x) - 1), theirs, **SAME)


def test_batch_normalisation_in_use(layer):
    inputs, _ = layer
    x, gamma, beta = map(torch.tensor, inputs)
    expected = F.batch_norm(x, torch.tensor(MEAN), torch.tensor(VAR), gamma, beta, training=False, eps=0.1)
    out = normalisation.batchnorm_forward(*inputs, {"mean": MEAN, "var": VAR}, False, eps=0.1)[0]
    np.testing.assert_allclose(out, expected.numpy(), **SAME)


@pytest.mark.parametrize("eps", [1e-5, 0.1])
def test_layer_normalisation(eps, layer):
    inputs, dout = layer
    expected, gradients = output_and_gradients(
        lambda x, gamma, beta: F.layer_norm(x, (3,), gamma, beta, eps=eps), *layer
    )
    out, cache = normalisation.layernorm_forward(*inputs, eps=eps)
    np.testing.assert_allclose(out, expected, **SAME)
    for got, right in zip(normalisation.layernorm_backward(dout, cache), gradients, strict=True):
        np.testing.assert_allclose(got, right, **SAME)


@pytest.mark.skipif(not hasattr(F, "rms_norm"), reason="this PyTorch has no rms_norm")
@pytest.mark.parametrize("eps", [1e-5, 0.1])
def test_root_mean_square_normalisation(eps, layer):
    (x, gamma, _), _ = layer
    expected = F.rms_norm(torch.tensor(x), (3,), torch.tensor(gamma), eps=eps)
    np.testing.assert_allclose(normalisation.rmsnorm(x, gamma, eps=eps), expected.numpy(), **SAME)


def test_a_dropped_entry_is_where_torch_drops_it(rng):
    """With torch's own choice handed in as u, the outputs and the gradients are the same."""
    x, dout = rng.uniform(0.5, 2, (6, 5)), rng.normal(size=(6, 5))
    torch.manual_seed(3)
    expected, (dx,) = output_and_gradients(lambda x: F.dropout(x, 0.3, training=True), [x], dout)
    u = np.where(expected == 0, 0.1, 0.9)
    out, cache = regularisation.dropout_forward(x, u, 0.3, True)
    np.testing.assert_allclose(out, expected, **SAME)
    np.testing.assert_allclose(regularisation.dropout_backward(dout, cache), dx, **SAME)


@pytest.mark.parametrize("kind", ["xavier", "he"])
def test_the_spread_of_the_start(kind):
    torch.manual_seed(5)
    W = torch.empty(400, 300)  # torch's layout: (out, in)
    init = torch.nn.init
    init.xavier_normal_(W) if kind == "xavier" else init.kaiming_normal_(W, nonlinearity="relu")
    assert W.std().item() == pytest.approx(initialisation.init_scale(kind, 300, 400), rel=0.01)


RULES = {
    "adagrad": (adaptive.adagrad, {"learning_rate": 0.1, "epsilon": 1e-3},
                lambda p: torch.optim.Adagrad(p, lr=0.1, eps=1e-3)),
    "rmsprop": (adaptive.rmsprop, {"learning_rate": 0.05, "rho": 0.8, "epsilon": 1e-3},
                lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.8, eps=1e-3)),
    "adadelta": (adaptive.adadelta, {"learning_rate": 0.7, "rho": 0.9, "epsilon": 0.01},
                 lambda p: torch.optim.Adadelta(p, lr=0.7, rho=0.9, eps=0.01)),
    "adamw": (adaptive.adamw,
              {"learning_rate": 0.1, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-3, "weight_decay": 0.2},
              lambda p: torch.optim.AdamW(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.2)),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_an_optimiser_over_twenty_steps(name, rng):
    rule, config, make = RULES[name]
    start = rng.normal(size=(2, 3)), rng.normal(size=(20, 2, 3))
    np.testing.assert_allclose(our_trajectory(rule, *start, config), torch_trajectory(*start, make), **SAME)


def rates(make, steps):
    """The learning rates of a torch schedule, one for each step."""
    optimiser = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.4)
    schedule, found = make(optimiser), []
    for _ in range(steps):
        found.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step()
    return found


def test_step_decay():
    expected = rates(lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=4, gamma=0.5), 15)
    np.testing.assert_allclose([schedules.step_decay(t, 0.4, 0.5, 4) for t in range(15)], expected, **SAME)


def test_the_descent_along_a_cosine():
    expected = rates(lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=15, eta_min=0.1), 16)
    got = [schedules.warmup_cosine(t, 0.4, 5, 20, lr_min=0.1) for t in range(5, 21)]
    np.testing.assert_allclose(got, expected, rtol=1e-9)


def test_the_climb_of_the_warm_up():
    expected = rates(lambda o: torch.optim.lr_scheduler.LinearLR(o, start_factor=1 / 5, total_iters=4), 5)
    np.testing.assert_allclose([schedules.warmup_cosine(t, 0.4, 5, 20) for t in range(5)], expected, **SAME)


@pytest.mark.parametrize("max_norm", [1.5, 50.0])
def test_clipping_by_the_norm_of_everything(max_norm, rng):
    grads = {"W1": rng.normal(size=(4, 3)), "b1": rng.normal(size=3)}
    tensors = {key: torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for key, g in grads.items()}
    for key, tensor in tensors.items():
        tensor.grad = torch.tensor(grads[key])
    expected = torch.nn.utils.clip_grad_norm_(tensors.values(), max_norm).item()
    clipped, norm = schedules.clip_gradients(grads, max_norm)
    assert norm == pytest.approx(expected, rel=1e-12)
    for key, tensor in tensors.items():  # torch adds 1e-6 to the norm before it divides
        np.testing.assert_allclose(clipped[key], tensor.grad.numpy(), rtol=1e-6)


def test_the_loss_scale_of_torch():
    """torch.amp.GradScaler on the gradients of case 2: an overflow in the second step, growth after three good ones."""
    w, state = np.array([0.002, -0.001], np.float32), {"scale": 65536.0, "good": 0, "every": 3}
    gradients = np.array([[100, -300], [200, np.inf], [150, -90], [60, 75], [30, -45]], np.float16)
    parameter = torch.tensor(w, requires_grad=True)
    optimiser = torch.optim.SGD([parameter], lr=0.03)
    scaler = torch.amp.GradScaler("cpu", init_scale=65536.0, growth_interval=3)
    scaler.scale(torch.zeros(1))  # makes its scale
    for g in gradients:
        w, state = precision.scaler_step(w, g, state, 0.03)
        parameter.grad = torch.tensor(g.astype(np.float32))
        scaler.step(optimiser)
        scaler.update()
        np.testing.assert_allclose(w, parameter.detach().numpy(), rtol=1e-6)
        assert state["scale"] == scaler.get_scale()

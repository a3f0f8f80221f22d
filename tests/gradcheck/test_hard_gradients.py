"""Gradients that fool finite differences: each of these once raised a false alarm, or passed though it was wrong."""

import numpy as np
import pytest

from grader.gradcheck import check, sentences

MODES = pytest.mark.parametrize("mode", ["full", "fast"])


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_backward(u, p):
    return p * (u - (u * p).sum(axis=-1, keepdims=True))


RNG = np.random.default_rng(1)
FAR = RNG.normal(size=(5, 2)) * np.array([1e8, 1.0])


def flip_second(g):
    return g * np.array([1.0, -1.0]).reshape((2,) + (1,) * (g.ndim - 1))


WRONG = {
    "a smooth root taken for a kink": (
        lambda x: np.sqrt(x * x + 1e-12),
        lambda u, x: u * np.sign(x),
        [1e-6, -2e-6, 1.0],
    ),
    "a root that is smooth at 1e-9": (
        lambda x: np.sqrt(x * x + 1e-18),
        lambda u, x: u * np.sign(x),
        [1e-9, -2e-9, 0.3],
    ),
    "an exponential of 1e-68 beside larger ones, twice": (
        lambda x: np.exp(300 * x),
        lambda u, x: u * 300 * np.exp(300 * x) * [1, 2],
        [0.1, -0.5],
    ),
    "a steep parabola, twice": (lambda x: (x / 1e-9) ** 2, lambda u, x: u * 4e18 * x, [1e-9, -2e-9, 3e-10]),
    "a steep softmax, flipped": (
        lambda x: softmax(x / 1e-6),
        lambda u, x: -softmax_backward(u, softmax(x / 1e-6)) / 1e-6,
        [1e-6, -5e-7, 3e-7],
    ),
    "a tiny sine, flipped": (lambda x: 1e-20 * np.sin(x), lambda u, x: -1e-20 * u * np.cos(x), [0.3, 1.2]),
    "a tiny sine, zero": (lambda x: 1e-20 * np.sin(x), lambda u, x: 0 * u, [0.3, 1.2]),
    "a product of 40, flipped": (
        lambda x: float(np.prod(x)),
        lambda u, x: -u * np.prod(x) / x,
        RNG.uniform(0.1, 0.9, 40),
    ),
    "a small feature beside one of 1e8": (lambda x: FAR @ x, lambda u, x: flip_second(FAR.T @ u), [0.5, -0.3]),
    "slope 2 at 400 zeros": (
        lambda x: np.maximum(x, 0),
        lambda u, x: u * np.where(x == 0, 2.0, x > 0),
        np.where(np.arange(1000) % 5 < 2, 0, 1.5),
    ),
    "ties that take 1 each": (
        lambda x: x.reshape(-1, 2).max(axis=1),
        lambda u, x: np.repeat(u, 2),
        np.repeat(np.arange(100.0), 2),
    ),
}
RIGHT = {
    "a saturated tanh": (
        lambda x: np.tanh(1e5 * x),
        lambda u, x: u * 1e5 * (1 - np.tanh(1e5 * x) ** 2),
        [0.3, -2.0, 1.0],
    ),
    "a saturated sigmoid": (
        lambda x: sigmoid(1e6 * x),
        lambda u, x: u * 1e6 * sigmoid(1e6 * x) * (1 - sigmoid(1e6 * x)),
        [0.3, -2e-4],
    ),
    "400 zeros": (lambda x: np.maximum(x, 0), lambda u, x: u * (x > 0), np.where(np.arange(1000) % 5 < 2, 0, 1.5)),
    "ties that take a half each": (
        lambda x: x.reshape(-1, 2).max(axis=1),
        lambda u, x: np.repeat(u, 2) / 2,
        np.repeat(np.arange(100.0), 2),
    ),
    "a softplus that rounds to 0": (
        lambda x: np.log1p(np.exp(x)),
        lambda u, x: u * (1 - 1 / (1 + np.exp(x))),
        [-30.0, -36.0, 1.0],
    ),
    "a smooth root": (
        lambda x: np.sqrt(x * x + 1e-12),
        lambda u, x: u * x / np.sqrt(x * x + 1e-12),
        [1e-6, -2e-6, 1.0, 0.0],
    ),
}


@MODES
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_gradient_that_hides_disagrees(name, mode):
    forward, backward, x = WRONG[name]
    assert check(forward, backward, {"x": np.array(x, dtype=float)}, mode=mode).verdict == "disagree"


@MODES
@pytest.mark.parametrize("name", RIGHT)
def test_a_right_gradient_that_looks_odd_passes(name, mode):
    forward, backward, x = RIGHT[name]
    report = check(forward, backward, {"x": np.array(x, dtype=float)}, mode=mode)
    assert report.passed, report
    assert report.precision == "float64"


@MODES
def test_a_backward_in_float32_of_a_steep_softmax_passes(mode):
    def backward(u, x):
        d, p = u.astype(np.float32), softmax((10 * x).astype(np.float32))
        return np.float32(10) * softmax_backward(d, p)

    for seed in range(5):
        x = np.random.default_rng(seed).normal(size=(4, 3))
        report = check(lambda x: softmax(10 * x), backward, {"x": x}, mode=mode, seed=seed)
        assert report.passed, report


@MODES
def test_a_forward_in_float16_is_never_called_not_linear(mode):
    def half(function):
        return lambda *arrays: function(*(array.astype(np.float16) for array in arrays))

    backward = half(lambda u, x, w: (u @ w.T, x.T @ u))
    for seed in range(5):
        rng = np.random.default_rng(seed)
        inputs = {"x": rng.normal(size=(4, 3)), "w": rng.normal(size=(3, 5))}
        report = check(
            lambda x, w: half(np.matmul)(x, w), lambda u, x, w: backward(u, x, w), inputs, mode=mode, seed=seed
        )
        assert report.verdict != "disagree", report


@MODES
def test_a_float16_forward_shows_its_slopes_well_enough_to_judge(mode):
    def backward(u, x, k=1.0):
        return k * u * x / np.sqrt(1 + x * x)

    def forward(x):
        x = x.astype(np.float16)
        return np.sqrt(1 + x * x)

    for seed in range(3):
        x = {"x": 1 + np.random.default_rng(seed).normal(size=6)}
        assert check(forward, backward, x, mode=mode, seed=seed).passed
        assert not check(forward, lambda u, x: backward(u, x, 1.3), x, mode=mode, seed=seed).passed


def relu_layer(kind):
    X, v = RNG.normal(size=(300, 6)).astype(kind), RNG.normal(size=10).astype(kind)

    def forward(W):
        return (np.maximum(X @ W.astype(kind), 0) @ v).mean()

    def backward(u, W):
        return X.T @ (kind(u / 300) * v * (X @ W.astype(kind) > 0))

    return forward, backward


@MODES
def test_a_float32_relu_layer_over_many_rows_passes(mode):
    forward, backward = relu_layer(np.float32)
    for seed in range(3):
        W = {"W": np.random.default_rng(seed).normal(size=(6, 10))}
        assert check(forward, backward, W, mode=mode, seed=seed).passed


def test_fast_mode_on_100000_entries_half_of_which_sit_on_a_kink_judges_the_others_by_probes():
    rng = np.random.default_rng(0)
    x = np.where(rng.random(100_000) < 0.5, 0, rng.normal(size=100_000))
    c = rng.normal(size=x.size)
    for factor, at_zero, verdict in ((1.0, 0.3, "subgradient"), (1.01, 0.3, "disagree"), (1.0, 2.0, "disagree")):
        report = check(
            lambda x: float(np.maximum(x, 0) @ c),
            lambda u, x, k=factor, z=at_zero: u * c * np.where(x == 0, z, k * (x > 0)),
            {"x": x},
            mode="fast",
        )
        assert report.verdict == verdict
        assert report.evaluations <= 3000


def test_a_function_that_takes_no_names_gets_its_inputs_in_their_order():
    assert check(np.tanh, lambda u, x: u * (1 - np.tanh(x) ** 2), {"x": np.ones(3)}).passed


@MODES
def test_relu_layers_over_many_rows_pass(mode):
    for seed in range(3):
        rng = np.random.default_rng(seed)
        X, v = rng.normal(size=(256, 8)), rng.normal(size=64)

        def forward(W, X=X, v=v):
            return float(np.mean((np.maximum(X @ W, 0) @ v) ** 2))

        def backward(u, W, X=X, v=v):
            out = np.maximum(X @ W, 0) @ v
            return X.T @ ((2 * u * out / len(X))[:, None] * v * (X @ W > 0))

        report = check(forward, backward, {"W": rng.normal(size=(8, 64)) / 3}, mode=mode, seed=seed)
        assert report.passed, report


def test_an_upstream_that_is_squared_or_clipped_is_not_linear():
    x = {"x": np.array([0.3, 1.2, -0.5])}
    for change in (lambda u: u * np.abs(u), lambda u: np.maximum(u, 0), lambda u: u + 0.1, lambda u: np.clip(u, -1, 1)):
        report = check(lambda x: np.sin(x), lambda u, x, f=change: f(u) * np.cos(x), x)
        assert [problem.kind for problem in report.problems] == ["upstream"]


def test_a_random_backward_is_only_called_random():
    draws = iter(np.random.default_rng(0).normal(size=1000))
    report = check(lambda x: np.sin(x), lambda u, x: u * next(draws), {"x": np.ones(3)})
    assert [problem.kind for problem in report.problems] == ["random"]


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_a_first_layer_of_zeros_is_judged_nearby(seed):
    rng = np.random.default_rng(seed)
    X, V = rng.normal(size=(4, 5)), rng.normal(size=(4, 3))

    def backward(u, W):
        z = np.tanh(np.maximum(X @ W, 0) @ V)
        return X.T @ ((u * (1 - z * z) @ V.T) * (X @ W > 0))

    def shifted(u, W):
        return backward(u, W) + 0.1

    forward, W = lambda W: np.tanh(np.maximum(X @ W, 0) @ V).sum(axis=1), {"W": np.zeros((5, 4))}
    assert check(forward, lambda u, W: backward(u[:, None] * np.ones(3), W), W, seed=seed).passed
    assert not check(forward, lambda u, W: 30 + shifted(u[:, None] * np.ones(3), W), W, seed=seed).passed


WIDTHS = 10.0 ** np.arange(-8, 9, 4)
WAVES = {"x": WIDTHS * np.array([0.3, -1.2, 0.7, 1.9, -0.4])}


def waves(x):
    return WIDTHS * np.sin(x / WIDTHS)


@MODES
def test_a_wave_of_width_1e_minus_8_is_seen_beside_one_of_1e8(mode):
    assert check(waves, lambda u, x: u * np.cos(x / WIDTHS), WAVES, mode=mode).passed


@MODES
def test_a_wave_of_width_1e_minus_8_that_is_flipped_is_seen_beside_one_of_1e8(mode):
    flipped = check(waves, lambda u, x: u * np.cos(x / WIDTHS) * [-1, 1, 1, 1, 1], WAVES, mode=mode)
    assert [entry.index for entry in flipped.blocks[0].entries if entry.verdict == "disagree"] == [(0,)]


def naive_softplus(x):
    return np.log(1 + np.exp(x))


@MODES
def test_a_slope_that_rounding_makes_zero_is_arithmetic_beside_larger_ones(mode):
    """log(1 + exp(-40)) is computed as 0, and its slope is 4e-18."""
    assert check(naive_softplus, lambda u, x: u * sigmoid(x), {"x": np.array([-40.0, 0.3, 2.0])}, mode=mode).passed


@MODES
def test_what_is_flat_and_tiny_everywhere_cannot_be_told(mode):
    report = check(naive_softplus, lambda u, x: u * sigmoid(x), {"x": np.array([-40.0, -50.0])}, mode=mode)
    assert report.verdict == "unresolved"
    assert "the output does not change at any step" in " ".join(sentences(report))


@MODES
def test_a_dead_unit_of_a_small_function_must_have_no_gradient(mode):
    small = check(lambda x: 1e-20 * np.maximum(x, 0), lambda u, x: 1e-20 * u, {"x": np.array([1.0, -2.0])}, mode=mode)
    assert small.verdict == "disagree"

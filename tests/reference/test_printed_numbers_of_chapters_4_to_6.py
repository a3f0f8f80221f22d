"""The numbers that exercises 15 to 35 print, each recomputed."""

import numpy as np
import pytest

from grader.reference import data, differences, losses, networks, optimisers, scalar, tables
from grader.reference.dual import derivative, gradient
from grader.reference.engine import Value
from grader.reference.gates import f_and_grads

SLIDE_POINT = (0.5, 0.1, -0.3, 0.2)  # W1, b1, W2, b2


def close(got, expected, digits=10):
    np.testing.assert_allclose(got, expected, rtol=0, atol=0.51 * 10.0**-digits)


def test_15_numerical_gradients():
    def cubic(v):
        return v[0] ** 3 + v[0] * v[1] + np.exp(v[1])

    two = differences.numerical_gradient(cubic, [1.5, -0.7], h=0.01)
    close(two, [6.0501, 1.9965935803])
    analytic = np.array([3 * 1.5**2 - 0.7, 1.5 + np.exp(-0.7)])
    close(analytic, [6.05, 1.9965853038])
    one_sided = [(cubic([1.51, -0.7]) - cubic([1.5, -0.7])) / 0.01, (cubic([1.5, -0.69]) - cubic([1.5, -0.7])) / 0.01]
    close([np.abs(one_sided - analytic).max(), np.abs(two - analytic).max()], [0.0451, 0.0001], 4)
    close(differences.numerical_gradient(lambda v: np.exp(2 * v[0]), [0.3], h=0.02), [3.6452094752])
    close(2 * np.exp(0.6), 3.6442376008)
    powers = differences.numerical_gradient(lambda v: 2 * v[0] ** 2 + v[1] ** 3 - v[0] * v[2], [3, -2, 4], h=0.01)
    close(powers, [8, 12.0001, -3])


@pytest.mark.parametrize(
    "a, b, expected",
    [
        ([1, -2, 3.5], [1.1, -2.2, 3], 0.07692308),
        ([2, -0.5], [-2, 0.5], 1),
        ([0, 0, 0], [0, 0, 0], 0),
        ([0.001, 5, 700], [0.002, 5, 700], 1 / 3),
        ([1e-10], [3e-10], 0.02),
        (3.0, 3.003, 0.00049975),
    ],
)
def test_15_relative_errors(a, b, expected):
    close(differences.rel_error(a, b), expected, 8)


def test_16_two_neurons():
    theta = -0.3 * (0.5 * 2 + 0.1) + 0.2 - 1
    close(theta, -1.13)
    close(scalar.grad_residual(*SLIDE_POINT, 2, 1), [-0.6, -0.3, 1.1, 1])
    close(scalar.grad_mse(*SLIDE_POINT, [2], [1]), [1.356, 0.678, -2.486, -2.26])


def test_16_descending_on_the_residual_runs_away():
    p, thetas = np.array(SLIDE_POINT), []
    for _ in range(12):
        p = p - 0.1 * np.array(scalar.grad_residual(*p, 2, 1))
        thetas.append(p[2] * (p[0] * 2 + p[1]) + p[3] - 1)
    close(thetas[10:], [-31.61, -46.48], 2)


def test_17_a_line():
    x, y = [1.5, -2, 3, 0.5, 2.5], [2, -1, 4, 0.5, 3.5]
    close(scalar.grad_rss(0.2, 0.4, x, y), [-11.6, -32.4])
    x = np.array([-1.5, 0.5, 2, 4])
    close(scalar.fit_line(x, 2.5 - 1.2 * x), [2.5, -1.2])
    close(scalar.fit_line([1.2, 3.7], [-0.8, 2.9]), [-2.576, 1.48])
    np.testing.assert_allclose(scalar.fit_line(x, x**2), np.polyfit(x, x**2, 1)[::-1], rtol=1e-12)


@pytest.mark.parametrize(
    "f, x, expected",
    [
        (lambda u: u * u * u + u.exp(), 1.3, 8.7392966676),
        (lambda u: -((u * 2).sigmoid().log()), 0.5, -0.5378828427),
        (lambda u: (1 + u**2) / (3 - u), 0.8, 1.0661157025),
        (lambda u: 4.0, 1.7, 0),
        (lambda u: 2 / u + 5 * u - 1, -1.5, 4.1111111111),
    ],
)
def test_18_derivatives(f, x, expected):
    close(derivative(f, x), expected)


def test_18_gradients():
    def squared_residual(W1, b1, W2, b2):
        return (W2 * (W1 * 2 + b1) + b2 - 1) ** 2

    close(gradient(squared_residual, list(SLIDE_POINT)), [1.356, 0.678, -2.486, -2.26])
    close(gradient(lambda x, y, z: x * y + y * z.exp(), [1.4, -0.6, 0.3]), [-0.6, 2.7498588076, -0.8099152845])
    close(gradient(lambda x, y: x * 3, [2.5, -1.5]), [3, 0])
    close(gradient(lambda u: u**3, [2.0]), [12])


TABLE_1 = {
    "value": [-9, 1.2340980409e-4, 1.0001234098, 0.9998766054, -1.2340218972e-4, 1.2340218972e-4],
    "local": [-3, 1.2340980409e-4, 1, -0.9997532261, 1.0001234098, -1],
    "dxi_dW": [-3, -3.7022941226e-4, -3.7022941226e-4, 3.7013804929e-4, 3.7018372796e-4, -3.7018372796e-4],
    "dL_dxi": [1.2339457599e-4, 0.9998766054, 0.9998766054, -1.0001234098, -1, 1],
}
TABLE_2 = {
    "value": [-1, 0.3678794412, 1.3678794412, 0.7310585786, -0.3132616875, 0.3132616875],
    "local": [-2, 0.3678794412, 1, -0.5344466454, 1.3678794412, -1],
    "dxi_dW": [-2, -0.7357588823, -0.7357588823, 0.3932238665, 0.5378828427, -0.5378828427],
    "dL_dxi": [0.2689414214, 0.7310585786, 0.7310585786, -1.3678794412, -1, 1],
}


@pytest.mark.parametrize("column", TABLE_1)
@pytest.mark.parametrize(
    "table, printed, dW",
    [(tables.TABLE_1, TABLE_1, -3.7018372796e-4), (tables.TABLE_2, TABLE_2, -0.5378828427)],
)
def test_19_the_tables(table, printed, dW, column):
    np.testing.assert_allclose([table[f"{column}.{row}"] for row in tables.ROWS], printed[column], rtol=2e-10)
    assert table["dL_dxi.W"] == pytest.approx(dW, rel=2e-10)


def test_19_the_keys_come_in_the_order_of_the_exercise():
    keys = [f"{column}.{row}" for column in ("value", "local", "dxi_dW") for row in tables.ROWS]
    assert list(tables.TABLE_1) == keys + [f"dL_dxi.{row}" for row in (*reversed(tables.ROWS), "W")]


def test_20_the_repaired_slides():
    close(tables.grad_A(0.5, 2, 1), -0.5378828427)
    close(tables.derx1(0.5, 2), -2)
    close(tables.grad_A(0.5, 2, 1) * -0.5 / tables.derx1(0.5, 2), -0.1344707107)  # with the slide's derx1
    close(tables.xi6(0.4, 1.3), -0.9865730942)
    close(np.log(1 / (1 + np.exp(-0.4 * 1.3))), -0.4665730942)  # the slide's expression
    close(tables.grad_B(0.4, 1.3, 0), 0.8152920962)
    close([tables.dL_dp(0.7, 0), tables.dL_dp(0.7, 1)], [3.3333333333, -1.4285714286])
    close([tables.dL_dbeta1(2, 0.5, 0), tables.dL_dbeta0(0.5, 0)], [1.2449186624, 0.6224593312])
    close([tables.x4(2.5), tables.L(0.3, -1.7), tables.L_B(0, -0.31), tables.L_B(0.3, -1.7)], [0.4, 0.51, 0.31, 1.19])
    close([tables.x5(2.5)], [0.9162907319])


def test_21_the_graphs():
    close(list(tables.J_GRAPH.values()), [20, 22, 66, 3, 3, 3, 12, 15, 3.8, 2.5, 1.7, 33.6])
    close(list(tables.F_GRAPH_1.values()), [3, 1, 3, 1, 3, 1, 1, 1, 0, 1, 4, 0])
    close(list(tables.F_GRAPH_2.values()), [3, 2.5, 7.5, 2.5, 3, 1, 1, 0, 1, 2.5, 2.5, 3])


def test_21_a_formula_works_on_somebody_elses_entries():
    assert tables.j_trace(a=5, b=4, c=2)["z"]({"u": 21.0}) == 23


def test_22_f_and_its_gradients():
    close(f_and_grads(2, 1, 0), [3, 1, 4, 0])
    close(f_and_grads(4, -1, 2.5), [7.5, 2.5, 2.5, 3])
    close(f_and_grads(-3.5, 1.2, -0.7), [-2.76, 1.2, -1.1, 0])


def test_24_the_graph_of_the_slide_and_a_logistic_loss():
    x, y, z = Value(4), Value(-1), Value(2.5)
    ((x + y) * (z + (y - z).relu())).backward()
    close([x.grad, y.grad, z.grad], [2.5, 2.5, 3])
    w, x = Value(0.5), Value(2)
    (-((1 / (1 + (-(w * x)).exp())).log())).backward()
    close(w.grad, -0.5378828427)
    x = s = Value(0.5)
    for _ in range(300):
        s = s + x
    s.backward()
    assert (s.data, x.grad) == (150.5, 301)


def test_26_two_layers_with_scalar_weights():
    expected = [0.3625284314, 0.2416856209, -0.4918448977, -0.6918141104]
    close(scalar.grads_one_example(1.5, 1, 0.8, -0.3, -1.7, 0.4), expected)
    close(scalar.grads_batch([1.5], [1], 0.8, -0.3, -1.7, 0.4), expected)


def test_27_all_parameters_zero():
    p = {"WH": np.zeros((4, 2)), "bH": np.zeros(4), "WO": np.zeros((3, 4)), "bO": np.zeros(3)}
    J, _ = networks.two_layer_forward(np.ones((6, 2)), np.eye(3)[[0, 2, 2, 0, 2, 0]], p)
    close(J, 6.5916737320)


def test_28_gradient_descent():
    def coupled(w):
        return np.array([2 * (w[0] + w[1] - 3) + w[0], 2 * (w[0] + w[1] - 3)])

    close(optimisers.gradient_descent(coupled, [0.5, -1.5], 0.1, 4)[1], [1.25, -0.7])
    assert optimisers.gradient_descent(coupled, [0.5, -1.5], 0.1, 0).shape == (1, 2)
    close(optimisers.gradient_descent(lambda w: 2 * w, 2.0, 0.3, 3), [2, 0.8, 0.32, 0.128])
    close(optimisers.gradient_descent(lambda w: 2 * w, 1, 1.1, 5), [1, -1.2, 1.44, -1.728, 2.0736, -2.48832])
    slope = optimisers.gradient_descent(lambda w: np.full(2, 2 * (w.sum() - 3)), [0, 0], 0.4, 1)
    close(slope[1], [2.4, 2.4])
    close(-0.4 * 2 * (2.4 + 0 - 3), 0.48)


def test_28_a_gradient_that_works_in_place_does_no_harm():
    def doubled(w):
        w *= 2
        return w

    close(optimisers.gradient_descent(doubled, [2.0], 0.3, 3)[:, 0], [2, 0.8, 0.32, 0.128])


def test_28_convergence_is_what_descent_does():
    for lr, behaviour in optimisers.CONVERGENCE.items():
        *_, before, last = np.abs(optimisers.gradient_descent(lambda w: 2 * w, 1.0, float(lr), 200))
        seen = "oscillates" if last == before else "converges" if last < 1e-6 else "diverges"
        assert behaviour == seen


def test_29_means_of_batches():
    close(data.epoch_mean([1.5, 5.5, 8.5], [4, 4, 2]), 4.5)
    close(np.mean([1.5, 5.5, 8.5]), 5.1666667, 7)
    close(data.epoch_mean([0.7, 0.2, 0.9], [5, 5, 5]), 0.6)
    close(data.epoch_mean([0.31, 2.4], [100, 1]), 0.33069307, 8)


def test_30_momentum():
    w, config = optimisers.sgd_momentum([1, -2], [0.5, -0.3], {"learning_rate": 0.1, "momentum": 0.8})
    close(w, [0.95, -1.97])
    t, config, seen = np.array([5.0]), {"learning_rate": 0.1, "momentum": 0.9}, []
    for _ in range(3):
        t, config = optimisers.sgd_momentum(t, t, config)
        seen.append(t[0])
    close(seen, [4.5, 3.6, 2.43])


def test_30_the_limits_are_where_the_two_rules_end():
    slide, true, config = 5.0, np.array(5.0), {"learning_rate": 0.1, "momentum": 0.9}
    for _ in range(1000):
        slide = optimisers.slide_momentum_step(slide, 0.1, 0.9)
        true, config = optimisers.sgd_momentum(true, true, config)
    close(list(optimisers.SLIDE_RULE.values()), [3.6, -9, 4.5, 0])
    close([slide, true], [optimisers.SLIDE_RULE["slide_limit"], optimisers.SLIDE_RULE["true_limit"]])


def test_30_only_weights_decay():
    grads = {"W1": [1.0, 2.0], "b1": [3.0]}
    params = {"W1": [10.0, -20.0], "b1": [30.0], "W2": [40.0]}
    decayed = optimisers.add_weight_decay(grads, params, 0.3)
    assert decayed.keys() == grads.keys()
    close(decayed["W1"], [4, -4])
    close(decayed["b1"], [3])


def test_31_adam():
    w, config, seen = [1, -2], {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}, []
    for dw in ([0.5, -0.3], [-0.2, 0.7], [0.5, -0.3], [0.9, 0.4]):
        w, config = optimisers.adam(w, dw, config)
        seen.append(w)
    close(seen[0], [0.9, -1.9], 7)
    close(seen[1], [0.8654394181, -1.9420185420])
    close(seen[3], [0.7247023255, -1.9793457486])
    close(0.1 / np.sqrt(0.001), 3.1622777, 7)  # m / sqrt(v) after one step without correction


def test_32_the_heart_rows():
    X, y = data.encode_heart(data.HEART_ROWS)
    assert X.shape == (5, 18)
    close(X[0], [63, 1, 1, 0, 0, 0, 145, 233, 1, 2, 150, 0, 2.3, 3, 0, 1, 0, 0])
    assert y.tolist() == [0, 1, 1, 0, 0]


def test_34_steps():
    assert networks.network([0, 2, 4], [1, 1], [1, -1], [-1, 3]).tolist() == [1, 2, 1]
    assert networks.bump([-1.7, 1.3, 2.6, 3.8], 1, 3).tolist() == [0, 1, 1, 0]


@pytest.mark.parametrize(
    "f, steepest, N, distance",
    [
        (lambda x: np.sin(2 * np.pi * x), 2 * np.pi, 10, 0.3088),
        (lambda x: np.sin(2 * np.pi * x), 2 * np.pi, 100, 0.03118),
        (lambda x: x**2 + 1, 2, 7, None),
        (lambda x: 2 * np.exp(-3 * x), 6, 13, None),
    ],
)
def test_34_staircases_keep_their_bound(f, steepest, N, distance):
    grid = (np.arange(10_000) + 0.37) / 10_000
    sup = np.abs(networks.network(grid, *networks.staircase(f, N)) - f(grid)).max()
    assert sup <= 1.02 * steepest / (2 * N)
    if distance is not None:
        assert sup == pytest.approx(distance, rel=2e-4)


def test_35_constants_and_grids():
    assert [networks.MNIST["parameters"], networks.MNIST["updates_per_epoch"]] == [79510, 500]
    close(networks.MNIST["loss_at_start"], 2.302585093, 9)
    grid = networks.decision_grid(lambda X: X[:, 0] + 10 * X[:, 1], (0, 1), (2, 5), 4)
    close(grid[0], [20, 20 + 1 / 3, 20 + 2 / 3, 21])
    close(grid[:, 0], [20, 30, 40, 50])


def test_35_the_square_and_the_share_of_zeros():
    X = np.random.default_rng(0).random((400, 2))
    y = np.abs(X - 0.5).max(axis=1) < 0.3
    assert y.sum() == 144
    assert 1 - y.mean() == 0.64
    assert losses.bce_with_logits(np.zeros(10), np.ones(10))[0] == pytest.approx(np.log(2))

"""Every gradient of the reference against central differences of its forward formula."""

from itertools import pairwise

import numpy as np
import pytest

from grader.reference import activations, data, gates, layers, losses, networks, scalar, tables

AWAY_FROM_ZERO = np.array([[-3.0, -1.2, -0.4], [0.3, 1.1, 2.5]])  # no entry near a kink
DOUT = np.array([[0.5, -2.0, 1.5], [-0.7, 3.0, 0.25]])


def sigmoid_of(z):
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize("name", ["relu", "leaky_relu", "softplus", "swish", "selu"])
def test_a_backward_pass_that_takes_the_input(name, check_gradient):
    forward, backward = getattr(activations, name), getattr(activations, f"{name}_backward")
    check_gradient(lambda z: (DOUT * forward(z)).sum(), AWAY_FROM_ZERO, backward(DOUT, AWAY_FROM_ZERO))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softmax", "log_softmax"])
def test_a_backward_pass_that_takes_the_output(name, check_gradient):
    forward, backward = getattr(activations, name), getattr(activations, f"{name}_backward")
    check_gradient(lambda z: (DOUT * forward(z)).sum(), AWAY_FROM_ZERO, backward(DOUT, forward(AWAY_FROM_ZERO)))


def test_leaky_relu_with_another_slope(check_gradient):
    got = activations.leaky_relu_backward(DOUT, AWAY_FROM_ZERO, slope=0.2)
    check_gradient(lambda z: (DOUT * activations.leaky_relu(z, slope=0.2)).sum(), AWAY_FROM_ZERO, got)


@pytest.mark.parametrize("shape", [(5,), (4, 3), (1, 2)])
@pytest.mark.parametrize("loss", [losses.mae_loss, losses.mse_loss])
def test_a_regression_loss(loss, shape, rng, check_gradient):
    y = rng.normal(size=shape)
    p = y + rng.uniform(0.1, 2, shape) * rng.choice([-1, 1], shape)
    check_gradient(lambda p: loss(p, y)[0], p, loss(p, y)[1])


@pytest.mark.parametrize("y", [[1, 0, 1, 1], [0.3, 0.8, 0, 1]])
def test_bce_with_logits(y, rng, check_gradient):
    z = rng.normal(size=4)
    check_gradient(lambda z: losses.bce_with_logits(z, y)[0], z, losses.bce_with_logits(z, y)[1])


@pytest.mark.parametrize("shape", [(5, 3), (2, 6), (1, 4)])
def test_softmax_loss(shape, rng, check_gradient):
    x, y = rng.normal(size=shape), rng.integers(0, shape[1], shape[0])
    check_gradient(lambda x: losses.softmax_loss(x, y)[0], x, losses.softmax_loss(x, y)[1])


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("name", ["add", "multiply", "max"])
def test_a_gate(name, place, check_gradient):
    forward, backward = getattr(gates, f"{name}_forward"), getattr(gates, f"{name}_backward")
    inputs = [np.array([2.5, -0.6, 1.0]), np.array([-1.5, 1.8, 3.0])]
    dz = np.array([0.7, -1.9, 2.0])

    def weighted(moved):
        return (dz * forward(*(moved if i == place else inputs[i] for i in (0, 1)))).sum()

    check_gradient(weighted, inputs[place], backward(*inputs, dz)[place])


@pytest.mark.parametrize("point", [(2.0, 1.0, 0.0), (4.0, -1.0, 2.5), (-3.5, 1.2, -0.7)])
def test_f_and_grads(point, check_gradient):
    check_gradient(lambda v: (v[0] + v[1]) * max(v[1], v[2]), point, np.array(gates.f_and_grads(*point)[1:]))


AFFINE_LAYERS = {
    "affine": (layers.affine_forward, layers.affine_backward),
    "affine relu": (layers.affine_relu_forward, layers.affine_relu_backward),
}


@pytest.mark.parametrize("N, D, M", [(4, 3, 2), (5, 2, 3), (1, 4, 2)])
@pytest.mark.parametrize("name", AFFINE_LAYERS)
def test_a_layer_by_its_input_weights_and_bias(name, N, D, M, rng, check_gradient):
    forward, backward = AFFINE_LAYERS[name]
    x, w, b, dout = (rng.normal(size=shape) for shape in [(N, D), (D, M), (M,), (N, M)])
    dx, dw, db = backward(dout, forward(x, w, b)[1])
    check_gradient(lambda x: (dout * forward(x, w, b)[0]).sum(), x, dx)
    check_gradient(lambda w: (dout * forward(x, w, b)[0]).sum(), w, dw)
    check_gradient(lambda b: (dout * forward(x, w, b)[0]).sum(), b, db)


@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
def test_one_sigmoid_node(y, check_gradient):
    w, b, x = 0.8, -0.3, 1.7
    z = np.array(w * x + b)
    phi = sigmoid_of(z)

    def loss(phi):
        return -(y * np.log(phi) + (1 - y) * np.log(1 - phi))

    check_gradient(loss, phi, scalar.dL_dphi(phi, y))
    check_gradient(sigmoid_of, z, scalar.dphi_dz(phi))
    check_gradient(lambda z: loss(sigmoid_of(z)), z, scalar.dL_dz(phi, y))
    check_gradient(lambda w: loss(sigmoid_of(w * x + b)), w, scalar.dL_dw(phi, y, x))
    check_gradient(lambda b: loss(sigmoid_of(w * x + b)), b, scalar.dL_db(phi, y))


def test_two_linear_neurons(rng, check_gradient):
    theta, x, y = np.array([-0.8, 1.3, 0.45, -2.1]), rng.normal(size=7), rng.normal(size=7)

    def residual(p, x, y):
        return p[2] * (p[0] * x + p[1]) + p[3] - y

    check_gradient(lambda p: residual(p, x[0], y[0]), theta, np.array(scalar.grad_residual(*theta, x[0], y[0])))
    check_gradient(lambda p: (residual(p, x, y) ** 2).mean(), theta, np.array(scalar.grad_mse(*theta, x, y)))


def test_residual_sum_of_squares(rng, check_gradient):
    x, y, b = rng.normal(size=9), rng.normal(size=9), np.array([-0.7, 1.3])
    check_gradient(lambda b: ((y - b[0] - b[1] * x) ** 2).sum(), b, np.array(scalar.grad_rss(*b, x, y)))


def test_the_gradient_vanishes_at_the_fitted_line(rng):
    x, y = rng.uniform(50, 60, 8), rng.normal(size=8)
    np.testing.assert_allclose(scalar.grad_rss(*scalar.fit_line(x, y), x, y), [0, 0], atol=1e-8)


def test_two_layers_with_scalar_weights(rng, check_gradient):
    x, y, p = rng.normal(size=6), np.array([0, 1, 1, 0, 1, 0.3]), np.array([-1.1, 0.45, 1.6, -0.35])

    def loss(p, x=x, y=y):
        zO = p[2] * sigmoid_of(p[0] * x + p[1]) + p[3]
        return np.sum(np.log(1 + np.exp(zO)) - y * zO)

    check_gradient(loss, p, np.array(scalar.grads_batch(x, y, *p)))
    check_gradient(lambda p: loss(p, x[0], y[0]), p, np.array(scalar.grads_one_example(x[0], y[0], *p)))


@pytest.mark.parametrize("name", ["WH", "bH", "WO", "bO"])
def test_two_layers_in_matrices(name, rng, check_gradient):
    X, Y = rng.normal(size=(5, 3)), activations.softmax(rng.normal(size=(5, 4)))
    p = {"WH": (2, 3), "bH": (2,), "WO": (4, 2), "bO": (4,)}
    p = {key: rng.normal(size=shape) for key, shape in p.items()}
    grads = networks.two_layer_backward(p, networks.two_layer_forward(X, Y, p)[1])
    check_gradient(lambda moved: networks.two_layer_forward(X, Y, {**p, name: moved})[0], p[name], grads[name])


@pytest.mark.parametrize("name", ["WH", "bH", "WO", "bO"])
def test_the_network_that_learns(name, rng, check_gradient):
    X, y, net = rng.normal(size=(7, 2)), np.array([0, 1, 1, 0, 1, 0, 0]), networks.TwoLayerNet(2, 4, rng)
    start = net.params[name]
    gradient = net.loss(X, y)[1][name]

    def loss(moved):
        net.params[name] = moved
        return net.loss(X, y)[0]

    check_gradient(loss, start, gradient)


@pytest.mark.parametrize("sizes", [(3, 2), (3, 5, 2), (4, 6, 5, 3)])
def test_a_network_of_any_depth(sizes, rng, check_gradient):
    x, dout = rng.normal(size=(6, sizes[0])), rng.normal(size=(6, sizes[-1]))
    params = [(rng.normal(size=(n, m)), rng.normal(size=m)) for n, m in pairwise(sizes)]
    dx, grads = networks.mlp_backward(dout, networks.mlp_forward(x, params)[1])

    def weighted(x, params):
        return (dout * networks.mlp_forward(x, params)[0]).sum()

    check_gradient(lambda x: weighted(x, params), x, dx)
    for i, ((w, b), (dw, db)) in enumerate(zip(params, grads, strict=True)):
        before, after = params[:i], params[i + 1 :]
        check_gradient(lambda w, b=b, before=before, after=after: weighted(x, [*before, (w, b), *after]), w, dw)
        check_gradient(lambda b, w=w, before=before, after=after: weighted(x, [*before, (w, b), *after]), b, db)


def test_the_gradient_of_a_batch(rng, check_gradient):
    X, y, w, idx = rng.normal(size=(9, 3)), rng.normal(size=9), rng.normal(size=3), [7, 2, 5, 0]
    check_gradient(lambda w: ((X[idx] @ w - y[idx]) ** 2).mean(), w, data.batch_gradient(X, y, w, idx))


@pytest.mark.parametrize("W, X, y", [(0.5, 2.0, 1.0), (-1.4, 0.7, 0.3), (0.4, 1.3, 0.0)])
def test_the_repaired_slides(W, X, y, check_gradient):
    def p(W):
        return 1 / (1 + np.exp(-W * X))

    def loss(p):
        return -y * np.log(p) - (1 - y) * np.log(1 - p)

    check_gradient(lambda W: -y * np.log(p(W)), W, tables.grad_A(W, X, y))
    check_gradient(lambda W: -(1 - y) * np.log(1 - p(W)), W, tables.grad_B(W, X, y))
    check_gradient(lambda a: -a * X, W, tables.derx1(W, X))
    check_gradient(loss, p(W), tables.dL_dp(p(W), y))
    check_gradient(lambda beta1: loss(sigmoid_of(0.2 + beta1 * X)), W, tables.dL_dbeta1(X, 0.2 + W * X, y))
    check_gradient(lambda beta0: loss(sigmoid_of(beta0 + W * X)), 0.2, tables.dL_dbeta0(0.2 + W * X, y))


@pytest.mark.parametrize("X, y, W", [(3, 1, 3), (2, 1, 0.5), (-1.3, 0.4, 0.9)])
def test_the_table_by_w_and_by_every_row(X, y, W, check_gradient):
    table = tables.forward_backward_table(X, y, W)
    steps = [lambda W: -W * X, np.exp, lambda t: 1 + t, lambda t: 1 / t, np.log, lambda t: -y * t]

    def through(t, functions):
        for function in functions:
            t = function(t)
        return t

    check_gradient(lambda W: through(W, steps), W, table["dL_dxi.W"])
    for i, row in enumerate(tables.ROWS, start=1):
        check_gradient(lambda W, i=i: through(W, steps[:i]), W, table[f"dxi_dW.{row}"])
        check_gradient(lambda t, i=i: through(t, steps[i:]), table[f"value.{row}"], table[f"dL_dxi.{row}"])


def test_both_columns_of_the_table_end_in_the_same_number():
    table = tables.forward_backward_table(X=-1.3, y=0.4, W=0.9)
    assert table["dL_dxi.W"] == pytest.approx(table["dxi_dW.L"], rel=1e-14)


def test_the_graphs_by_their_inputs(check_gradient):
    j, f = tables.J_GRAPH, tables.F_GRAPH_2
    check_gradient(lambda v: 3 * (v[0] * v[1] + v[2]), [5, 4, 2], np.array([j["dJ_da"], j["dJ_db"], j["dJ_dc"]]))
    gradient = np.array([f["df_dx"], f["df_dy"], f["df_dz"]])
    check_gradient(lambda v: (v[0] + v[1]) * max(v[1], v[2]), [4, -1, 2.5], gradient)

"""The numbers that exercises 01 to 14 print, each recomputed."""

import numpy as np
import pytest

from grader.reference import activations, decisions, layers, losses, networks, scalar, statements

Z = [-3, -1.2, -0.4, 0.3, 1.1, 2.5]
DOUT = [0.5, -2, 1.5, -0.7, 3, 0.25]
POINTS = [[0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7], [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6]]
LABELS = np.repeat([[1.0, 0.0], [0.0, 1.0]], 5, axis=1)


def close(got, expected, digits=8):
    np.testing.assert_allclose(got, expected, rtol=0, atol=0.51 * 10.0**-digits)


@pytest.mark.parametrize(
    "phi, y, x, dphi, slope, dz, dw",
    [
        (0.7, 1, 2.5, -1.42857143, 0.21, -0.3, -0.75),
        (0.7, 0, 2.5, 3.33333333, 0.21, 0.7, 1.75),
        (0.7, 0.3, -1.7, 1.90476190, 0.21, 0.4, -0.68),
        (1 / (1 + np.exp(-9)), 1, 3, -1.00012341, 0.000123379350, -0.000123394576, -0.000370183728),
    ],
)
def test_01_one_sigmoid_node(phi, y, x, dphi, slope, dz, dw):
    close(scalar.dL_dphi(phi, y), dphi)
    close(scalar.dphi_dz(phi), slope, 12)
    close([scalar.dL_dz(phi, y), scalar.dL_db(phi, y), scalar.dL_dw(phi, y, x)], [dz, dz, dw], 12)


def test_02_softmax():
    close(activations.softmax([2, 1, 0.5]), [0.62853172, 0.23122390, 0.14024438])
    close(activations.softmax([1000, 1001, 1002]), [0.09003057, 0.24472847, 0.66524096])
    e = np.exp([[1, 2], [3, 4], [5, 6]])
    close((e / e.sum()).sum(axis=1), [0.01587624, 0.11731043, 0.86681333])


def test_04_shapes_and_entries():
    assert layers.SHAPES == {
        "(4,3) + (3,)": (4, 3),
        "(4,3) + (4,)": "error",
        "(4,3) + (4,1)": (4, 3),
        "(4,3) + (2,3)": "error",
        "(4,1) + (3,)": (4, 3),
        "(5,1) - (5,)": (5, 5),
        "(5,3) @ (3,2)": (5, 2),
        "(5,3) @ (2,3)": "error",
        "(5,3) @ (3,)": (5,),
        "(5,3) * (3,)": (5, 3),
    }
    X, W = [[2, -3], [0.5, 4], [-1.5, 3]], [[3, -0.5, 2, 7], [-2, 6, 0.25, 5]]
    assert layers.matmul_entry(X, W, 2, 1) == 18.75
    assert layers.matmul_entry([[2, -3, 4], [5, 7, -2]], [[3, 2], [-4, 6], [5, -2]], 1, 1) == 56


def test_05_affine_forward():
    X, W = [[2, -3], [0.5, 4], [-1.5, 3]], [[3, -0.5, 2, 7], [-2, 6, 0.25, 5]]
    out, _ = layers.affine_forward(X, W, [0.5, -2, 10, 4])
    close(out, [[12.5, -21, 13.25, 3], [-6, 21.75, 12, 27.5], [-10, 16.75, 7.75, 8.5]])
    out, _ = layers.affine_forward([[1, 2, 3], [4, -5, 6]], [[2, -1], [3, 5], [-4, 7]], [0.5, -0.25])
    close(out, [[-3.5, 29.75], [-30.5, 12.75]])


@pytest.mark.parametrize(
    "name, values",
    [
        ("piecewise_linear", [0, 0, 0.1, 0.8, 1, 1]),
        ("sigmoid", [0.04742587, 0.23147522, 0.40131234, 0.57444252, 0.75026011, 0.92414182]),
        ("tanh", [-0.99505475, -0.83365461, -0.37994896, 0.29131261, 0.80049902, 0.98661430]),
        ("leaky_relu", [-0.03, -0.012, -0.004, 0.3, 1.1, 2.5]),
        ("softplus", [0.04858735, 0.26328247, 0.51301525, 0.85435524, 1.38733533, 2.57888973]),
        ("swish", [-0.14227762, -0.27777026, -0.16052494, 0.17233276, 0.82528612, 2.31035455]),
        ("selu", [-1.67056392, -1.22856646, -0.57960844, 0.31521, 1.15577, 2.62675]),
    ],
)
def test_06_activations(name, values):
    close(getattr(activations, name)(Z), values)


def test_06_selu_keeps_mean_zero_and_variance_one():
    z = np.linspace(-12, 12, 240_001)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi) * (z[1] - z[0])
    a = activations.selu(z)
    mean, square = (density * a).sum(), (density * a**2).sum()
    close(mean, 0.000000812, 9)
    close(square - mean**2, 0.999996, 6)


def test_06_the_steps_at_zero_are_those_of_cs109b():
    assert (activations.step(0), activations.sign(0)) == (0.5, 0)


def test_06_the_slides_tanh_is_tanh_of_half():
    close(2 * activations.sigmoid(1) - 1, 0.46211716)
    close(activations.tanh([1, 0.5]), [0.76159416, 0.46211716])


@pytest.mark.parametrize(
    "name, values",
    [
        ("sigmoid", [0.02258833, -0.35578888, 0.36039112, -0.17112082, 0.56210964, 0.01752593]),
        ("tanh", [0.00493302, -0.61003999, 1.28345818, -0.64059587, 1.07760395, 0.00664806]),
        ("relu", [0, 0, 0, -0.7, 3, 0.25]),
        ("leaky_relu", [0.005, -0.02, 0.015, -0.7, 3, 0.25]),
        ("softplus", [0.02371294, -0.46295043, 0.60196851, -0.40210976, 2.25078032, 0.23103545]),
        ("selu", [0.04376518, -1.05905564, 1.76772876, -0.73549, 3.1521, 0.262675]),
    ],
)
def test_07_activation_gradients(name, values):
    given = getattr(activations, name)(Z) if name in ("sigmoid", "tanh") else Z
    close(getattr(activations, f"{name}_backward")(DOUT, given), values)


def test_07_vanishing_gradients():
    close(activations.sigmoid_backward(1, activations.sigmoid(5)), 0.00664806)
    close(activations.tanh_backward(1, activations.tanh(5)), 0.00018158)
    a = np.linspace(0, 1, 1001)
    assert activations.sigmoid_backward(1, a).max() == activations.sigmoid_backward(1, 0.5) == 0.25
    assert activations.tanh_backward(1, a).max() == 1


def test_08_feedforward():
    paper = [(np.zeros((m, n)), np.zeros(m)) for n, m in [(2, 2), (2, 3), (3, 2)]]
    F = networks.feedforward(POINTS, paper, activations.sigmoid)
    close(F, np.full((2, 10), 0.5))
    assert losses.cost(F, LABELS) == 0.25
    assert networks.count_parameters(paper) == 23
    assert sum(W.size for W, _ in paper) == 16
    assert networks.count_parameters([(np.zeros((4, 3)), np.zeros(4)), (np.zeros((2, 4)), np.zeros(2))]) == 26
    assert networks.count_parameters([(np.zeros((2, 5)), np.zeros(2))]) == 12
    params = [([[1, -2, 1], [2, 1, -1]], [0.5, -0.25]), ([[3, -1], [1, 2], [-2, 1]], [0.1, 0.2, -0.3])]
    close(networks.feedforward([2, -1, 3], params, np.tanh), [0.99751611, 0.61077845, -0.98775733])


def test_08_a_batch_is_its_columns_one_by_one(rng):
    params = [(rng.normal(size=(4, 3)), rng.normal(size=4)), (rng.normal(size=(2, 4)), rng.normal(size=2))]
    x = rng.normal(size=(3, 5))
    columns = [networks.feedforward(column, params, np.tanh) for column in x.T]
    np.testing.assert_allclose(networks.feedforward(x, params, np.tanh), np.array(columns).T)


@pytest.mark.parametrize(
    "kind, z, expected",
    [
        ("binary", [0.3, -0.2, 2.5, -1.7, 0.1, -4], [1, 0, 1, 0, 1, 0]),
        ("multiclass", [[2, 1, 0.5], [-1, -0.5, -3], [0.2, 0.1, 0.4], [3, 5, 4]], [0, 1, 2, 1]),
        ("multilabel", [[2, -1, 0.3], [-0.4, -0.2, -3], [-2, 0.1, -0.7]], [[1, 0, 1], [0, 0, 0], [0, 1, 0]]),
        ("regression", [[2.5, -1.5]], [[2.5, -1.5]]),
    ],
)
def test_09_decisions(kind, z, expected):
    np.testing.assert_array_equal(decisions.decide(z, kind), expected)


def test_09_the_two_probabilities():
    close(decisions.p_y0_of_scores(0.8), 0.31002552)
    close(activations.sigmoid(0.8), 0.68997448)
    assert len(decisions.OUTPUT_UNITS) == 13


def test_10_statements():
    close(statements.tanh_definition(1), 0.76159416)
    close([statements.tanh_from_sigmoid(z) for z in Z], np.tanh(Z))
    close(np.exp([2, 1, 0.5]) / np.exp([-2, -1, -0.5]).sum(), [6.65833461, 2.44946442, 1.48567527])
    close((np.exp([2, 1, 0.5]) / np.exp([-2, -1, -0.5]).sum()).sum(), 10.59347429)
    close(statements.softmax_output(), [0.62853172, 0.23122390, 0.14024438])
    assert sum([0.62842832, 0.2312239, 0.14034778]) == pytest.approx(1, abs=1e-8)
    close(statements.softmax_entry([2, 1, 0.5], 2), 0.14024438)
    assert [statements.hard_decision(z) for z in (0.3, -0.2, 2.5)] == [1, 0, 1]
    assert statements.entry_2_2(np.eye(4, 3), np.arange(15).reshape(3, 5)) == 12
    assert sum(verdict == "wrong" for verdict in statements.VERDICT.values()) == 5


@pytest.mark.parametrize("m", range(1, 10))
@pytest.mark.parametrize("n", range(1, 10))
def test_10_broadcast_length_is_what_numpy_does(m, n):
    try:
        expected = (np.zeros(m) + np.zeros(n)).size
    except ValueError:
        expected = 0
    assert statements.broadcast_length(m, n) == expected


@pytest.mark.parametrize(
    "p, y, mae, mae_dp, mse, mse_dp",
    [
        ([2.5, -1.5, 4, 0.5], [3, -2, 2, 1.7], 1.05, [-0.25, 0.25, 0.25, -0.25], 1.485, [-0.25, 0.25, 1, -0.6]),
        ([3, -2, 5, 4], [5, -5, 4, 8], 2.5, [-0.25, 0.25, 0.25, -0.25], 7.5, [-1, 1.5, 0.5, -2]),
    ],
)
def test_11_regression_losses(p, y, mae, mae_dp, mse, mse_dp):
    close(losses.mae_loss(p, y)[0], mae)
    close(losses.mae_loss(p, y)[1], mae_dp)
    close(losses.mse_loss(p, y)[0], mse)
    close(losses.mse_loss(p, y)[1], mse_dp)


def test_11_residuals_of_three():
    assert losses.mse_loss([5, 1.5, 2.5], [2, -1.5, -0.5])[0] == 9


def test_12_binary_cross_entropy():
    close(losses.bce_loss([0.9, 0.2, 0.7], [1, 0, 0]), 0.51082562)
    close(losses.bce_loss([0.35], [1]), 1.04982212)
    loss, dz = losses.bce_with_logits([2, -1.5, 0.5], [1, 0, 0])
    close(loss, 0.43413942)
    close(dz, [-0.03973431, 0.06080851, 0.20748644])
    loss, dz = losses.bce_with_logits([-0.8], [1])
    close([loss, dz[0]], [1.17110067, -0.68997448])
    close(losses.bce_with_logits([2, -3, 4, -2], [1, 1, 0, 0])[0], 1.83014833)
    loss, dz = losses.bce_with_logits([50, -60], [0, 1])
    close([loss, *dz], [55, 0.5, -0.5])
    distances = [losses.bce_loss([u], [0]) for u in (0.5, 0.9, 0.99, 0.999)]
    close(distances, [0.69314718, 2.30258509, 4.60517019, 6.90775528])
    close(-0 * np.log(0.9) + (1 - 0) * np.log(1 - 0.9), -2.30258509)


def test_12_the_two_forms_agree(rng):
    z, y = rng.uniform(-5, 5, 8), rng.integers(0, 2, 8)
    assert losses.bce_loss(activations.sigmoid(z), y) == pytest.approx(losses.bce_with_logits(z, y)[0], rel=1e-12)
    assert losses.bce_with_logits(-z, 1 - y)[0] == pytest.approx(losses.bce_with_logits(z, y)[0], rel=1e-12)


def test_13_one_hot_and_log_softmax():
    assert losses.one_hot([1, 4, 6], 7).argmax(axis=1).tolist() == [1, 4, 6]
    assert losses.one_hot([0, 2, 2, 0, 3], 6).shape == (5, 6)
    close(activations.log_softmax([[2, 1, 0.5]]), [[-0.46436878, -1.46436878, -1.96436878]])
    close(losses.nll_loss(np.full((4, 10), -np.log(10)), [3, 7, 7, 2]), 2.30258509)


def test_14_softmax_loss():
    loss, dx = losses.softmax_loss([[2, 1, 0.5]], [0])
    close(loss, 0.46436878)
    close(dx, [[-0.37146828, 0.23122390, 0.14024438]])
    y = [3, 7, 7, 2, 0, 9]
    loss, dx = losses.softmax_loss(np.full((6, 10), 0.25), y)
    close(loss, 2.30258509)
    close(dx[range(6), y], np.full(6, -0.15))
    close(np.unique(dx.round(8)), [-0.15, 0.01666667])
    close(losses.softmax_loss([[1, 2, 3], [2, 4, 1], [3, 0, 5], [2, 5, 2]], [2, 0, 0, 2])[0], 1.95130504)


@pytest.mark.parametrize("C, lowest", [(2, 0.31326169), (10, 1.46115017)])
def test_14_a_double_softmax_cannot_go_below(C, lowest):
    close(losses.softmax_loss(np.eye(1, C), [0])[0], lowest)

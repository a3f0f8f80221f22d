"""What exercises 6, 7, 9, 15, 28, 29 and 35 ask beside their first targets: by loops, by differences, against PyTorch, and as printed."""

import math

import numpy as np
import pytest

from grader.reference import activations, data, decisions, differences, networks, optimisers

BY_HAND = [[1, 2]], [[[1, -1]], [[0, 2]]], [[0.5, -1]]  # x, W, b of one maxout unit with two pieces


def sigmoid_of(z):
    return 1 / (1 + np.exp(-z))


@pytest.fixture
def units(rng):
    """x (5, 4), W (4, 2, 3), b (2, 3) of two maxout units with three pieces, and dout (5, 2)."""
    return [rng.normal(size=shape) for shape in [(5, 4), (4, 2, 3), (2, 3), (5, 2)]]


def test_a_maxout_unit_gives_the_largest_of_its_pieces(units):
    x, W, b, _ = units
    by_loops = [[max(x[n] @ W[:, m, j] + b[m, j] for j in range(3)) for m in range(2)] for n in range(5)]
    np.testing.assert_allclose(activations.maxout_affine(x, W, b), by_loops, rtol=1e-12)


def test_maxout_backwards_by_differences(units, check_gradient):
    x, W, b, dout = units
    dx, dW, db = activations.maxout_affine_backward(dout, x, W, b)
    check_gradient(lambda x: (dout * activations.maxout_affine(x, W, b)).sum(), x, dx)
    check_gradient(lambda W: (dout * activations.maxout_affine(x, W, b)).sum(), W, dW)
    check_gradient(lambda b: (dout * activations.maxout_affine(x, W, b)).sum(), b, db)


def test_maxout_backwards_against_torch(units):
    torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
    *arrays, dout = units
    leaves = x, W, b = [torch.tensor(array, requires_grad=True) for array in arrays]
    out = (torch.einsum("nd,dmk->nmk", x, W) + b).amax(dim=2)
    out.backward(torch.tensor(dout))
    np.testing.assert_allclose(activations.maxout_affine(*arrays), out.detach(), rtol=1e-12)
    for got, leaf in zip(activations.maxout_affine_backward(dout, *arrays), leaves, strict=True):
        np.testing.assert_allclose(got, leaf.grad, rtol=1e-12)


def test_the_maxout_unit_of_the_statements():
    assert activations.maxout_affine(*BY_HAND).tolist() == [[2]]
    dx, dW, db = activations.maxout_affine_backward([[3]], *BY_HAND)
    assert (dx.tolist(), dW.tolist(), db.tolist()) == ([[-3, 6]], [[[0, 3]], [[0, 6]]], [[0, 3]])


def test_the_sigmoid_of_one_score_is_the_softmax_of_two(rng):
    z = 3 * rng.normal(size=(20, 2))
    np.testing.assert_allclose(sigmoid_of(decisions.single_score(z)), activations.softmax(z)[:, 1], rtol=1e-12)
    assert decisions.single_score([[900, 903], [-1000, 1000]]).tolist() == [3, 2000]
    score = decisions.single_score([[0.3, 1.1]])[0]
    assert (round(score, 12), round(sigmoid_of(score), 6)) == (0.8, 0.689974)


def test_two_scores_and_one_cost_the_same_in_torch(rng):
    torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
    z, y = torch.tensor(rng.normal(size=(8, 2))), torch.tensor(rng.integers(0, 2, 8))
    one = torch.tensor(decisions.single_score(z.numpy()))
    of_one = torch.nn.functional.binary_cross_entropy_with_logits(one, y.double())
    assert torch.nn.functional.cross_entropy(z, y).item() == pytest.approx(of_one.item(), rel=1e-12)


def test_the_orders_of_both_difference_rules_on_a_sine():
    hs, exact = np.array([0.1, 0.01, 0.001, 0.0001]), np.cos(0.7)
    forward = np.abs((np.sin(0.7 + hs) - np.sin(0.7)) / hs - exact)
    central = np.abs((np.sin(0.7 + hs) - np.sin(0.7 - hs)) / (2 * hs) - exact)
    assert differences.observed_order(hs, forward) == pytest.approx(1.005, abs=1e-3)
    assert differences.observed_order(hs, central) == pytest.approx(2, abs=1e-3)


def test_the_observed_order_is_the_slope_that_polyfit_finds(rng):
    hs, errors = rng.uniform(0.01, 1, 6), rng.uniform(0.01, 1, 6)
    fitted = np.polyfit(np.log(hs), np.log(errors), 1)[0]
    assert differences.observed_order(hs, errors) == pytest.approx(fitted, rel=1e-9)
    assert differences.observed_order([0.1, 0.01], [0.2, 0.002]) == pytest.approx(2, rel=1e-12)


def test_the_evaluations_of_f_are_those_that_are_counted():
    calls = []
    differences.numerical_gradient(lambda x: calls.append(1) or float(x.sum()), np.zeros(differences.PARAMETERS))
    assert len(calls) == differences.COST["central_evaluations"] == 2000
    assert differences.COST["forward_evaluations"] == 1001


def test_a_landscape_has_weight_0_along_its_columns():
    plane = lambda w: w[0] + 10 * w[1]  # noqa: E731 - a formula
    assert optimisers.landscape(plane, [0, 1, 2], [0, 1]).tolist() == [[0, 1, 2], [10, 11, 12]]
    assert optimisers.path_on_map([(1.2, 0.1), (5, 1.4)], [0, 1, 2], [0, 1]).tolist() == [[0, 1], [1, 2]]


def test_the_nearest_place_on_a_map_is_the_rounded_one_cut_at_the_edges(rng):
    w0, w1 = np.linspace(-2, 1.5, 8), np.linspace(-1, 2, 5)
    path = rng.uniform(-4, 4, size=(50, 2))
    column, row = np.rint((path - [-2, -1]) / [w0[1] - w0[0], w1[1] - w1[0]]).T
    expected = np.stack([np.clip(row, 0, 4), np.clip(column, 0, 7)], axis=1)
    np.testing.assert_array_equal(optimisers.path_on_map(path, w0, w1), expected)


def test_the_numbers_of_a_training_are_those_of_its_loop(rng):
    X, y = np.zeros((data.EXAMPLES, 1)), np.zeros(data.EXAMPLES)
    sizes = {B: [len(xb) for xb, _ in data.minibatches(X, y, B, rng)] for B in (data.BATCH, data.EXAMPLES, 1)}
    assert (
        (len(sizes[100]), sizes[100][-1]) == (data.TERMS["iterations_per_epoch"], data.TERMS["last_batch"]) == (11, 50)
    )
    updates = [data.EPOCHS * len(of_epoch) for of_epoch in sizes.values()]
    assert updates == [data.TERMS[key] for key in ("updates", "updates_full_batch", "updates_batch_of_one")]


def test_an_entry_of_a_hidden_map_is_its_unit_at_its_point(rng):
    params = {"WH": rng.normal(size=(3, 2)), "bH": rng.normal(size=3)}
    maps = networks.hidden_maps(params, (0, 1), (2, 5), 4)
    for unit, row, column in np.ndindex(maps.shape):
        point = np.array([np.linspace(0, 1, 4)[column], np.linspace(2, 5, 4)[row]])
        assert maps[unit, row, column] == pytest.approx(sigmoid_of(params["WH"][unit] @ point + params["bH"][unit]))


def test_the_hidden_map_of_the_statement():
    maps = networks.hidden_maps({"WH": [[1, -1]], "bH": [0]}, (0, 2), (1, 2), 3)
    assert maps.shape == (1, 3, 3)
    np.testing.assert_allclose(maps[0, 0], [0.2689, 0.5, 0.7311], atol=5e-5)
    assert math.isclose(maps[0, 2, 0], sigmoid_of(-2))

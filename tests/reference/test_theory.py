"""The reference of chapter 12: against networks run layer by layer, against differences, and against PyTorch where it is there."""

import statistics
from itertools import combinations, pairwise

import numpy as np
import pytest

from grader.reference.theory import averages, collapse, coordinates, fading, folding, rates, tables, valleys


def network(rng, *sizes):
    return [(rng.normal(size=(n, m)), rng.normal(size=m)) for n, m in pairwise(sizes)]


def run(x, layers, g):
    """g after every layer but the last."""
    for W, b in layers[:-1]:
        x = g(x @ W + b)
    W, b = layers[-1]
    return x @ W + b


@pytest.mark.parametrize("sizes", [(4, 6, 5, 3), (2, 5, 4), (3, 2), (1, 2, 1)])
def test_linear_layers_are_the_one_they_collapse_into(sizes, rng):
    layers = network(rng, *sizes)
    W, b = collapse.collapse(layers)
    for _ in range(3):
        X = rng.normal(size=(7, sizes[0]))
        np.testing.assert_allclose(X @ W + b, run(X, layers, lambda z: z), rtol=1e-12, atol=1e-12)
    assert np.linalg.matrix_rank(W) <= collapse.rank_bound(sizes)
    deep = sum(W.size + b.size for W, b in layers)
    assert collapse.parameter_counts(sizes) == (deep, W.size + b.size)


def test_the_local_map_is_the_network_near_its_point(rng, check_gradient):
    layers, x = network(rng, 4, 7, 6, 3), rng.normal(size=4)
    W, b = collapse.local_map(x, layers)
    for near in (x, x + 1e-6 * rng.normal(size=4)):
        np.testing.assert_allclose(near @ W + b, run(near, layers, lambda z: np.maximum(z, 0)), rtol=1e-12)
    for k in range(3):
        check_gradient(lambda x, k=k: run(x, layers, lambda z: np.maximum(z, 0))[k], x, W[:, k])


def test_the_local_map_has_the_jacobian_of_torch(rng):
    torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
    layers, x = network(rng, 3, 8, 5), rng.normal(size=3)
    pairs = [(torch.tensor(W), torch.tensor(b)) for W, b in layers]
    jacobian = torch.autograd.functional.jacobian(lambda x: run(x, pairs, torch.relu), torch.tensor(x))
    np.testing.assert_allclose(collapse.local_map(x, layers)[0], jacobian.numpy().T, rtol=1e-12)


def test_the_printed_numbers_of_the_statement():
    layers = [([[1, -2]], [0, 1]), ([[3], [1]], [4])]
    assert [array.tolist() for array in collapse.collapse(layers)] == [[[1]], [5]]
    assert [array.tolist() for array in collapse.local_map([2], layers)] == [[[3]], [4]]
    assert collapse.parameter_counts([1, 2, 1]) == (7, 2)
    assert collapse.rank_bound([1, 2, 1]) == 1


@pytest.mark.parametrize("act", fading.ACTIVATIONS)
def test_the_gradient_of_a_chain_by_differences(act, rng, check_gradient):
    w, b, x = rng.uniform(0.5, 1.5, 5), rng.uniform(0.1, 0.4, 5), 0.7

    def last(x):
        for weight, bias in zip(w, b, strict=True):
            x = fading.ACTIVATIONS[act](weight * x + bias)
        return float(x)

    check_gradient(last, np.array(x), fading.chain_gradient(x, w, b, act))


@pytest.mark.parametrize("act", fading.ACTIVATIONS)
def test_the_norms_on_the_way_back_are_those_of_torch(act, rng):
    torch = pytest.importorskip("torch", reason="PyTorch, the independent check of the reference, is not installed")
    x, Ws, dout = rng.normal(size=(3, 4)), [rng.normal(size=(4, 4)) for _ in range(5)], rng.normal(size=(3, 4))
    h = torch.tensor(x, requires_grad=True)
    states = [h]
    for W in Ws:
        h = getattr(torch, act)(h @ torch.tensor(W))
        h.retain_grad()
        states.append(h)
    h.backward(torch.tensor(dout))
    expected = [state.grad.norm().item() for state in states]
    np.testing.assert_allclose(fading.gradient_norms(x, Ws, act, dout), expected, rtol=1e-12, atol=1e-30)


@pytest.mark.parametrize(
    "factor, limit, depth", [(0.5, 0.125, 4), (0.5, 0.1, 4), (2.0, 8.0, 4), (0.25, 1e-6, 10), (0.9, 2.0, 0)]
)
def test_the_depth_at_which_a_power_has_passed_its_limit(factor, limit, depth):
    assert fading.depth_until(factor, limit) == depth


def test_the_printed_numbers_of_the_chain():
    np.testing.assert_allclose(fading.chain_gradient(0.5, [2, 3], [-1, 0.5], "sigmoid"), 0.1575, atol=5e-5)
    np.testing.assert_allclose(fading.gradient_norms([[0.5]], [[[2]]], "sigmoid", [[1]]), [0.3932, 1], atol=5e-5)


@pytest.fixture
def bowl(rng):
    """A curvature matrix with eigenvalues 0.7, 2.5 and 6."""
    Q = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    return Q @ np.diag([0.7, 2.5, 6.0]) @ Q.T


def test_descent_shrinks_below_the_largest_rate_and_grows_above_it(bowl, rng):
    w0, limit = rng.normal(size=3), rates.largest_rate(bowl)
    ends = [
        np.linalg.norm(np.linalg.matrix_power(np.eye(3) - share * limit * bowl, 400) @ w0) for share in (0.98, 1.02)
    ]
    assert ends[0] < np.linalg.norm(w0) < ends[1]


def test_no_rate_on_a_fine_grid_contracts_more_than_the_best(bowl):
    best = rates.contraction(bowl, rates.best_for_bowl(bowl))
    assert all(rates.contraction(bowl, lr) >= best for lr in np.linspace(0.01, 0.4, 2000))


def test_a_sweep_on_the_bowl_ends_where_the_powers_of_its_matrix_say(bowl, rng):
    w0, tried = rng.normal(size=3), [0.05, 0.3]
    got = rates.sweep(lambda w: w @ bowl @ w / 2, lambda w: bowl @ w, w0, tried, 9)
    ends = [np.linalg.matrix_power(np.eye(3) - lr * bowl, 9) @ w0 for lr in tried]
    np.testing.assert_allclose(got, [w @ bowl @ w / 2 for w in ends], rtol=1e-10)


def test_a_loss_that_is_no_number_is_infinity_and_never_best():
    losses = rates.sweep(lambda w: float(w[0] ** 4 - w[0] ** 3), lambda w: 4 * w**3 - 3 * w**2, [2.0], [0.01, 1.5], 40)
    assert np.isfinite(losses[0]) and losses[1] == np.inf
    assert rates.best_rate([0.01, 1.5], losses) == 0.01
    with pytest.raises(ValueError):
        rates.best_rate([0.5, 5.0], [np.inf, np.nan])


def test_the_printed_numbers_of_the_bowl():
    H = [[2, 0], [0, 8]]
    found = [rates.largest_rate(H), rates.contraction(H, 0.2), rates.contraction(H, 0.1), rates.best_for_bowl(H)]
    np.testing.assert_allclose(found, [0.25, 0.6, 0.8, 0.2])
    np.testing.assert_allclose(rates.sweep(lambda w: w[0] ** 2, lambda w: 2 * w, [1.0], [0.25, 1.5], 2), [0.0625, 16])


def test_the_bottoms_and_the_crest_are_the_roots_of_the_slope(check_gradient):
    for w in (valleys.LEFT, valleys.CREST, valleys.RIGHT):
        assert abs(4 * w**3 - 6 * w + 1) < 1e-12
        check_gradient(lambda w: valleys.quartic(float(w)), np.array(w), 0.0)
    assert valleys.quartic(valleys.LEFT) < valleys.quartic(valleys.RIGHT) < valleys.quartic(valleys.CREST)


@pytest.mark.parametrize("start, side", [(0.1, "left"), (0.3, "right")])
def test_a_ball_rolls_to_the_side_that_the_landscape_says(start, side):
    end = valleys.descend(lambda w: 4 * w**3 - 6 * w + 1, start, 0.001, 20_000)
    assert abs(end - valleys.LANDSCAPE[f"{side}_bottom"]) < 1e-9 and valleys.LANDSCAPE[f"ball_from_{start}"] == side


def test_the_printed_numbers_of_the_valleys():
    assert abs(valleys.descend(lambda w: 4 * w * (w**2 - 4), 1.0, 0.05, 2) - 2.0608) < 1e-12
    assert valleys.success_share([3, 1, 1.2, 5], 0.5) == 0.5
    assert [valleys.starts_needed(*pq) for pq in ((0.5, 0.8), (0.5, 0.875), (0.3, 0.95), (0.1, 0.9), (0.45, 0.99))] == [
        3,
        3,
        9,
        22,
        8,
    ]


def test_restarts_keep_the_lowest_end(rng):
    starts = [1.9, 0.5, -2.1, -0.3, 0.9]
    w, value = valleys.restarts(valleys.quartic, lambda w: 4 * w**3 - 6 * w + 1, starts, 0.02, 12)
    np.testing.assert_allclose((w, value), (-1.306023063, -3.513712119), rtol=1e-9)


def test_the_gradient_of_every_example_by_differences(rng, check_gradient):
    X, y, w = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)
    for i, row in enumerate(averages.example_gradients(X, y, w)):
        check_gradient(lambda w, i=i: float((X[i] @ w - y[i]) ** 2), w, row)


@pytest.mark.parametrize("n, B", [(7, 3), (5, 2), (6, 4), (4, 1)])
def test_all_batches_average_to_the_gradient_and_their_noise_follows_the_formula(n, B, rng):
    G = rng.normal(size=(n, 3)) + 0.5
    mean, noise = averages.over_all_batches(G, B)
    np.testing.assert_allclose(mean, G.mean(axis=0), rtol=1e-12)
    spread = np.sum((G - G.mean(axis=0)) ** 2, axis=1).mean()
    np.testing.assert_allclose(noise, spread / B * (n - B) / (n - 1), rtol=1e-12)


def test_an_epoch_gives_the_gradient_of_the_whole_set_and_totals_are_right_on_average(rng):
    G, losses = rng.normal(size=(9, 2)), rng.uniform(0.2, 3, 9)
    parts = np.split(G, [4, 8])
    np.testing.assert_allclose(averages.epoch_gradient([p.mean(axis=0) for p in parts], [4, 4, 1]), G.mean(axis=0))
    estimates = [averages.estimate_total(losses[list(rows)], 9) for rows in combinations(range(9), 4)]
    np.testing.assert_allclose(np.mean(estimates), losses.sum())


def test_the_printed_numbers_of_the_batches():
    mean, noise = averages.over_all_batches([[1], [2], [6]], 2)
    np.testing.assert_allclose([mean[0], noise], [3, 7 / 6])
    assert averages.epoch_gradient([[2], [5]], [3, 1]) == [2.75] and averages.estimate_total([1, 2], 7) == 10.5
    pairs = [(6, 1.5), (7.3, 0.5), (12.0, 2.5), (3.1, 0.04), (0.9, 2.5)]
    assert [averages.smallest_batch(*pair) for pair in pairs] == [4, 15, 5, 78, 1]


def test_one_layer_makes_what_the_folds_make(rng):
    x = np.sort(rng.uniform(0, 1, 1000))
    for d in range(1, 9):
        v, t = folding.shallow(d)
        np.testing.assert_allclose(np.maximum(x[:, None] - t, 0) @ v, folding.fold_times(x, d), atol=1e-10)
        assert folding.unit_counts(d) == (2 * d, len(v))


def test_every_fold_doubles_the_number_of_pieces():
    grid = np.linspace(0, 1, 2**12 + 1)
    assert [folding.count_pieces(grid, folding.fold_times(grid, d)) for d in range(9)] == [2**d for d in range(9)]


def test_pieces_are_counted_on_an_uneven_grid_and_when_a_slope_comes_again():
    x = np.array([0, 0.3, 1, 1.2, 2, 2.5, 4])
    assert folding.count_pieces(x, 2 * x - 1) == 1
    assert folding.count_pieces(x, np.abs(x - 1)) == 2
    assert folding.count_pieces(x, np.abs(x - 1) - np.abs(x - 2)) == 3


def test_the_tent_is_the_distance_from_the_nearest_end_doubled():
    x = np.linspace(0, 1, 33)
    np.testing.assert_array_equal(folding.tent(x), 2 * np.minimum(x, 1 - x))
    np.testing.assert_array_equal(folding.tent([-0.5, 1.5]), [0, -1])


def test_filled_and_scaled_training_columns_have_mean_0_and_deviation_1_and_each_block_one_hit(rng):
    rows = [
        {"a": float(a) if a < 1 else None, "b": str(b) if b else None}
        for a, b in zip(rng.normal(size=30), rng.integers(0, 4, 30), strict=True)
    ]
    train, test = tables.design_matrices(rows, [*rows[:7], {"a": None, "b": "new"}], ["a"], ["b"])
    np.testing.assert_allclose([train[:, 0].mean(), train[:, 0].std()], [0, 1], atol=1e-12)
    np.testing.assert_array_equal(train[:, 1:].sum(axis=1), 1)
    np.testing.assert_array_equal(test[:7], train[:7])
    assert test[7, 1:].tolist() == [0, 0, 0, 1] and train.shape == (30, 5)


@pytest.mark.parametrize("count", [1, 4, 7])
def test_the_median_is_the_middle_of_the_standard_library(count, rng):
    values = rng.normal(size=count).tolist()
    assert tables.median([None, *values, None]) == pytest.approx(statistics.median(values))


def test_the_printed_numbers_of_the_table():
    train = [{"age": 20, "town": "Graz"}, {"age": None, "town": "Bern"}, {"age": 40, "town": None}]
    assert tables.columns(train, "town") == (["age"], []) and tables.columns(train, "age") == ([], ["town"])
    matrices = tables.design_matrices(train, [{"age": 40, "town": "Lima"}], ["age"], ["town"])
    expected = [[[-1.2247, 0, 1, 0], [0, 1, 0, 0], [1.2247, 0, 0, 1]], [[1.2247, 0, 0, 1]]]
    for got, right in zip(matrices, expected, strict=True):
        np.testing.assert_allclose(got, right, atol=1e-4)


def test_the_rates_of_groups_leave_out_what_is_missing():
    words, labels = ["a", "a", "b", None, "b", "a"], [1, 0, None, 1, 1, 0]
    rows = [{"word": word, "hit": hit} for word, hit in zip(words, labels, strict=True)]
    assert tables.rate_by_group(rows, "word", "hit") == {"a": pytest.approx(1 / 3), "b": 1.0}


def test_polar_coordinates_lead_back_to_the_points(rng):
    P = rng.normal(size=(20, 2))
    radius, angle = coordinates.to_polar(P).T
    np.testing.assert_allclose(np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), P, rtol=1e-12)
    assert (radius > 0).all() and (np.abs(angle) <= np.pi).all() and (np.sign(angle) == np.sign(P[:, 1])).all()


def test_radial_features_entry_by_entry(rng):
    X, centres = rng.normal(size=(5, 3)), rng.normal(size=(2, 3))
    expected = [[np.exp(-0.4 * np.linalg.norm(x - c) ** 2) for c in centres] for x in X]
    np.testing.assert_allclose(coordinates.rbf(X, centres, 0.4), expected, rtol=1e-12)


def test_the_sum_of_squares_is_level_at_the_linear_fit(rng, check_gradient):
    F, y = rng.normal(size=(12, 3)), rng.integers(0, 2, 12)
    w, b = coordinates.fit_linear(F, y)

    def sum_of_squares(p):
        return float(np.sum((F @ p[:3] + p[3] - (2 * y - 1)) ** 2))

    check_gradient(sum_of_squares, np.append(w, b), np.zeros(4))


def test_a_line_that_fails_in_x_and_y_parts_the_squares():
    x = np.array([[-2.0], [-1.0], [1.0], [2.0]])
    y = np.array([0, 1, 1, 0])
    w, b = coordinates.fit_linear(x**2, y)
    np.testing.assert_allclose([w[0], b, coordinates.fit_linear(x, y)[0][0]], [-2 / 3, 5 / 3, 0], atol=1e-12)
    P = np.hstack([x, x[::-1] * 0.3])
    assert coordinates.before_and_after(P, y, lambda P: P**2 @ np.ones((2, 1)))[1] == 1

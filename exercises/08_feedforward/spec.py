"""Exercise 8: feedforward, cost and number of parameters."""

import itertools

import numpy as np

from grader import reference
from grader.exercise.spec import (
    Exercise,
    Property,
    Target,
    away,
    drawn,
    ints,
    mistake,
    normal,
    plain,
    raw,
    slack,
    uniform,
    whole,
)

POINTS = [[0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7], [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6]]
LABELS = [[1] * 5 + [0] * 5, [0] * 5 + [1] * 5]
WHOLE = [
    (np.array([[1, -2, 1], [2, 1, -1]]), np.array([0.5, -0.25])),
    (np.array([[3, -1], [1, 2], [-2, 1]]), np.array([0.1, 0.2, -0.3])),
]
G = {"sigmoid": reference.activations.sigmoid, "tanh": np.tanh}


def net(*sizes):
    """Parameters of a network with these layer sizes: for each layer W, then b."""

    def layers(rng):
        for n_in, n_out in itertools.pairwise(sizes):
            yield rng.normal(size=(n_out, n_in)), away(n_out).realised(rng, {})

    return drawn(lambda rng: list(layers(rng)))


def zero(*sizes):
    return raw([(np.zeros((n_out, n_in)), np.zeros(n_out)) for n_in, n_out in itertools.pairwise(sizes)])


def feedforward(x, params, g):
    return reference.networks.feedforward(x, params, G[g])


def last_column(x, params, g):
    return {"x": x if x.ndim == 1 else x[:, -1].copy(), "params": params, "g": g}


def column_by_column(out, other, x, params, g):
    gap = np.max(np.abs((out if x.ndim == 1 else out[:, -1]) - other))
    return None if gap <= slack(out) else f"the last column on its own gives another output, by {gap:.2g}"


def layer_by_layer(layer):
    """A version whose layers compute layer(W, a, b, g) on the layer before."""

    def version(x, params, g):
        for W, b in params:
            x = layer(W, x, b, G[g])
        return x

    return version


def fitted(b, a):
    """b, as a column where a is a batch."""
    return b if a.ndim == 1 else b[:, None]


def last_without_g(x, params, g):
    a, (W, b) = feedforward(x, params[:-1], g), params[-1]
    return W @ a + fitted(b, a)


def every_layer_on_x(x, params, g):
    return [G[g](W @ x + fitted(b, x)) for W, b in params][-1]


exercise = Exercise(
    targets=[
        Target(
            "feedforward",
            points=3,
            probe="network",
            reference=feedforward,
            properties=(Property("a batch is its columns, one by one", column_by_column, again=last_column),),
            cases=[
                plain(1, "the paper's network at zero", x=POINTS, params=zero(2, 2, 3, 2), g="sigmoid"),
                plain(2, "one example", x=normal(3), params=net(3, 4, 2), g="tanh"),
                plain(3, "a batch", x=normal((3, 5)), params=net(3, 4, 2), g="sigmoid"),
                plain(4, "the paper's network", x=POINTS, params=net(2, 2, 3, 2), g="sigmoid"),
                plain(5, "all sizes equal", x=normal(3), params=net(3, 3, 3), g="tanh"),
                plain(6, "as many examples as units", x=normal((3, 3)), params=net(3, 3, 3), g="sigmoid"),
                plain(7, "one layer", x=normal((2, 4)), params=net(2, 3), g="tanh"),
                whole(8, "whole-number inputs", x=ints([2, -1, 3]), params=raw(WHOLE), g="tanh"),
            ],
        ),
        Target(
            "cost",
            points=1,
            reference=reference.losses.cost,
            cases=[
                plain(9, "the paper's labels", F=[[0.5] * 10] * 2, Y=LABELS),
                plain(10, "two outputs, five examples", F=uniform(0, 1, (2, 5)), Y=[[1, 0, 0, 1, 0], [0, 1, 1, 0, 1]]),
                plain(11, "four outputs, three examples", F=normal((4, 3)), Y=normal((4, 3))),
            ],
        ),
        Target(
            "count_parameters",
            points=1,
            reference=reference.networks.count_parameters,
            cases=[
                plain(12, "parameters of the paper's network", params=zero(2, 2, 3, 2)),
                plain(13, "parameters of another network", params=zero(3, 4, 2)),
                plain(14, "parameters of one layer", params=zero(5, 2)),
            ],
        ),
    ],
    meant={"as many examples as units": "tells apart mistakes that raise on every other batch"},
    mistakes=[
        mistake(
            "g_skipped_on_last",
            "In this network the output layer has the activation too.",
            {"feedforward": last_without_g},
        ),
        mistake(
            "g_before_bias",
            "Add b first, then apply g to the sum.",
            {"feedforward": layer_by_layer(lambda W, a, b, g: g(W @ a) + fitted(b, a))},
        ),
        mistake(
            "bias_missing",
            "Each layer adds its b.",
            {"feedforward": layer_by_layer(lambda W, a, b, g: g(W @ a))},
        ),
        mistake(
            "bias_on_wrong_axis",
            "Columns are examples: b must become a column, b[:, None].",
            {"feedforward": layer_by_layer(lambda W, a, b, g: g(W @ a + b))},
        ),
        mistake(
            "w_transposed",
            "W is (outputs, inputs) here; it multiplies a from the left as it is.",
            {"feedforward": layer_by_layer(lambda W, a, b, g: g(W.T @ a + fitted(b, a)))},
        ),
        mistake(
            "rows_are_examples",
            "This is the layout of exercise 05; here the examples are columns.",
            {"feedforward": layer_by_layer(lambda W, a, b, g: g(a @ W.T + b))},
        ),
        mistake(
            "layers_reversed",
            "params lists the layers from the input to the output.",
            {"feedforward": lambda x, params, g: feedforward(x, params[::-1], g)},
        ),
        mistake(
            "last_layer_missing",
            "The loop ends too soon: every pair in params is one layer.",
            {"feedforward": lambda x, params, g: feedforward(x, params[:-1], g)},
        ),
        mistake(
            "input_not_updated",
            "Feed each layer with the output of the layer before it.",
            {"feedforward": every_layer_on_x},
        ),
        mistake(
            "g_ignored",
            "Call the function g that was passed in.",
            {"feedforward": lambda x, params, g: feedforward(x, params, "sigmoid")},
        ),
        mistake(
            "half_missing",
            "The deck's cost has a factor 1/2.",
            {"cost": lambda F, Y: np.sum((F - Y) ** 2) / F.shape[1]},
        ),
        mistake(
            "averaged_over_all",
            "Divide by the number of examples only; the outputs of one example are added.",
            {"cost": [lambda F, Y: np.mean((F - Y) ** 2) / 2, lambda F, Y: np.mean((F - Y) ** 2)]},
        ),
        mistake(
            "summed_not_averaged",
            "Divide by the number of examples.",
            {"cost": [lambda F, Y: np.sum((F - Y) ** 2) / 2, lambda F, Y: np.sum((F - Y) ** 2)]},
        ),
        mistake(
            "norm_not_squared",
            "The norm is squared.",
            {"cost": lambda F, Y: np.mean(np.linalg.norm(F - Y, axis=0)) / 2},
        ),
        mistake(
            "biases_forgotten",
            "Biases are parameters too.",
            {"count_parameters": lambda params: sum(W.size for W, b in params)},
        ),
    ],
)

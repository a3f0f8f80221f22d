"""Exercise 8: feedforward, cost and number of parameters."""

import itertools

from grader.exercise.spec import *

POINTS = [[0.1, 0.3, 0.1, 0.6, 0.4, 0.6, 0.5, 0.9, 0.4, 0.7], [0.1, 0.4, 0.5, 0.9, 0.2, 0.3, 0.6, 0.2, 0.4, 0.6]]
LABELS = [[1] * 5 + [0] * 5, [0] * 5 + [1] * 5]
WHOLE = [(np.array([[1, -2, 1], [2, 1, -1]]), np.array([0.5, -0.25])),
         (np.array([[3, -1], [1, 2], [-2, 1]]), np.array([0.1, 0.2, -0.3]))]
G = {"sigmoid": reference.activations.sigmoid, "tanh": lambda z: np.tanh(z)}


def net(*sizes):
    """Parameters of a network with these layer sizes: for each layer W, then b."""

    def layers(rng):
        for n_in, n_out in itertools.pairwise(sizes):
            yield rng.normal(size=(n_out, n_in)), away(n_out).realised(rng, {})

    return drawn(lambda rng: list(layers(rng)))


zero = lambda *sizes: raw([(np.zeros((n_out, n_in)), np.zeros(n_out)) for n_in, n_out in itertools.pairwise(sizes)])
feedforward = lambda x, params, g: reference.networks.feedforward(x, params, G[g])
last_column = lambda x, params, g: {"x": x if x.ndim == 1 else x[:, -1:].copy(), "params": params, "g": g}


def column_by_column(out, other, x, params, g):
    """The column runs as a batch of one: whether a vector is taken too is another question, which has cases of its own."""
    gap = np.max(np.abs((out if x.ndim == 1 else out[:, -1:]) - other))
    return None if gap <= slack(out) else f"the last column on its own gives another output, by {gap:.2g}"


def layer_by_layer(layer):
    """A version whose layers compute layer(W, a, b, g) on the layer before."""

    def version(x, params, g):
        for W, b in params:
            x = layer(W, x, b, G[g])
        return x

    return version


def last_without_g(x, params, g):
    a, (W, b) = feedforward(x, params[:-1], g), params[-1]
    return W @ a + fitted(b, a)


fitted = lambda b, a: b if a.ndim == 1 else b[:, None]  # b, as a column where a is a batch


exercise = Exercise(
    Target(
        "feedforward", points=3, probe="network", reference=feedforward,
        properties=(Property("a batch is its columns, one by one", column_by_column, again=last_column),),
        cases={
            "the paper's network at zero": dict(x=POINTS, params=zero(2, 2, 3, 2), g="sigmoid"),
            "one example": dict(x=normal(3), params=net(3, 4, 2), g="tanh"),
            "a batch": dict(x=normal((3, 5)), params=net(3, 4, 2), g="sigmoid"),
            "the paper's network": dict(x=POINTS, params=net(2, 2, 3, 2), g="sigmoid"),
            "all sizes equal": dict(x=normal(3), params=net(3, 3, 3), g="tanh"),
            "as many examples as units": dict(x=normal((3, 3)), params=net(3, 3, 3), g="sigmoid"),
            "one layer": dict(x=normal((2, 4)), params=net(2, 3), g="tanh"),
            "whole-number inputs": whole(x=ints([2, -1, 3]), params=raw(WHOLE), g="tanh"),
        },
        mistakes=[
            mistake("g_skipped_on_last", "In this network the output layer has the activation too.", last_without_g),
            mistake("activation_missing", "Apply g to what each layer computes.",
                    layer_by_layer(lambda W, a, b, g: W @ a + fitted(b, a))),
            mistake("g_only_at_the_end", "Apply g in every layer, before the next one.",
                    lambda x, params, g: G[g](layer_by_layer(lambda W, a, b, g: W @ a + fitted(b, a))(x, params, g))),
            mistake("g_before_bias", "Add b first, then apply g to the sum.",
                    layer_by_layer(lambda W, a, b, g: g(W @ a) + fitted(b, a))),
            mistake("bias_missing", "Each layer adds its b.", layer_by_layer(lambda W, a, b, g: g(W @ a))),
            mistake("bias_on_wrong_axis", "Columns are examples: b must become a column, b[:, None].",
                    layer_by_layer(lambda W, a, b, g: g(W @ a + b))),
            mistake("bias_always_a_column", "A single example is a vector: there b is added as it is, without [:, None].",
                    layer_by_layer(lambda W, a, b, g: g(W @ a + b[:, None]))),
            mistake("w_transposed", "W is (outputs, inputs) here; it multiplies a from the left as it is.",
                    layer_by_layer(lambda W, a, b, g: g(W.T @ a + fitted(b, a)))),
            mistake("rows_are_examples", "This is the layout of exercise 05; here the examples are columns.",
                    layer_by_layer(lambda W, a, b, g: g(a @ W.T + b))),
            mistake("layers_reversed", "params lists the layers from the input to the output.",
                    lambda x, params, g: feedforward(x, params[::-1], g)),
            mistake("last_layer_missing", "The loop ends too soon: every pair in params is one layer.",
                    lambda x, params, g: feedforward(x, params[:-1], g)),
            mistake("input_not_updated", "Feed each layer with the output of the layer before it.",
                    lambda x, params, g: [G[g](W @ x + fitted(b, x)) for W, b in params][-1]),
            mistake("g_ignored", "Call the function g that was passed in.",
                    lambda x, params, g: feedforward(x, params, "sigmoid")),
        ],
    ),
    Target(
        "cost", points=1, reference=reference.losses.cost,
        cases={
            "the paper's labels": dict(F=[[0.5] * 10] * 2, Y=LABELS),
            "two outputs, five examples": dict(F=uniform(0, 1, (2, 5)), Y=[[1, 0, 0, 1, 0], [0, 1, 1, 0, 1]]),
            "four outputs, three examples": dict(F=normal((4, 3)), Y=normal((4, 3))),
        },
        mistakes=[
            mistake("half_missing", "The deck's cost has a factor 1/2.",
                    lambda F, Y: np.sum((F - Y) ** 2) / F.shape[1]),
            mistake("averaged_over_all", "Divide by the number of examples only; the outputs of one example are added.",
                    lambda F, Y: np.mean((F - Y) ** 2) / 2, lambda F, Y: np.mean((F - Y) ** 2)),
            mistake("summed_not_averaged", "Divide by the number of examples.",
                    lambda F, Y: np.sum((F - Y) ** 2) / 2, lambda F, Y: np.sum((F - Y) ** 2)),
            mistake("absolute_for_square", "Squares are added, not distances.",
                    *(lambda F, Y, n=n: np.sum(np.abs(F - Y)) / F.shape[1] / n for n in (1, 2))),
            mistake("norm_not_squared", "The norm is squared.",
                    lambda F, Y: np.mean(np.linalg.norm(F - Y, axis=0)) / 2, lambda F, Y: np.linalg.norm(F - Y),
                    *[lambda F, Y, n=n: np.linalg.norm(F - Y) / F.shape[1] / n for n in (1, 2)]),
        ],
    ),
    Target(
        "count_parameters", points=1, reference=reference.networks.count_parameters,
        cases={
            "parameters of the paper's network": dict(params=zero(2, 2, 3, 2)),
            "parameters of another network": dict(params=zero(3, 4, 2)),
            "parameters of one layer": dict(params=zero(5, 2)),
        },
        mistakes=[
            mistake("lengths_added", "A matrix has rows times columns entries.",
                    lambda params: sum(sum(W.shape) + len(b) for W, b in params), lambda params: sum(sum(W.shape) for W, b in params)),
            mistake("biases_forgotten", "Biases are parameters too.", lambda params: sum(W.size for W, b in params)),
        ],
    ),
    meant={"as many examples as units": "tells apart mistakes that raise on every other batch"},
)

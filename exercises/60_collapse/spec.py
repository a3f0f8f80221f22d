"""Exercise 60: collapse, local_map, count_parameters, rank_bound, STATEMENTS."""

from itertools import pairwise

from grader.exercise.spec import *
from grader.reference.theory import collapse as linear_layers

from .versions import *

deep_weights = lambda sizes: sum(n * m for n, m in pairwise(sizes))
gates_inverted = dict(gate=lambda z: z < 0)
inverted_forward = dict(gate=lambda z: z < 0, passes=lambda z: z * (z < 0))

exercise = Exercise(
    Target(
        "collapse",
        points=2,
        reference=linear_layers.collapse,
        parts=("W", "b"),
        cases={"three layers": linear(4, 6, 5, 3), "four layers of one size": linear(3, 3, 3, 3, 3), "two layers": linear(2, 5, 4)},
        mistakes=[
            mistake("product_reversed", "With examples as rows the first layer stands on the left: W1 @ W2.",
                    folded(lambda W, b, V, c: (V @ W, b @ V + c))),
            mistake("multiplied_entrywise", "`*` works entry by entry; layers follow each other by @.",
                    folded(lambda W, b, V, c: (W * V, b @ V + c)), folded(lambda W, b, V, c: (W * V, b * V + c))),
            mistake("bias_not_carried", "The first layer's bias goes through the second layer's weights too: b @ W + c.",
                    b=lambda layers: sum(b for _, b in layers)),
            mistake("last_bias_only", "The earlier biases arrive too, through the later weights.", b=lambda layers: layers[-1][1]),
            mistake("first_bias_only", "Add the later layer's own bias.", b=part(1, folded(lambda W, b, V, c: (W @ V, b @ V)))),
            mistake("last_two_only", "Multiply into what you have so far, layer after layer.",
                    W=lambda layers: layers[-2][0] @ layers[-1][0]),
        ],
    ),
    Target(
        "local_map",
        points=4,
        reference=linear_layers.local_map,
        parts=("W", "b"),
        cases={"two hidden layers": half_open(4, 7, 6, 3), "one hidden layer": half_open(3, 8, 5),
               "two layers of one size": half_open(5, 5, 5, 4)},
        mistakes=[
            mistake("gates_ignored", "Units that are shut at x pass nothing on: set their columns to 0.",
                    lambda x, layers: collapse(layers)),
            mistake("gates_at_origin", "The map belongs to the region around x: find the open units there.",
                    gated(at=np.zeros_like)),
            mistake("gates_inverted", "Open means z > 0.", gated(**gates_inverted), gated(**inverted_forward)),
            mistake("last_gates_only", "Apply the gates of every hidden layer, on the way.", gated(hidden=slice(-1, None))),
            mistake("last_layer_gated", "The last layer gives scores: no ReLU there.", gated(last=True)),
            mistake("bias_not_gated", "A shut unit passes no bias on either.", b=part(1, gated(b_too=False))),
            mistake("value_for_intercept", "b is the map's value at 0, not at x: net(x) - x @ W.", b=part(1, value_at_x)),
        ],
    ),
    Target(
        "count_parameters",
        points=1,
        reference=linear_layers.parameter_counts,
        parts=("deep", "collapsed"),
        cases={"three layers": dict(sizes=raw([4, 7, 5, 3])), "a narrow middle": dict(sizes=raw([6, 2, 9])),
               "four layers": dict(sizes=raw([3, 8, 8, 2, 5]))},
        mistakes=[
            mistake("biases_forgotten", "Every layer has a bias for each of its outputs, the collapsed one too.",
                    deep=deep_weights, collapsed=lambda sizes: sizes[0] * sizes[-1]),
            mistake("all_biases_kept", "All biases merge into one, of the last size.",
                    collapsed=lambda sizes: sizes[0] * sizes[-1] + sum(sizes[1:])),
            mistake("first_layer_only", "The one layer leads from the first size to the last one.",
                    collapsed=lambda sizes: sizes[0] * sizes[1] + sizes[1]),
            mistake("inputs_have_biases", "A bias belongs to an output of a layer: the inputs have none.",
                    deep=[lambda sizes: deep_weights(sizes) + sum(sizes[:-1]), lambda sizes: deep_weights(sizes) + sum(sizes)]),
        ],
    ),
    Target(
        "rank_bound",
        points=1,
        reference=linear_layers.rank_bound,
        cases={"three outputs": dict(sizes=raw([4, 7, 5, 3])), "a narrow middle": dict(sizes=raw([6, 2, 9])),
               "a narrow place": dict(sizes=raw([3, 8, 8, 2, 5]))},
        mistakes=[
            mistake("ends_only", "The narrowest place may lie in between.", lambda sizes: min(sizes[0], sizes[-1])),
            mistake("widest_place", "A product of matrices has at most the rank of its narrowest place: min, not max.",
                    lambda sizes: max(sizes)),
            mistake("hidden_only", "The first and the last size count too.", lambda sizes: min(sizes[1:-1])),
            mistake("layers_counted", "Not the number of layers: the size of the narrowest place.",
                    lambda sizes: len(sizes) - 1, lambda sizes: len(sizes)),
        ],
    ),
    Constant(
        "STATEMENTS",
        points=1,
        answers=linear_layers.COLLAPSE_STATEMENTS,
        answer=truth,
        mistakes=[
            mistake("depth_helps", "Without activations any number of layers is one linear map, and no line separates XOR.",
                    {"linear_layers_can_learn_xor": True}),
            mistake("width_is_enough", "All that follows a layer of two units depends on two numbers only.",
                    {"narrow_layer_limits_rank": False}),
            mistake("leak_forgotten", "With slope 1 a leaky ReLU is z itself.", {"leaky_relu_slope_1_collapses": False}),
            mistake("globally_affine", "It is affine in pieces; the map changes where a unit opens or shuts.",
                    {"relu_network_is_one_affine_map": True}),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)

"""Exercise 61: chain_gradient, gradient_norms, depth_until, BOUNDS."""

from grader.exercise.spec import *
from grader.reference.theory import fading

from .versions import (
    along_chain,
    at_output,
    before_activations,
    of_score,
    of_sigmoid,
    slopes_after_weights,
    stack,
    way_back,
    without_last_slope,
)
from .versions import chain as chain_of

TINY = Tolerance(1e-6, 1e-30)


def last_activation(x, w, b, act):
    for weight, bias in zip(w, b, strict=True):
        x = fading.ACTIVATIONS[act](weight * x + bias)
    return x


def depth(factor, limit):
    return dict(factor=factor, limit=limit)


exercise = Exercise(
    Target(
        "chain_gradient",
        points=3,
        reference=fading.chain_gradient,
        tolerance=TINY,
        slope=Slope(of=last_activation, wrt="x"),
        cases={
            "five sigmoids": chain_of(5, "sigmoid"),
            "four tanh": chain_of(4, "tanh"),
            "three tanh": chain_of(3, "tanh"),
            "six open ReLUs": chain_of(6, "relu"),
            "twenty sigmoids": chain_of(20, "sigmoid"),
        },
        mistakes=[
            mistake("weights_left_out", "Each layer multiplies by its weight too.", along_chain(lambda w, s: s)),
            mistake("slopes_left_out", "Each layer multiplies by the slope of its activation.", along_chain(lambda w, s: w)),
            mistake("factors_added", "The chain rule multiplies along a path; it adds only over several paths.",
                    along_chain(lambda w, s: w * s, combine=np.sum),
                    along_chain(lambda w, s: w * s, combine=lambda factors: 1 + sum(factors))),
            mistake("slope_at_output",
                    "act' is taken at the pre-activation z; a*(1 - a) and 1 - a^2 are its forms in terms of a, not act'(a).",
                    along_chain(lambda w, s: w * s, at_output)),
            mistake("last_slope_missing", "The output is an activation too.", without_last_slope),
            mistake("signs_lost", "Weights may be negative, and so may the gradient.", along_chain(lambda w, s: abs(w * s))),
            mistake("score_for_output", "a*(1 - a) and 1 - a^2 are written with the output a, not with z.",
                    along_chain(lambda w, s: w * s, of_score), on=("five sigmoids", "twenty sigmoids")),
            mistake("score_for_output_of_tanh", "1 - a^2 is written with the output a, not with z.",
                    along_chain(lambda w, s: w * s, of_score), on=("four tanh", "three tanh")),
            mistake("slope_of_sigmoid", "a*(1 - a) is the sigmoid's slope; that of tanh is 1 - a^2.",
                    along_chain(lambda w, s: w * s, of_sigmoid), on=("four tanh", "three tanh")),
        ],
    ),
    Target(
        "gradient_norms",
        points=4,
        reference=fading.gradient_norms,
        tolerance=TINY,
        cases={
            "six sigmoid layers": stack(3, 4, 6, "sigmoid", 1.0),
            "five tanh layers": stack(2, 3, 5, "tanh", 1.2),
            "seven ReLU layers": stack(4, 6, 7, "relu", 1.4),
            "twenty tanh layers": stack(3, 5, 20, "tanh", 2.5),
            "twenty sigmoid layers": stack(2, 4, 20, "sigmoid", 1.0),
        },
        mistakes=[
            mistake("first_last_exchanged", "Entry 0 is the input's; reverse the list that the way back has filled.",
                    way_back(pick=list)),
            mistake("slopes_left_out", "Multiply by the slope before W.T.", way_back(slope=lambda act, z: 1.0)),
            mistake("slope_at_output", "Take the slope at z = h_{l-1} @ W, or write it in terms of h.", way_back(slope=at_output)),
            mistake("score_for_output", "a*(1 - a) and 1 - a^2 are written with the output a, not with z.",
                    way_back(slope=of_score), on=("six sigmoid layers", "twenty sigmoid layers")),
            mistake("score_for_output_of_tanh", "1 - a^2 is written with the output a, not with z.",
                    way_back(slope=of_score), on=("five tanh layers", "twenty tanh layers")),
            mistake("slope_after_weights", "The slope belongs to z, so it comes first: (g * slope) @ W.T.", slopes_after_weights),
            mistake("weights_left_out", "The gradient goes back through the weights: @ W.T.", way_back(through=lambda g, W: g)),
            mistake("not_transposed", "Back through x @ W goes dz @ W.T; square matrices hide the slip.",
                    way_back(through=lambda g, W: g @ W)),
            mistake("squares_returned", "The norm is the root of the sum of squares.", way_back(size=lambda g: np.sum(g**2))),
            mistake("pre_activations", "Asked for are the gradients with respect to h, L + 1 of them.", before_activations),
            mistake("slope_of_sigmoid", "h*(1 - h) is the sigmoid's slope; that of tanh is 1 - h^2.",
                    way_back(slope=of_sigmoid), on=("five tanh layers", "twenty tanh layers")),
            mistake("mean_of_norms", "One norm over all entries: square and add up everything, then take one root.",
                    way_back(size=lambda g: np.linalg.norm(g, axis=1).mean()), way_back(size=lambda g: np.linalg.norm(g, axis=1).sum())),
            mistake("mean_square", "The norm is the root of the sum of the squares, not of their mean.",
                    way_back(size=lambda g: np.sqrt(np.mean(g**2)))),
            mistake("spectral_norm", "Of a matrix `ord=2` is the largest singular value; leave `ord` away, or flatten first.",
                    way_back(size=lambda g: np.linalg.norm(g, 2))),
            mistake("sizes_added", "The Euclidean norm squares the entries, adds up, and takes the root.",
                    way_back(size=lambda g: np.sum(np.abs(g)))),
        ],
    ),
    Target(
        "depth_until",
        points=1,
        reference=fading.depth_until,
        cases={
            "steepest sigmoids": depth(0.25, 1e-6),
            "a slope of 0.8": depth(0.8, 0.01),
            "growing fast": depth(1.5, 1000.0),
            "growing slowly": depth(1.05, 2.0),
            "falling to the limit exactly": depth(0.5, 0.125),
            "growing to the limit exactly": depth(2.0, 8.0),
        },
        mistakes=[
            mistake("rounded_down", "After that many layers the limit is not passed yet: one more.",
                    lambda factor, limit: int(np.log(limit) / np.log(factor)), on=(
                        "steepest sigmoids", "a slope of 0.8", "growing fast", "growing slowly")),
            mistake("limit_reached", "A power that is exactly the limit is not beyond it yet: one more.",
                    lambda factor, limit: int(np.ceil(np.log(limit) / np.log(factor)))),
            mistake("linear", "The factors multiply: compare powers.",
                    lambda factor, limit: int(np.ceil((limit - 1) / (factor - 1)))),
        ],
    ),
    Constant(
        "BOUNDS",
        points=2,
        answers=fading.FADING_BOUNDS,
        answer=number,
        mistakes=[
            mistake("value_for_slope", "0.5 is the sigmoid's value at 0; its slope there is 0.5*0.5.", {"sigmoid_slope_max": 0.5}),
            mistake("sigmoid_like_tanh", "tanh reaches slope 1; the sigmoid is half as high and half as fast: 1/4.",
                    {"sigmoid_slope_max": 1}),
            mistake("tanh_like_sigmoid", "1/4 is the sigmoid's; 1 - tanh^2 is 1 at 0.", {"tanh_slope_max": 0.25}),
            mistake("slopes_added", "Slopes along a chain multiply: ten factors of 1/4.", {"bound_10": 2.5}),
            mistake("weight_inverted", "The weight must make up for the slope: 1 divided by 1/4.", {"balancing_weight": 0.25}),
            mistake("glorot_for_he", "ReLU passes half of the mean square, so the variance is 2/n: sqrt(2/128).",
                    {"he_std": (1 / 128) ** 0.5}),
            mistake("variance_for_std", "2/n is the variance; the standard deviation is its root.", {"he_std": 2 / 128}),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)

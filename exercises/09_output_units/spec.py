"""Exercise 9: output units, decisions on scores, and P(y = 0)."""

import numpy as np

from grader import reference
from grader.exercise.spec import (
    Constant,
    Exercise,
    Property,
    Seen,
    Target,
    away,
    error,
    extreme,
    ints,
    mistake,
    normal,
    plain,
    slack,
    whole,
    word,
)

decide, p_y0 = reference.decisions.decide, reference.decisions.p_y0_of_scores
sigmoid, softmax = reference.activations.sigmoid, reference.activations.softmax

SYNONYMS = {
    "multinoulli": ("categorical",),
    "gaussian": ("normal",),
    "sigmoid": ("logistic",),
    "linear": ("identity",),
    "binary cross-entropy": ("bce", "log loss"),
    "cross-entropy": ("ce", "categorical cross-entropy"),
    "mse": ("mean squared error",),
}
CASES = {
    "binary": ("binary by hand", "binary scores"),
    "multiclass": ("classes by hand", "class scores"),
    "multilabel": ("labels by hand", "label scores"),
    "regression": ("one target", "three targets"),
}


def both_add_up(out, z):
    sums = np.ravel(out + sigmoid(z))
    far = sums[np.argmax(np.abs(sums - 1))]
    return None if abs(far - 1) <= slack(out) else f"P(y = 0) + P(y = 1) is {far:.12g}, not 1"


def of_kind(kind, slug, advice, *versions):
    """A mistake of one kind of decision: versions of z alone, seen on the two cases of that kind."""
    takes_kind = [lambda z, kind, version=version: version(z) for version in versions]
    return mistake(slug, advice, {"decide": takes_kind}, on=CASES[kind])


def of_labels(slug, advice, version):
    """The same mistake in binary and in multilabel decisions."""
    return [of_kind(kind, slug, advice, version) for kind in ("binary", "multilabel")]


def best(z):
    return z.argmax(axis=1)


def best_one_hot(z):
    return np.eye(z.shape[1])[best(z)]


PROBABILITIES = ("probabilities_returned", "A decision is a label, not a probability.")

exercise = Exercise(
    targets=[
        Constant("output_units", 2, reference.decisions.OUTPUT_UNITS, word(SYNONYMS)),
        Target(
            "decide",
            points=2,
            reference=decide,
            cases=[
                plain(1, "binary by hand", z=[0.3, -0.2, 2.5, -1.7, 0.1, -4], kind="binary"),
                plain(2, "binary scores", z=away(5, 0.1, 3).then(np.append, [0.25, -0.3]), kind="binary"),
                plain(
                    3,
                    "classes by hand",
                    z=[[2, 1, 0.5], [-1, -0.5, -3], [0.2, 0.1, 0.4], [3, 5, 4]],
                    kind="multiclass",
                ),
                plain(4, "class scores", z=normal((5, 4)), kind="multiclass"),
                plain(
                    5,
                    "labels by hand",
                    z=[[2, -1, 0.3], [-0.4, -0.2, -3], [0.2, 1.5, 0.6], [-2, 0.1, -0.7]],
                    kind="multilabel",
                ),
                plain(
                    6,
                    "label scores",
                    z=away((4, 3), 0.1, 3).then(lambda z: np.vstack([z, [0.25, 0.4, -0.3]])),
                    kind="multilabel",
                ),
                plain(7, "one target", z=away(6, 0.3, 4), kind="regression"),
                plain(8, "three targets", z=away((4, 3), 0.3, 4), kind="regression"),
                error(9, "an unknown kind", ValueError, z=[0.5, -2], kind="ranking"),
            ],
        ),
        Target(
            "p_y0",
            points=1,
            reference=p_y0,
            properties=(Property("p_y0(z) + sigmoid(z) = 1", both_add_up),),
            cases=[
                plain(10, "one score", z=[0.8]),
                plain(11, "scores", z=away(5)),
                plain(12, "a matrix of scores", z=away((2, 3))),
                whole(13, "whole-number scores", z=ints([-3, -2, 2, 4])),
                extreme(14, "huge scores", z=[-1000, -750, 750, 1000]),
            ],
        ),
    ],
    mistakes=[
        *of_labels("sgn_labels", "The labels are 0 and 1, so the decision is 1 for z > 0, else 0.", np.sign),
        *of_labels(
            "half_threshold_on_scores",
            "0.5 is a threshold for probabilities; on scores it is 0.",
            lambda z: z > 0.5,
        ),
        *of_labels(
            "probability_above_zero",
            "0 is the threshold for scores; for probabilities it is 0.5.",
            lambda z: sigmoid(z) > 0,
        ),
        *of_labels("classes_exchanged", "A positive score means class 1.", lambda z: z < 0),
        *of_labels(*PROBABILITIES, sigmoid),
        of_kind("multiclass", *PROBABILITIES, softmax),
        of_kind(
            "multiclass",
            "argmax_axis",
            "One decision per row: axis=1.",
            lambda z: z.argmax(axis=0),
            lambda z: z.argmax(),
        ),
        of_kind(
            "multiclass",
            "counted_from_one",
            "The deck counts classes from 1, Python from 0.",
            lambda z: best(z) + 1,
        ),
        of_kind("multiclass", "one_hot_decision", "Return the index of the class.", best_one_hot),
        of_kind(
            "multilabel",
            "multilabel_as_multiclass",
            "Several labels may be true: decide each column on its own.",
            best,
            best_one_hot,
        ),
        of_kind(
            "regression",
            "regression_squashed",
            "A regression output is linear: return the score.",
            sigmoid,
            np.tanh,
        ),
        mistake("gave_p_y1", "This is P(y = 1); the two add up to 1.", {"p_y0": sigmoid}),
        mistake(
            "exp_form_overflows",
            "exp(1000) is infinite: use 1/(1 + e^z) or 1 - s(z).",
            {"p_y0": Seen(lambda e: e.lost("huge scores"), lambda z: np.exp(-z) / (1 + np.exp(-z)))},
            tag="extreme",
        ),
        mistake(
            "softmax_for_multilabel",
            "Softmax and its cross-entropy make labels compete; each label is a yes/no question of its own, "
            "with its own sigmoid and binary cross-entropy.",
            {"output_units": [{"multilabel activation": "softmax"}, {"multilabel loss": "cross-entropy"}]},
        ),
        mistake(
            "tanh_for_binary",
            "A probability lies in (0, 1); tanh gives (-1, 1).",
            {"output_units": {"binary activation": "tanh"}},
        ),
        mistake(
            "mse_for_classes",
            "The negative log-likelihood of a Bernoulli or multinoulli is a cross-entropy.",
            {"output_units": [{"binary loss": "mse"}, {"multiclass loss": "mse"}]},
        ),
    ],
)

"""Exercise 9: output units, decisions on scores, P(y = 0), one score in place of two."""

from grader.exercise.spec import *

sigmoid, softmax = reference.activations.sigmoid, reference.activations.softmax

SYNONYMS = {
    "multinoulli": ("categorical",),
    "gaussian": ("normal",),
    "sigmoid": ("logistic",),
    "linear": ("identity",),
    "binary cross-entropy": ("bce", "log loss"),
    "cross-entropy": ("ce", "categorical cross-entropy"),
    "mse": ("mean squared error",),
    "gan": ("gans", "generative adversarial network"),
}


def both_add_up(out, z):
    sums = np.ravel(out + sigmoid(z))
    far = sums[np.argmax(np.abs(sums - 1))]
    return None if abs(far - 1) <= slack(out) else f"P(y = 0) + P(y = 1) is {far:.12g}, not 1"


def same_probability(out, z):
    far = np.max(np.abs(sigmoid(out) - softmax(z)[:, 1]))
    return None if far <= slack(out) else f"sigmoid of the score and the softmax probability differ by {far:.3g}"


def in_cases(*cases):
    """A row on these cases of one kind of decision: versions of z alone."""
    return lambda slug, advice, *versions: mistake(
        slug, advice, *(lambda z, kind, version=version: version(z) for version in versions), on=cases)


def of_labels(slug, advice, version):
    """The same mistake in binary and in multilabel decisions."""
    return [row(slug, advice, version) for row in (of_binary, of_each_label)]


of_binary, of_classes = in_cases("binary by hand", "binary scores"), in_cases("classes by hand", "class scores")
of_each_label, of_regression = in_cases("labels by hand", "label scores"), in_cases("one target", "three targets")
best = lambda z: z.argmax(axis=1)
best_one_hot = lambda z: np.eye(z.shape[1])[best(z)]
PROBABILITIES = ("probabilities_returned", "A decision is a label, not a probability.")


exercise = Exercise(
    Constant(
        "output_units", 2, reference.decisions.OUTPUT_UNITS, word(SYNONYMS),
        mistakes=[
            mistake("softmax_for_multilabel",
                    "Softmax and its cross-entropy make labels compete; each label is a yes/no question of its own, "
                    "with its own sigmoid and binary cross-entropy.",
                    {"multilabel activation": "softmax"}, {"multilabel loss": "cross-entropy"}),
            mistake("tanh_for_binary", "A probability lies in (0, 1); tanh gives (-1, 1).",
                    {"binary activation": "tanh"}),
            mistake("mse_for_classes", "The negative log-likelihood of a Bernoulli or multinoulli is a cross-entropy.",
                    {"binary loss": "mse"}, {"multiclass loss": "mse"}),
            mistake("gaussian_assumed",
                    "MSE stands for a Gaussian around the prediction; for any distribution the table has GANs.",
                    {"arbitrary loss": "mse"}),
        ],
    ),
    Target(
        "decide", points=2, reference=reference.decisions.decide,
        cases={
            "binary by hand": dict(z=[0.3, -0.2, 2.5, -1.7, 0.1, -4], kind="binary"),
            "binary scores": dict(z=away(5, 0.1, 3).then(np.append, [0.25, -0.3]), kind="binary"),
            "classes by hand": dict(z=[[2, 1, 0.5], [-1, -0.5, -3], [0.2, 0.1, 0.4], [3, 5, 4]], kind="multiclass"),
            "class scores": dict(z=normal((5, 4)), kind="multiclass"),
            "labels by hand": dict(z=[[2, -1, 0.3], [-0.4, -0.2, -3], [0.2, 1.5, 0.6], [-2, 0.1, -0.7]],
                                   kind="multilabel"),
            "label scores": dict(z=away((4, 3), 0.1, 3).then(lambda z: np.vstack([z, [0.25, 0.4, -0.3]])),
                                 kind="multilabel"),
            "one target": dict(z=away(6, 0.3, 4), kind="regression"),
            "three targets": dict(z=away((4, 3), 0.3, 4), kind="regression"),
            "an unknown kind": error(ValueError, z=[0.5, -2], kind="ranking"),
        },
        mistakes=[
            *of_labels("sgn_labels", "The labels are 0 and 1, so the decision is 1 for z > 0, else 0.", np.sign),
            *of_labels("half_threshold_on_scores", "0.5 is a threshold for probabilities; on scores it is 0.",
                       lambda z: z > 0.5),
            *of_labels("probability_above_zero", "0 is the threshold for scores; for probabilities it is 0.5.",
                       lambda z: sigmoid(z) > 0),
            *of_labels("classes_exchanged", "A positive score means class 1.", lambda z: z < 0),
            *of_labels(*PROBABILITIES, sigmoid),
            of_classes(*PROBABILITIES, softmax),
            of_classes("argmax_axis", "One decision per row: axis=1.",
                       lambda z: z.argmax(axis=0), lambda z: z.argmax()),
            of_classes("counted_from_one", "The deck counts classes from 1, Python from 0.", lambda z: best(z) + 1),
            of_classes("one_hot_decision", "Return the index of the class.", best_one_hot),
            of_each_label("multilabel_as_multiclass", "Several labels may be true: decide each column on its own.",
                          best, best_one_hot),
            of_regression("regression_squashed", "A regression output is linear: return the score.", sigmoid, np.tanh),
        ],
    ),
    Target(
        "p_y0", points=1, reference=reference.decisions.p_y0_of_scores,
        properties=(Property("p_y0(z) + sigmoid(z) = 1", both_add_up),),
        cases={
            "one score": dict(z=[0.8]),
            "scores": dict(z=away(5)),
            "a matrix of scores": dict(z=away((2, 3))),
            "whole-number scores": whole(z=ints([-3, -2, 2, 4])),
            "huge scores": extreme(z=[-1000, -750, 750, 1000]),
        },
        mistakes=[
            mistake("gave_p_y1", "This is P(y = 1); the two add up to 1.", sigmoid),
            mistake("exp_form_overflows", "exp(1000) is infinite: use 1/(1 + e^z) or 1 - s(z).",
                    Seen(lambda e: e.lost("huge scores"), lambda z: np.exp(-z) / (1 + np.exp(-z))), tag="extreme"),
        ],
    ),
    Target(
        "single_score", points=1, reference=reference.decisions.single_score,
        properties=(Property("sigmoid(single_score(z)) = softmax(z)[:, 1]", same_probability),),
        cases={
            "two scores by hand": dict(z=[[0.3, 1.1], [2, -0.5], [-1.2, -3]]),
            "five pairs of scores": dict(z=away((5, 2))),
            "huge pairs of scores": extreme(z=[[900, 903], [-1000, 1000]]),
        },
        mistakes=[
            mistake("difference_reversed", "The sigmoid gives the probability of class 1, so class 1's score comes first.",
                    lambda z: z[:, 0] - z[:, 1]),
            mistake("second_score_only", "Only the difference of the scores counts: subtract the score of class 0.",
                    lambda z: z[:, 1]),
            mistake("probability_returned", "The score before the sigmoid is asked for.", lambda z: softmax(z)[:, 1]),
            mistake("ratio_of_scores", "The ratio of the exponentials is e to the difference of the scores.",
                    lambda z: z[:, 1] / z[:, 0]),
            mistake("halved", "No half: softmax of (a, b) is sigmoid(b - a).", lambda z: (z[:, 1] - z[:, 0]) / 2),
            mistake("log_of_probabilities", "Simplify before you compute: the logarithm of e^b/e^a is b - a.",
                    Seen(lambda e: e.lost("huge pairs of scores"), lambda z: np.log(softmax(z)[:, 1]) - np.log(softmax(z)[:, 0])),
                    tag="extreme"),
        ],
    ),
)

"""Exercise 13: one-hot labels, log-softmax and the negative log-likelihood."""

import math

from grader.exercise.spec import *

one_hot, nll_loss = reference.losses.one_hot, reference.losses.nll_loss
log_softmax, softmax = reference.activations.log_softmax, reference.activations.softmax
FAR_ROWS = np.array([[1000.0], [-1000.0], [0.0], [900.0]])
SCORES = ("the slide's scores", "a batch of scores", "a wide batch of scores")
log_probabilities = lambda shape: normal(shape, s=2).then(log_softmax)

binary_form = lambda P, Y: -(Y * np.log(P) + (1 - Y) * np.log(1 - P))


def rows_sum_to_one(out, y, C):
    return None if np.all(np.asarray(out, dtype=float).sum(axis=1) == 1) else "a row does not add up to 1"


def probabilities_sum_to_one(out, z):
    sums = np.exp(out).sum(axis=1)
    far = sums[np.argmax(np.abs(sums - 1))]
    return None if abs(far - 1) <= slack(out) else f"the exponentials of a row add up to {far:.12g}, not to 1"


def same_when_shifted(out, other, z):
    gap = np.max(np.abs(out - other))
    return None if gap <= slack(out) else f"log_softmax(z + 3.7) differs from log_softmax(z) by {gap:.2g}"


def eps_is_seen(e):
    """Likely classes right to 1e-4 on ordinary scores, and nothing below -750 where -1000 and -2000 belong."""

    def right_above(view):
        likely = view.expected > -2
        return np.allclose(view.array[likely], view.expected[likely], rtol=0, atol=1e-4)

    far = e["scores far apart"].array
    return all(right_above(e[name]) for name in SCORES) and np.all(np.isfinite(far)) and np.all(far > -750)


exercise = Exercise(
    Target(
        "one_hot", points=1, reference=one_hot,
        properties=(Property("every row adds up to 1", rows_sum_to_one),),
        cases={
            "Monday, Thursday, Saturday": dict(y=ints([1, 4, 6]), C=7),
            "a class missing": dict(y=ints([0, 2, 2, 0, 3]), C=6),
            "random labels": dict(y=integers(0, 5, 4), C=9),
            "one label": dict(y=ints([2]), C=4),
        },
        mistakes=[
            mistake("counted_from_one", "Class k belongs to column k, counted from 0.",
                    *[lambda y, C, by=by: np.roll(one_hot(y, C), by, axis=1) for by in (-1, 1)]),
            mistake("columns_for_pairs", "out[:, y] takes whole columns; pair row i with column y[i]: out[np.arange(N), y].",
                    lambda y, C: np.tile(one_hot(y, C).max(axis=0), (len(y), 1))),
            mistake("width_from_labels", "The width is C, whatever classes are in the batch.",
                    lambda y, C: one_hot(y, y.max() + 1), lambda y, C: one_hot(y, C)[:, np.unique(y)]),
            mistake("label_instead_of_one", "A one-hot row holds a single 1, not the label.",
                    lambda y, C: one_hot(y, C) * y[:, None]),
        ],
    ),
    Target(
        "log_softmax", points=3, reference=log_softmax,
        properties=(
            Property("the exponentials of a row add up to 1", probabilities_sum_to_one),
            Property("log_softmax(z + 3.7) = log_softmax(z)", same_when_shifted,
                     again=lambda z: {"z": z + 3.7}, kinds=("plain",)),
        ),
        cases={
            "the slide's scores": dict(z=[[2, 1, 0.5]]),
            "a batch of scores": dict(z=normal((4, 3), 2)),
            "a wide batch of scores": dict(z=normal((2, 5), 2)),
            "whole-number scores": whole(z=ints([[1, 2, 3], [2, 4, 1], [3, 0, 5], [1, 1, 2]])),
            "rows far apart": extreme(z=normal((4, 3), 2) + FAR_ROWS),
            "scores far apart": extreme(z=[[0, -1000, -2000], [3, -5, -800]]),
        },
        mistakes=[
            mistake("returned_softmax", "Take the logarithm.", softmax),
            mistake("sum_not_logged", "Subtract the log of the sum.",
                    lambda z: z - np.exp(z).sum(axis=1, keepdims=True),
                    lambda z: z - z.max(axis=1, keepdims=True) - np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)),
            mistake("wrong_log_base", "log means the natural logarithm, np.log.",
                    *[lambda z, b=b: z - np.log(np.exp(z).sum(axis=1, keepdims=True)) / np.log(b) for b in (2, 10)],
                    *[lambda z, b=b: z - z.max(axis=1, keepdims=True) - np.log(np.exp(
                        z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)) / np.log(b) for b in (2, 10)]),
            mistake("maximum_not_added_back", "The maximum was subtracted inside the sum: subtract it from the score as well.",
                    lambda z: z - np.log(np.exp(z - z.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True))),
            mistake("wrong_axis", "Rows are the examples.", lambda z: log_softmax(z.T).T),
            mistake("sum_over_everything", "Sum within each row.", lambda z: z - np.log(np.exp(z).sum())),
            mistake("keepdims_lost", "Keep the axis with keepdims=True.",
                    Seen(lambda e: e.all_raise(ValueError, "broadcast", on=SCORES[1:]),
                         lambda z: z - np.log(np.exp(z).sum(axis=1)))),
            mistake("log_of_softmax",
                    "softmax has rounded a tiny probability to 0; subtract the log-sum from the score instead.",
                    Seen(lambda e: e.lost("scores far apart"), lambda z: np.log(softmax(z))), tag="extreme"),
            mistake("eps_inside_log",
                    "A small constant turns -1000 into -28 (eps = 1e-12); subtract the log-sum from the score, "
                    "then no constant is needed.",
                    *(Seen(eps_is_seen, lambda z, eps=eps: np.log(softmax(z) + eps)) for eps in (1e-12, 1e-6)),
                    Seen(eps_is_seen, lambda z: np.log(np.maximum(softmax(z), 1e-12))), always=True),
            mistake("no_max_shift", "exp(1000) is infinite; subtract the row's largest score first.",
                    Seen(lambda e: e["scores far apart"].right and e.lost("rows far apart"),
                         lambda z: z - np.log(np.exp(z).sum(axis=1, keepdims=True))), tag="extreme"),
        ],
    ),
    Target(
        "nll_loss", points=2, reference=nll_loss,
        cases={
            "ten equal classes": dict(logp=[[-math.log(10)] * 10] * 4, y=ints([3, 7, 7, 2])),
            "random log-probabilities": dict(logp=log_probabilities((5, 3)), y=ints([0, 2, 2, 0, 2])),
            "more classes than examples": dict(logp=log_probabilities((3, 6)), y=ints([4, 1, 5])),
            "one example": dict(logp=log_probabilities((1, 4)), y=ints([2])),
        },
        mistakes=[
            mistake("summed_not_averaged", "Divide by N.", lambda logp, y: nll_loss(logp, y) * len(y)),
            mistake("binary_form", "That is the loss of two classes, class by class; here only the true class counts: -log P[y].",
                    lambda logp, y: binary_form(np.exp(logp), one_hot(y, logp.shape[1])).sum() / len(y),
                    lambda logp, y: binary_form(np.exp(logp), one_hot(y, logp.shape[1])).mean()),
            mistake("best_class_taken", "The loss asks for the true class of each row, not for its most probable one.",
                    lambda logp, y: -logp.max(axis=1).mean(), lambda logp, y: -logp.max()),
            mistake("mean_before_log", "Take the mean of the logarithms, not the logarithm of the mean.",
                    lambda logp, y: -np.log(np.exp(logp[np.arange(len(y)), y]).mean())),
            mistake("probability_not_log", "The loss uses the log-probability itself.",
                    lambda logp, y: nll_loss(np.exp(logp), y)),
            mistake("averaged_over_classes", "Each example contributes one number, so divide by N only.",
                    lambda logp, y: nll_loss(logp, y) / logp.shape[1]),
            mistake("columns_for_pairs",
                    "logp[:, y] takes whole columns; pair row i with column y[i]: logp[np.arange(N), y].",
                    lambda logp, y: -logp[:, y].mean(), lambda logp, y: -logp[:, y].sum() / len(y)),
        ],
    ),
)

"""Exercise 2: softmax."""

import numpy as np

from grader import reference
from grader.exercise.spec import Exercise, Property, Seen, Target, extreme, ints, mistake, normal, plain, slack, whole

FAR_ROWS = [[1000.0], [-1000.0], [0.0], [900.0]]
BATCHES = ("a batch", "a wide batch")
VECTORS = ("the slide's scores", "a vector")
softmax = reference.activations.softmax


def rows_sum_to_one(out, z):
    sums = np.ravel(out.sum(axis=-1))
    far = sums[np.argmax(np.abs(sums - 1))]
    return None if abs(far - 1) <= slack(out) else f"a row sums to {far:.12g}, not to 1"


def same_when_shifted(out, other, z):
    gap = np.max(np.abs(out - other))
    return None if gap <= slack(out) else f"softmax(z + 3.7) differs from softmax(z) by {gap:.2g}"


def order_kept(out, z):
    rows, scores = np.atleast_2d(out), np.atleast_2d(z)
    kept = all(np.all(np.diff(row[np.argsort(score)]) >= 0) for row, score in zip(rows, scores, strict=True))
    return None if kept else "a larger score has a smaller probability"


def over_row(f):
    """A version that exponentiates f(z) and divides by the row sum."""

    def version(z):
        e = np.exp(f(z))
        return e / e.sum(axis=-1, keepdims=True)

    return version


def row_max(z):
    return z.max(axis=-1, keepdims=True)


def keepdims_lost(z):
    e = np.exp(z - row_max(z))
    return e / e.sum(axis=-1)


def axis_1_only(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def down_columns(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def hardmax(z):
    return (z == row_max(z)).astype(float)


def with_eps(z, eps=1e-3):
    e = np.exp(z)
    return e / (e.sum(axis=-1, keepdims=True) + eps)


def eps_is_seen(e):
    """Plain rows keep the reference's ratios with sums just below 1; or they are right, and far rows are lost or zero."""

    def short_row(view):
        sums = view.array.sum(axis=-1, keepdims=True)
        return np.all(sums < 1) and np.all(sums > 0.95) and np.allclose(view.array / sums, view.expected, rtol=1e-7)

    if not all(view.right for view in e.plain):
        return all(short_row(view) for view in e.plain)
    far = e["rows far apart"].array
    return e["large scores"].lost and np.isnan(far[[0, 3]]).all() and not far[1].any()


exercise = Exercise(
    targets=[
        Target(
            "softmax",
            points=4,
            reference=softmax,
            properties=(
                Property("every row sums to 1", rows_sum_to_one),
                Property("softmax(z + 3.7) = softmax(z)", same_when_shifted, again=lambda z: {"z": z + 3.7}, kinds=("plain",)),
                Property("the order of the scores is kept", order_kept),
            ),
            cases=[
                plain(1, "the slide's scores", z=[2, 1, 0.5]),
                plain(2, "a vector", z=normal(5, 2)),
                plain(3, "a batch", z=normal((4, 3), 2)),
                plain(4, "a wide batch", z=normal((2, 5), 2)),
                plain(5, "as many rows as classes", z=normal((3, 3), 2)),
                plain(6, "one row", z=normal((1, 4), 2)),
                whole(7, "whole-number scores", z=ints([[1, 2, 3], [2, 4, 1], [3, 0, 5], [1, 1, 2]])),
                extreme(8, "large scores", z=[1000, 1001, 1002]),
                extreme(9, "rows far apart", z=normal((4, 3), 2) + np.array(FAR_ROWS)),
                extreme(10, "scores far apart", z=[[0, -1000, -2000], [3, 2000, -5]]),
            ],
        )
    ],
    meant={"as many rows as classes": "tells apart mistakes that raise on every other shape"},
    mistakes=[
        mistake(
            "sum_over_everything",
            "Each row is one example: sum along the last axis only.",
            {"softmax": lambda z: np.exp(z) / np.exp(z).sum()},
        ),
        mistake(
            "wrong_axis",
            "Rows are the examples; you normalised over the examples instead of the classes.",
            {"softmax": down_columns},
        ),
        mistake(
            "keepdims_lost",
            "Keep the axis with keepdims=True, so that (N,1) divides (N,C).",
            {"softmax": Seen(lambda e: e.all_raise(ValueError, "broadcast", on=BATCHES), keepdims_lost)},
        ),
        mistake(
            "axis_1_only",
            "A single example has no axis 1; axis=-1 serves both shapes.",
            {
                "softmax": Seen(
                    lambda e: all(v.right for v in e.plain if v.name not in VECTORS) and all(e[n].raised for n in VECTORS),
                    axis_1_only,
                )
            },
        ),
        mistake(
            "not_normalised",
            "Divide by the sum so that each row adds up to 1.",
            {"softmax": [lambda z: np.exp(z), lambda z: np.exp(z - row_max(z)), lambda z: np.exp(z - z.max())]},
        ),
        mistake(
            "minus_in_denominator",
            "The ECE 4300 slide prints a minus in the denominator; numerator and denominator use the same exponentials.",
            {"softmax": lambda z: np.exp(z) / np.exp(-z).sum(axis=-1, keepdims=True)},
        ),
        mistake("returned_log", "This is the logarithm of the answer.", {"softmax": lambda z: np.log(softmax(z))}),
        mistake("hardmax", "Softmax is soft: every class keeps a share.", {"softmax": [hardmax, lambda z: z.argmax(axis=-1)]}),
        mistake(
            "divided_by_scores",
            "Scores can be negative; exponentiate first, then divide.",
            {"softmax": lambda z: z / z.sum(axis=-1, keepdims=True)},
        ),
        mistake(
            "exponent_of_ratio",
            "Exponentiate first, then divide; the bracket closes too late.",
            {"softmax": lambda z: np.exp(z / np.exp(z).sum(axis=-1, keepdims=True))},
        ),
        mistake(
            "sigmoid_per_entry",
            "The sigmoid treats classes one by one; softmax makes them compete for a total of 1.",
            {"softmax": reference.activations.sigmoid},
        ),
        mistake(
            "no_max_shift",
            "exp(1000) is infinite; subtract the row's largest score first, the ratios do not change.",
            {"softmax": over_row(lambda z: z)},
            tag="extreme",
            on=("large scores", "rows far apart"),
        ),
        mistake(
            "global_max",
            "Subtract each row's own maximum; against another row's maximum a whole row becomes 0/0.",
            {"softmax": over_row(lambda z: z - z.max())},
            tag="extreme",
            on=("large scores", "rows far apart"),
        ),
        mistake(
            "eps_in_denominator",
            "A small constant spoils the sum to 1, and it hides 0/0 but not inf/inf; shift by the row's maximum instead.",
            {"softmax": [Seen(eps_is_seen, with_eps), Seen(eps_is_seen, lambda z: with_eps(z, 1e-12))]},
            always=True,
        ),
        mistake(
            "clipped_scores",
            "Clipping changes the answer; subtracting the row's maximum does not.",
            {
                "softmax": Seen(
                    lambda e: np.allclose(e["large scores"].array, 1 / 3) and np.allclose(e["rows far apart"].array[[0, 1, 3]], 1 / 3),
                    over_row(lambda z: np.clip(z, -500, 500)),
                )
            },
            tag="extreme",
        ),
    ],
)

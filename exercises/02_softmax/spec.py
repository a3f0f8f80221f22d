"""Exercise 2: softmax."""

from grader.exercise.spec import *

FAR_ROWS = [[1000.0], [-1000.0], [0.0], [900.0]]
BATCHES = ("a batch", "a wide batch")
VECTORS = ("the slide's scores", "a vector")
softmax = reference.activations.softmax


def rows_sum_to_one(out, z):
    sums = np.ravel(out.sum(axis=-1))
    far = sums[np.argmax(np.abs(sums - 1))]
    shown = f"{far:.7g}" if abs(far - 1) > 1e-6 else f"{far:.12g}"
    return None if abs(far - 1) <= slack(out) else f"a row sums to {shown}, not to 1"


def same_when_shifted(out, other, z):
    gap = np.max(np.abs(out - other))
    return None if gap <= slack(out) else f"softmax(z + 3.7) differs from softmax(z) by {gap:.2g}"


def order_kept(out, z):
    rows, scores = np.atleast_2d(out), np.atleast_2d(z)
    kept = all(np.all(np.diff(row[np.argsort(score)]) >= 0) for row, score in zip(rows, scores, strict=True))
    return None if kept else "a larger score has a smaller probability"


row_max = lambda z: z.max(axis=-1, keepdims=True)
shares = lambda e, axis=-1, keepdims=True: e / e.sum(axis=axis, keepdims=keepdims)


def eps_is_seen(e):
    """Plain rows keep the reference's ratios, sums just below 1; or they are right, and far rows are lost or zero."""

    def short_row(view):
        sums = view.array.sum(axis=-1, keepdims=True)
        return np.all(sums < 1) and np.all(sums > 0.95) and np.allclose(view.array / sums, view.expected, rtol=1e-7)

    if not all(view.right for view in e.plain):
        return all(short_row(view) for view in e.plain)
    far = e["rows far apart"].array
    return e["large scores"].lost and np.isnan(far[[0, 3]]).all() and not far[1].any()


exercise = Exercise(
    Target(
        "softmax", points=4, reference=softmax,
        properties=(
            Property("every row sums to 1", rows_sum_to_one),
            Property("softmax(z + 3.7) = softmax(z)", same_when_shifted,
                     again=lambda z: {"z": z + 3.7}, kinds=("plain",)),
            Property("the order of the scores is kept", order_kept),
        ),
        cases={
            "the slide's scores": dict(z=[2, 1, 0.5]),
            "a vector": dict(z=normal(5, s=2)),
            "a batch": dict(z=normal((4, 3), 2)),
            "a wide batch": dict(z=normal((2, 5), 2)),
            "as many rows as classes": dict(z=normal((3, 3), 2)),
            "one row": dict(z=normal((1, 4), 2)),
            "whole-number scores": whole(z=ints([[1, 2, 3], [2, 4, 1], [3, 0, 5], [1, 1, 2]])),
            "large scores": extreme(z=[1000, 1001, 1002]),
            "rows far apart": extreme(z=normal((4, 3), 2) + np.array(FAR_ROWS)),
            "scores far apart": extreme(z=[[0, -1000, -2000], [3, 2000, -5]]),
        },
        mistakes=[
            mistake("sum_over_everything", "Each row is one example: sum along the last axis only.",
                    lambda z: np.exp(z) / np.exp(z).sum()),
            mistake("wrong_axis", "Rows are the examples; you normalised over the examples instead of the classes.",
                    lambda z: shares(np.exp(z - z.max(axis=0)), axis=0)),
            mistake("keepdims_lost", "Keep the axis with keepdims=True, so that (N,1) divides (N,C).",
                    Seen(lambda e: e.all_raise(ValueError, "broadcast", on=BATCHES),
                         lambda z: shares(np.exp(z - row_max(z)), keepdims=False))),
            mistake("axis_1_only", "A single example has one axis only, and axis=-1 is the last one of both shapes.",
                    Seen(lambda e: (all(v.right for v in e.plain if v.name not in VECTORS)
                                    and all(e[n].raises("AxisError") or e[n].raises(ValueError, "unpack") for n in VECTORS)),
                         lambda z: shares(np.exp(z - z.max(axis=1, keepdims=True)), axis=1))),
            mistake("not_normalised", "Divide by the sum so that each row adds up to 1.",
                    lambda z: np.exp(z), lambda z: np.exp(z - row_max(z)), lambda z: np.exp(z - z.max())),
            mistake("minus_in_denominator",
                    "The ECE 4300 slide prints a minus in the denominator; numerator and denominator use the same "
                    "exponentials.",
                    lambda z: np.exp(z) / np.exp(-z).sum(axis=-1, keepdims=True)),
            mistake("shifted_above_only", "Numerator and denominator hold the same exponentials: shift the scores in both.",
                    lambda z: np.exp(z - row_max(z)) / np.exp(z).sum(axis=-1, keepdims=True),
                    lambda z: np.exp(z) / np.exp(z - row_max(z)).sum(axis=-1, keepdims=True)),
            mistake("returned_log", "This is the logarithm of the answer.", lambda z: np.log(softmax(z))),
            mistake("hardmax", "Softmax is soft: every class keeps a share.",
                    lambda z: (z == row_max(z)).astype(float), lambda z: z.argmax(axis=-1)),
            mistake("divided_by_scores", "Scores can be negative; exponentiate first, then divide.",
                    lambda z: z / z.sum(axis=-1, keepdims=True)),
            mistake("exponent_of_ratio", "Exponentiate first, then divide; the bracket closes too late.",
                    lambda z: np.exp(z / np.exp(z).sum(axis=-1, keepdims=True))),
            mistake("sigmoid_per_entry",
                    "The sigmoid treats classes one by one; softmax makes them compete for a total of 1.",
                    reference.activations.sigmoid),
            mistake("no_max_shift",
                    "exp(1000) is infinite; subtract the row's largest score first, the ratios do not change.",
                    lambda z: shares(np.exp(z)), on=("large scores", "rows far apart")),
            mistake("global_max",
                    "Subtract each row's own maximum; against another row's maximum a whole row becomes 0/0.",
                    lambda z: shares(np.exp(z - z.max())), on=("large scores", "rows far apart")),
            mistake("eps_in_denominator",
                    "A small constant spoils the sum to 1, and it hides 0/0 but not inf/inf; "
                    "shift by the row's maximum instead.",
                    *(Seen(eps_is_seen, lambda z, eps=eps: np.exp(z) / (np.exp(z).sum(axis=-1, keepdims=True) + eps))
                      for eps in (1e-3, 1e-12)), always=True),
            mistake("clipped_scores", "Clipping changes the answer; subtracting the row's maximum does not.",
                    Seen(lambda e: np.allclose(e["large scores"].array, 1 / 3)
                         and np.allclose(e["rows far apart"].array[[0, 1, 3]], 1 / 3),
                         lambda z: shares(np.exp(np.clip(z, -500, 500)))), tag="extreme"),
        ],
    ),
    meant={"as many rows as classes": "tells apart mistakes that raise on every other shape"},
)

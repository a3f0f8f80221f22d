"""Exercise 5: an affine layer, forward."""

import itertools

from grader.exercise.spec import *

BY_HAND_X = [[2, -3], [0.5, 4], [-1.5, 3]]
BY_HAND_W = [[3, -0.5, 2, 7], [-2, 6, 0.25, 5]]
sigmoid = reference.activations.sigmoid


def room(out):
    """How far a law may be off for numbers of this size."""
    return slack(out) * max(1.0, float(np.max(np.abs(out))))


def linear_in_x(output, other, x, w, b):
    """`other` was computed with b = 0 from x and, below it, -2 x."""
    out, far = np.split(other[0], 2)
    gap = np.max(np.abs(far + 2 * out))
    return None if gap <= room(far) else f"with b = 0, -2x should give -2 times what x gives; it is off by {gap:.3g}"


def row_by_column(output, x, w, b):
    out = output[0]
    for n, m in np.ndindex(len(x), len(b)):
        entry = sum(x[n, d] * w[d, m] for d in range(len(w))) + b[m]
        if not abs(out[n, m] - entry) <= room(out):
            return f"row {n} times column {m} plus b[{m}] is {entry:.7g}"
    return None


reordered = lambda order: lambda x, w, b: tuple((x, w, b)[place] for place in order)


def cache_is_seen(e):
    """On every plain case a cache that is not (x, w, b): something is missing, or more is there; not the output in its place."""
    return all(view.value is not None and not view.right and not is_output(view) for view in e.plain)


def is_output(view):
    """One array that is x·w + b: out and cache were exchanged. (A matrix is no array of ours, either.)"""
    x, w, b = (view.inputs[name] for name in "xwb")
    got = view.got
    return isinstance(got, np.ndarray) and got.shape == (x @ w + b).shape and np.allclose(got, x @ w + b)


exercise = Exercise(
    Target(
        "affine_forward", points=3, reference=reference.layers.affine_forward,
        parts=("out", "cache"),
        properties=(
            Property("out is linear in x when b = 0", linear_in_x,
                     again=lambda x, w, b: {"x": np.concatenate([x, -2 * x]), "w": w, "b": 0 * b}),
            Property("out[n, m] is row n of x times column m of w, plus b[m]", row_by_column),
        ),
        cases={
            "by hand": dict(x=BY_HAND_X, w=BY_HAND_W, b=[0.5, -2, 10, 4]),
            "a batch": dict(x=normal((4, 3)), w=normal((3, 2)), b=away(2)),
            "a wide layer": dict(x=normal((2, 3)), w=normal((3, 5)), b=away(5)),
            "all sizes equal": dict(x=normal((3, 3)), w=normal((3, 3)), b=away(3)),
            "as many rows as outputs": dict(x=normal((3, 2)), w=normal((2, 3)), b=away(3)),
            "one example": dict(x=normal((1, 4)), w=normal((4, 3)), b=away(3)),
            "whole-number inputs": whole(x=ints([[1, 2, 3], [4, -5, 6]]), w=ints([[2, -1], [3, 5], [-4, 7]]),
                                         b=[0.5, -0.25]),
        },
        mistakes=[
            mistake("only_out_returned", "Return the pair (out, cache); the backward pass needs x, w and b.",
                    lambda x, w, b: x @ w + b),
            mistake("bias_missing", "Add b to every row.", out=lambda x, w, b: x @ w),
            mistake("bias_twice", "b is added twice.", out=lambda x, w, b: x @ w + 2 * b),
            mistake("bias_summed", "Each output has its own bias; do not add them up.",
                    out=lambda x, w, b: x @ w + b.sum()),
            mistake("activation_applied", "An affine layer ends before the activation.",
                    out=[lambda x, w, b, g=g: g(x @ w + b) for g in (sigmoid, lambda z: np.maximum(0, z), np.tanh)]),
            mistake("bias_per_row", "b has one entry per output (column), not per example (row).",
                    out=lambda x, w, b: x @ w + b[:, None]),
            mistake("bias_before_product", "Multiply first, then add b.", out=lambda x, w, b: (x + b) @ w),
            mistake("w_transposed", "w is already (inputs, outputs); it fits x without a transpose.",
                    out=lambda x, w, b: x @ w.T + b),
            mistake("order_reversed", "Rows are examples, so x stands on the left.", out=lambda x, w, b: w @ x + b),
            mistake("star_for_at", "`*` multiplies entry by entry; `@` sums over the inputs.",
                    out=lambda x, w, b: x * w + b),
            mistake("cache_reordered", "The cache is (x, w, b) in this order; the backward pass unpacks it so.",
                    cache=[reordered(order) for order in itertools.permutations(range(3)) if order != (0, 1, 2)]),
            mistake("cache_incomplete", "Store exactly x, w and b.",
                    cache=[Seen(cache_is_seen, version) for version in (
                        lambda x, w, b: None, lambda x, w, b: x, lambda x, w, b: (x, w),
                        lambda x, w, b: (x, w, x @ w + b), lambda x, w, b: (x, w, b, x @ w + b),
                        lambda x, w, b: {"x": x, "w": w, "b": b})]),
        ],
    ),
    meant={"all sizes equal": "tells apart mistakes that raise on every other shape"},
)

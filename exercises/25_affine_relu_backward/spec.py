"""Exercise 25: affine_backward and affine_relu_backward."""

import numpy as np

from grader import reference
from grader.exercise.spec import CACHE, UPSTREAM, Exercise, OwnForward, Pair, Slope, Target, mistake, plain

layers = reference.layers
SIZES = {1: ("four examples", 4, 3, 2), 2: ("five examples", 5, 2, 3), 3: ("one example", 1, 4, 2)}


def drawn_until_clear(rng, N, D, M):
    """x, w, b, dout, drawn until no score is near 0 and, for several examples, the scores have both signs."""
    while True:
        x, w, b, dout = (rng.normal(size=shape) for shape in ((N, D), (D, M), M, (N, M)))
        z = x @ w + b
        if np.abs(z).min() >= 0.05 and (N == 1 or z.min() < 0 < z.max()):
            return x, w, b, dout


def cases(forward):
    def inputs(sizes):
        def draw(rng):
            x, w, b, dout = drawn_until_clear(rng, *sizes)
            return {"dout": dout, "cache": forward(x, w, b)[1]}

        return draw

    return [plain(number, name, inputs(sizes)) for number, (name, *sizes) in SIZES.items()]


def slope(forward, arrays):
    """Differences of sum(dout * out); `arrays` finds (x, w, b) in the cache."""
    return Slope(
        of=lambda dout, x, w, b: np.sum(dout * forward(x, w, b)[0]),
        wrt={"dx": "x", "dw": "w", "db": "b"},
        at=lambda dout, cache: {"dout": dout, **dict(zip("xwb", arrays(cache), strict=True))},
    )


def affine(part, slug, advice, wrong):
    """A mistake in one gradient, a function of dout, x and w."""
    return mistake(slug, advice, {f"affine_backward.{part}": lambda dout, cache: wrong(dout, *cache[:2])})


def masked(slug, advice, wrong):
    """A mistake in what is taken for dz, a function of dout and z."""
    version = {"affine_relu_backward": lambda dout, cache: layers.affine_backward(wrong(dout, cache[1]), cache[0])}
    return mistake(slug, advice, version)


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            "affine_backward",
            points=4,
            reference=layers.affine_backward,
            parts=("dx", "dw", "db"),
            slope=slope(layers.affine_forward, lambda cache: cache),
            own=OwnForward(Pair("affine_forward", "affine_backward", tuple("xwb"), (UPSTREAM, CACHE)), upstream="dout"),
            cases=cases(layers.affine_forward),
        ),
        Target(
            "affine_relu_backward",
            points=3,
            reference=layers.affine_relu_backward,
            parts=("dx", "dw", "db"),
            slope=slope(layers.affine_relu_forward, lambda cache: cache[0]),
            cases=cases(layers.affine_relu_forward),
        ),
    ],
    mistakes=[
        affine(
            "dw",
            "dw_upstream_forgotten",
            "That is the local gradient; dout must enter the product.",
            lambda dout, x, w: x.T @ np.ones_like(dout),
        ),
        affine(
            "dx",
            "dx_upstream_forgotten",
            "That is the local gradient; dout must enter the product.",
            lambda dout, x, w: np.ones_like(dout) @ w.T,
        ),
        affine(
            "dw",
            "dw_averaged",
            "The mean belongs to the loss and is already in dout.",
            lambda dout, x, w: x.T @ dout / len(x),
        ),
        affine(
            "dw",
            "dw_collapsed",
            "The matrix product already sums over the batch; do not sum again.",
            lambda dout, x, w: np.sum(x.T @ dout),
        ),
        affine(
            "db",
            "db_not_summed",
            "b was added to every row, so add up the rows.",
            lambda dout, x, w: dout,
        ),
        affine(
            "db",
            "db_averaged",
            "Sum, do not average: each row contributes its whole gradient.",
            lambda dout, x, w: dout.mean(axis=0),
        ),
        affine(
            "db",
            "db_wrong_axis",
            "b has one entry per output; sum over the examples, axis 0.",
            lambda dout, x, w: dout.sum(axis=1),
        ),
        affine(
            "db",
            "db_one_number",
            "One entry per output: give the sum an axis.",
            lambda dout, x, w: dout.sum(),
        ),
        affine(
            "db",
            "db_ones",
            "The local gradient is 1; multiply by dout and sum over the batch.",
            lambda dout, x, w: np.ones(dout.shape[1]),
        ),
        masked("mask_missing", "Where z <= 0 the ReLU is flat and lets nothing through.", lambda dout, z: dout),
        masked(
            "mask_from_upstream",
            "The mask was decided in forward by z, not by the gradient.",
            lambda dout, z: dout * (dout > 0),
        ),
        masked("mask_inverted", "The gradient passes where z was positive.", lambda dout, z: dout * (z < 0)),
        masked(
            "multiplied_by_relu",
            "g'(z) is a function value, 0 or 1; do not multiply by z.",
            lambda dout, z: dout * np.maximum(0, z),
        ),
        masked(
            "relu_upstream_forgotten",
            "The mask is the local gradient; multiply it by dout.",
            lambda dout, z: 1.0 * (z > 0),
        ),
        mistake(
            "db_without_mask",
            "All three use the masked gradient.",
            {"affine_relu_backward.db": lambda dout, cache: dout.sum(axis=0)},
        ),
    ],
)

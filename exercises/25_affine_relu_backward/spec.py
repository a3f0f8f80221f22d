"""Exercise 25: affine_backward and affine_relu_backward."""

from grader.exercise.spec import *

layers = reference.layers
SIZES = {"four examples": (4, 3, 2), "five examples": (5, 2, 3), "one example": (1, 4, 2)}


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

    return {name: inputs(sizes) for name, sizes in SIZES.items()}


def slope(forward, arrays):
    """Differences of sum(dout * out); `arrays` finds (x, w, b) in the cache."""
    return Slope(
        of=lambda dout, x, w, b: np.sum(dout * forward(x, w, b)[0]),
        wrt={"dx": "x", "dw": "w", "db": "b"},
        at=lambda dout, cache: {"dout": dout, **dict(zip("xwb", arrays(cache), strict=True))},
    )


# Versions: a gradient from dout, x and w; all three from what is taken for dz, a function of dout and z.
affine = lambda wrong: lambda dout, cache: wrong(dout, *cache[:2])
masked = lambda wrong: lambda dout, cache: layers.affine_backward(wrong(dout, cache[1]), cache[0])


exercise = Exercise(
    Target(
        "affine_backward", points=4, reference=layers.affine_backward, parts=("dx", "dw", "db"),
        entries={"cache": ("x", "w", "b")},
        slope=slope(layers.affine_forward, lambda cache: cache),
        own=OwnForward(Pair("affine_forward", "affine_backward", tuple("xwb"), (UPSTREAM, CACHE)), upstream="dout"),
        cases=cases(layers.affine_forward),
        mistakes=[
            mistake("dw_upstream_forgotten", "That is the local gradient; dout must enter the product.",
                    dw=affine(lambda dout, x, w: x.T @ np.ones_like(dout))),
            mistake("dx_upstream_forgotten", "That is the local gradient; dout must enter the product.",
                    dx=affine(lambda dout, x, w: np.ones_like(dout) @ w.T)),
            mistake("dw_averaged", "The mean belongs to the loss and is already in dout.",
                    dw=affine(lambda dout, x, w: x.T @ dout / len(x))),
            mistake("dw_collapsed", "The matrix product already sums over the batch; do not sum again.",
                    dw=affine(lambda dout, x, w: np.sum(x.T @ dout))),
            mistake("db_not_summed", "b was added to every row, so add up the rows.",
                    db=affine(lambda dout, x, w: dout)),
            mistake("db_averaged", "Sum, do not average: each row contributes its whole gradient.",
                    db=affine(lambda dout, x, w: dout.mean(axis=0))),
            mistake("db_wrong_axis", "b has one entry per output; sum over the examples, axis 0.",
                    db=affine(lambda dout, x, w: dout.sum(axis=1))),
            mistake("db_one_number", "One entry per output: give the sum an axis.",
                    db=affine(lambda dout, x, w: dout.sum())),
            mistake("db_ones", "The local gradient is 1; multiply by dout and sum over the batch.",
                    db=affine(lambda dout, x, w: np.ones(dout.shape[1]))),
        ],
    ),
    Target(
        "affine_relu_backward", points=3, reference=layers.affine_relu_backward, parts=("dx", "dw", "db"),
        entries={"cache": ("(x, w, b)", "z")},
        slope=slope(layers.affine_relu_forward, lambda cache: cache[0]),
        cases=cases(layers.affine_relu_forward),
        mistakes=[
            mistake("mask_missing", "Where z <= 0 the ReLU is flat and lets nothing through.",
                    masked(lambda dout, z: dout)),
            mistake("mask_from_upstream", "The mask was decided in forward by z, not by the gradient.",
                    masked(lambda dout, z: dout * (dout > 0))),
            mistake("mask_inverted", "The gradient passes where z was positive.",
                    masked(lambda dout, z: dout * (z < 0))),
            mistake("multiplied_by_relu", "g'(z) is a function value, 0 or 1; do not multiply by z.",
                    masked(lambda dout, z: dout * np.maximum(0, z))),
            mistake("relu_upstream_forgotten", "The mask is the local gradient; multiply it by dout.",
                    masked(lambda dout, z: 1.0 * (z > 0))),
            mistake("db_without_mask", "All three use the masked gradient.", db=lambda dout, cache: dout.sum(axis=0)),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)

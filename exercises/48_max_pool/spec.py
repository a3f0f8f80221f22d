"""Exercise 48: max_pool, max_pool_backward and avg_pool_backward."""

from grader.exercise.spec import *
from grader.reference.images import convolution, pooling

max_pool = pooling.max_pool


def distinct(shape):
    """Numbers of either sign, no two equal and none near another."""
    n = int(np.prod(shape))
    return drawn(lambda rng: (rng.permutation(n).reshape(shape) - n // 2) * 0.11)


def of_output(x, size, stride):
    """Numbers away from zero in the shape of what pooling makes of x."""

    def recipe(rng, x):
        shape = max_pool(x, size, stride).shape
        return rng.uniform(0.3, 2.5, shape) * rng.choice([-1.0, 1.0], shape)

    return Draw(recipe, x)


def max_backward(shape, size, stride):
    """What max_pool_backward is given: x is drawn first, then dout."""

    def inputs(rng):
        x = distinct(shape).realised(rng, {})
        return {"dout": of_output(x, size, stride).realised(rng, {}), "cache": (x, size, stride)}

    return inputs


def mean_backward(shape, size, stride):
    return dict(dout=of_output(np.zeros(shape), size, stride), shape=raw(shape), size=size, stride=stride)


def routed(share, combine=np.add):
    """A version of max_pool_backward: share(window, d) is what a window gets, combined with what stands there."""

    def version(dout, cache):
        x, size, stride = cache
        return spread(dout, x.shape, size, stride, lambda d, place: share(x[place], d), combine)

    return version


def spread(dout, shape, size, stride, share, combine=np.add):
    """A gradient of this shape: share(d, place) is what the window at this place gets for d, an entry of dout."""
    dx = np.zeros(shape)
    for n, c, i, j in np.ndindex(dout.shape):
        place = (n, c, *convolution.window_at(i, j, (size, size), stride))
        dx[place] = combine(dx[place], share(dout[n, c, i, j], place))
    return dx


def shared(share, combine=np.add):
    """A version of avg_pool_backward: share(size) times d is what every entry of a window gets."""

    def version(dout, shape, size, stride):
        window = np.ones((size, size)) * share(size)
        return spread(dout, shape, size, stride, lambda d, place: d * window, combine)

    return version


def latter(before, share):
    """What "=" leaves: the share alone."""
    return share


def latter_at_winner(before, share):
    """What "dx[winner] = d" leaves."""
    return np.where(share != 0, share, before)


def winner(window):
    return window == window.max()


def first_entry(size):
    corner = np.zeros((size, size))
    corner[0, 0] = 1
    return corner


def covered(dx, shape, size, stride):
    """The part of a gradient that windows look at."""
    HO, WO = convolution.output_size(shape[2], size, stride, 0), convolution.output_size(shape[3], size, stride, 0)
    return dx[:, :, : (HO - 1) * stride + size, : (WO - 1) * stride + size]


exercise = Exercise(
    Target(
        "max_pool",
        points=2,
        reference=max_pool,
        cases={
            "two by two": case(1, x=distinct((2, 3, 4, 6)), size=2, stride=2),
            "overlapping": case(2, x=distinct((1, 2, 5, 7)), size=3, stride=2),
            "a rest": case(3, x=distinct((1, 1, 5, 4)), size=2, stride=2),
            "below zero": case(8, x=distinct((1, 2, 3, 4)) - 2.5, size=2, stride=1),
        },
        mistakes=[
            mistake("mean_taken", "The largest entry, not the mean.", pooling.avg_pool),
            mistake("stride_ignored", "The window moves by stride places.",
                    lambda x, size, stride: max_pool(x, size, 1)),
            mistake("stride_is_size", "Use the argument stride; windows may overlap.",
                    lambda x, size, stride: max_pool(x, size, size)),
            mistake("channels_pooled", "Each channel keeps a map of its own.",
                    lambda x, size, stride: max_pool(x, size, stride).max(axis=1, keepdims=True)),
            mistake("largest_magnitude", "A maximum, not a magnitude: -9 is smaller than 1.",
                    lambda x, size, stride: np.where(max_pool(x, size, stride) > max_pool(-x, size, stride),
                                                     max_pool(x, size, stride), -max_pool(-x, size, stride))),
            mistake("started_at_zero",
                    "The largest of negative numbers is negative: start from the window's first entry, not from 0.",
                    lambda x, size, stride: np.maximum(0, max_pool(x, size, stride))),
        ],
    ),
    Target(
        "max_pool_backward",
        points=4,
        reference=pooling.max_pool_backward,
        slope=Slope(
            of=lambda dout, x, size, stride: np.sum(dout * max_pool(x, size, stride)),
            wrt="x",
            at=lambda dout, cache: {"dout": dout, "x": cache[0], "size": cache[1], "stride": cache[2]},
        ),
        cases={
            "two by two": case(4, max_backward((2, 3, 4, 6), 2, 2)),
            "overlapping": case(5, max_backward((1, 2, 5, 7), 3, 2)),
            "a rest": case(9, max_backward((2, 1, 5, 4), 2, 2)),
        },
        mistakes=[
            mistake("to_all", "Only the winner moved the output.", routed(lambda w, d: d * np.ones_like(w))),
            mistake("shared_out", "That is the rule of mean pooling.", routed(lambda w, d: np.full_like(w, d / w.size))),
            mistake("value_passed", "Route the upstream gradient, not the forward value.",
                    routed(lambda w, d: winner(w) * w.max())),
            mistake("upstream_forgotten", "1 is the local gradient; multiply by dout.",
                    routed(lambda w, d: 1.0 * winner(w))),
            mistake("assigned", "Where windows overlap a pixel may win twice: add the shares.",
                    routed(lambda w, d: d * winner(w), latter), routed(lambda w, d: d * winner(w), latter_at_winner)),
            mistake("to_smallest", "The largest entry made the output.", routed(lambda w, d: d * (w == w.min()))),
            mistake("rest_cut_off", "dx has the shape of x: what no window looks at gets 0.",
                    lambda dout, cache: covered(
                        pooling.max_pool_backward(dout, cache), cache[0].shape, cache[1], cache[2])),
        ],
    ),
    Target(
        "avg_pool_backward",
        points=2,
        reference=pooling.avg_pool_backward,
        slope=Slope(
            of=lambda dout, x, size, stride: np.sum(dout * pooling.avg_pool(x, size, stride)),
            wrt="x",
            at=lambda dout, shape, size, stride: {"dout": dout, "x": np.zeros(shape), "size": size, "stride": stride},
        ),
        cases={
            "two by two": case(6, mean_backward((2, 2, 4, 6), 2, 2)),
            "overlapping": case(7, mean_backward((1, 2, 5, 7), 3, 2)),
            "a rest": case(10, mean_backward((2, 1, 5, 4), 2, 2)),
        },
        mistakes=[
            mistake("not_divided", "Each entry moves the mean by 1/size^2.", shared(lambda size: 1)),
            mistake("divided_by_size", "A window has size times size entries.", shared(lambda size: 1 / size)),
            mistake("one_corner", "Every entry of the window has a share in the mean.",
                    shared(first_entry), shared(lambda size: first_entry(size) / size**2)),
            mistake("assigned", "Where windows overlap the shares add up.", shared(lambda size: 1 / size**2, latter)),
            mistake("rest_cut_off", "dx has the shape of x: what no window looks at gets 0.",
                    lambda dout, shape, size, stride: covered(
                        pooling.avg_pool_backward(dout, shape, size, stride), shape, size, stride)),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)

"""Exercise 48: max_pool, max_pool_backward and avg_pool_backward."""

from grader.exercise.spec import *
from grader.reference.images import pooling

from .versions import *

exercise = Exercise(
    Target(
        "max_pool",
        points=2,
        reference=max_pool,
        cases={
            "two by two": case(1, x=distinct((2, 3, 4, 6)), size=2, stride=2),
            "overlapping": case(2, x=distinct((1, 2, 5, 7)), size=3, stride=2),
            "a rest": case(3, x=distinct((1, 1, 5, 4)), size=2, stride=2),
            "below zero": case(8, x=distinct((1, 2, 4, 3)) - 2.5, size=2, stride=1),
        },
        mistakes=[
            mistake("mean_taken", "The largest entry, not the mean.", pooling.avg_pool),
            mistake("stride_ignored", "The window moves by stride places.",
                    lambda x, size, stride: max_pool(x, size, 1)),
            mistake("stride_is_size", "Use the argument stride; windows may overlap.",
                    lambda x, size, stride: max_pool(x, size, size)),
            mistake("maximum_of_all", "One maximum for each example and channel: max over the axes 2 and 3 of the window.",
                    lambda x, size, stride: max_pool(x, size, stride) * 0 + max_pool(x, size, stride).max(axis=(0, 1))),
            mistake("channels_pooled", "Each channel keeps a map of its own.",
                    lambda x, size, stride: max_pool(x, size, stride).max(axis=1, keepdims=True)),
            mistake("largest_magnitude", "A maximum, not a magnitude: -9 is smaller than 1.",
                    lambda x, size, stride: np.where(max_pool(x, size, stride) > max_pool(-x, size, stride),
                                                     max_pool(x, size, stride), -max_pool(-x, size, stride))),
            mistake("rest_pooled", "A window that does not fit wholly is left out: round down.", rest_pooled),
            mistake("started_at_zero",
                    "The largest of negative numbers is negative: start from the window's first entry, not from 0.",
                    lambda x, size, stride: np.maximum(0, max_pool(x, size, stride))),
            mistake("one_missing", "The first window is always there: (H - size)//stride + 1 rows.",
                    lambda x, size, stride: max_pool(x, size, stride)[:, :, :-1, :-1]),
            mistake("examples_pooled", "Each example keeps a map of its own: max over the axes 2 and 3 only.",
                    lambda x, size, stride: max_pool(x, size, stride) * 0 + max_pool(x, size, stride).max(axis=0)),
        ],
    ),
    Target(
        "max_pool_backward",
        points=4,
        reference=pooling.max_pool_backward,
        entries={"cache": ("x", "size", "stride")},
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
            mistake("places_exchanged", "Row and column of the winner are exchanged: the first place counts the rows.",
                    routed(lambda w, d: d * winner(w).T)),
            mistake("value_multiplied", "dout goes to the winner as it is: the slope of a maximum is 1.",
                    routed(lambda w, d: d * w * winner(w))),
            mistake("one_winner_for_all_channels", "Each channel has a winner of its own: compare with the maximum over its window.",
                    winner_of_all_channels),
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
            mistake("divided_by_places", "A mean has the entries of its window in the divisor, not the number of windows.",
                    lambda dout, shape, size, stride: shared(lambda size: 1 / np.prod(dout.shape[2:]))(dout, shape, size, stride)),
            mistake("divided_by_twice_size", "A window has size*size entries.", shared(lambda size: 1 / (2 * size))),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)

"""Exercise 47: conv_backward."""

from grader.exercise.spec import *

from .versions import *

exercise = Exercise(
    Target(
        "conv_backward",
        points=8,
        reference=conv_backward,
        entries={"cache": ("x", "w", "b", "stride", "pad")},
        parts=("dx", "dw", "db"),
        slope=Slope(
            of=lambda dout, x, w, b, stride, pad: np.sum(dout * conv_forward(x, w, b, stride, pad)),
            wrt={"dx": "x", "dw": "w", "db": "b"},
            at=lambda dout, cache: {"dout": dout, **dict(zip(("x", "w", "b", "stride", "pad"), cache, strict=True))},
        ),
        cases={
            "one channel, one filter": gradients((2, 1, 4, 4), (1, 1, 2, 3), stride=1, pad=0),
            "channels and filters": gradients((3, 2, 4, 5), (4, 2, 2, 3), stride=1, pad=0),
            "padding and stride": gradients((2, 3, 5, 6), (2, 3, 3, 3), stride=2, pad=1),
            "long steps": gradients((2, 3, 7, 4), (4, 3, 2, 3), stride=3, pad=2),
        },
        mistakes=[
            mistake("db_not_summed", "b[f] was added at every place of every example: sum over the axes 0, 2 and 3.",
                    db=lambda dout, cache: dout.sum(axis=0)),
            mistake("db_averaged", "A shared parameter collects: sum, do not average.",
                    db=lambda dout, cache: dout.mean(axis=(0, 2, 3))),
            mistake("db_last_place", "Add up over the examples and places: db[f] += d.",
                    db=lambda dout, cache: dout[-1, :, -1, -1]),
            mistake("dw_last_example", "Add up over the examples and places: dw += ...",
                    dw=[weights(lambda dout, x, *rest: (dout[-1:], (x[-1:], *rest))), last_window]),
            mistake("dw_averaged", "The mean, if there is one, is already in dout.",
                    dw=weights(lambda dout, x, *rest: (dout / len(x), (x, *rest)))),
            mistake("dw_upstream_forgotten", "The pixels are the local gradient; multiply each by its dout.",
                    dw=weights(lambda dout, *cache: (np.ones_like(dout), cache))),
            mistake("dx_assigned", "A pixel lies in several windows: add their shares.",
                    dx=[pixels(assign), pixels(assign, last_filter)]),
            mistake("dx_kernel_flipped",
                    "In this form the window receives w as it is; it is flipped only when dx is written as a "
                    "convolution of dout.",
                    dx=lambda dout, cache: conv_backward(dout, (cache[0], cache[1][:, :, ::-1, ::-1], *cache[2:]))[0]),
            mistake("padding_kept", "Cut off the padding: dx has the shape of x.", dx=pixels(add, cut=lambda pad: ...)),
            mistake("padding_cut_at_one_end", "There are pad rows before the image too: it begins at row pad, and at column pad.",
                    dx=[pixels(add, cut=lambda pad: (..., *[slice(None, -2 * pad or None)] * 2)),
                        pixels(add, cut=lambda pad: (..., *[slice(2 * pad, None)] * 2))]),
            mistake("padding_cut_from_behind",
                    "-pad is 0 without padding, and pad:-pad is then empty: cut with pad:pad + H and pad:pad + W.",
                    dx=pixels(add, cut=lambda pad: (..., slice(pad, -pad), slice(pad, -pad)))),
            mistake("dx_stride_ignored",
                    "The windows are those of the forward pass: they start at i*stride, j*stride.",
                    dx=starts_without_stride),
            mistake("dx_upstream_forgotten", "w is the local gradient; multiply by dout[n, f, i, j].",
                    dx=lambda dout, cache: conv_backward(np.ones_like(dout), cache)[0]),
            mistake("db_for_every_weight", "b[f] was added once to each output: its share is d, not d for every weight.",
                    db=lambda dout, cache: dout.sum(axis=(0, 2, 3)) * cache[1][0].size),
            mistake("dx_last_filter", "Every filter looks at the pixel: add up over the filters.",
                    dx=pixels(add, last_filter)),
            mistake("dw_first_channel", "Each channel has weights of its own: its window belongs to dw[f, c].",
                    dw=weights(lambda dout, x, *rest: (dout, (0 * x + x[:, :1], *rest)))),
            mistake("dw_not_padded", "The windows are those of the padded image.", dw=windows_of_bare_image),
            mistake("dw_kernel_flipped", "dw[p, q] collects the pixels that w[p, q] met: no flip.",
                    dw=lambda dout, cache: conv_backward(dout, cache)[1][:, :, ::-1, ::-1]),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)

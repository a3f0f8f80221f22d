"""Exercise 47: conv_backward."""

from grader.exercise.spec import *
from grader.reference.images import convolution

conv_forward, conv_backward, window_at = convolution.conv_forward, convolution.conv_backward, convolution.window_at


def gradients(x, w, stride, pad):
    """Images and filters of these shapes as the cache of a right forward pass, and a gradient of its output's shape."""

    def draw(rng):
        cache = rng.normal(size=x), rng.normal(size=w), away(w[0]).realised(rng, {}), stride, pad
        return {"dout": rng.normal(size=conv_forward(*cache).shape), "cache": cache}

    return draw


def weights(wrong):
    """A version of dw, a function of dout, x and the rest of the cache."""
    return lambda dout, cache: conv_backward(*wrong(dout, *cache))[1]


def pixels(place, share=lambda dout, w, i, j: np.einsum("nf,fcpq->ncpq", dout[:, :, i, j], w), cut=True):
    """A version of dx: place(window, share) puts the share of output (i, j) into its window; cut takes the padding away."""

    def version(dout, cache):
        x, w, _, stride, pad = cache
        dpadded = np.zeros(np.add(x.shape, (0, 0, 2 * pad, 2 * pad)))
        for i, j in np.ndindex(dout.shape[2:]):
            rows, columns = window_at(i, j, w.shape[2:], stride)
            place(dpadded[:, :, rows, columns], share(dout, w, i, j))
        H, W = x.shape[2:]
        return dpadded[:, :, pad : pad + H, pad : pad + W] if cut is True else dpadded[cut(pad)]

    return version


def add(window, share):
    window += share


def assign(window, share):
    window[...] = share


def last_filter(dout, w, i, j):
    """What "=" leaves of a window in loops over filters too."""
    return np.einsum("n,cpq->ncpq", dout[:, -1, i, j], w[-1])


def last_window(dout, cache):
    """What "dw[f] = d * window" leaves of the loops: the last place of the last example."""
    x, w, _, stride, pad = cache
    HO, WO = dout.shape[2:]
    rows, columns = window_at(HO - 1, WO - 1, w.shape[2:], stride)
    return np.einsum("f,cpq->fcpq", dout[-1, :, -1, -1], convolution.surround(x, pad)[-1, :, rows, columns])


def starts_without_stride(dout, cache):
    """dx of the padded image where the window of (i, j) starts at (i, j)."""
    x, w, b, _, pad = cache
    n, f, HO, WO = dout.shape
    every = np.zeros((n, f, x.shape[2] + 2 * pad - w.shape[2] + 1, x.shape[3] + 2 * pad - w.shape[3] + 1))
    every[:, :, :HO, :WO] = dout
    return conv_backward(every, (x, w, b, 1, pad))[0]


exercise = Exercise(
    Target(
        "conv_backward",
        points=8,
        reference=conv_backward,
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
            mistake("padding_cut_from_behind",
                    "-pad is 0 without padding, and pad:-pad is then empty: cut with pad:pad + H and pad:pad + W.",
                    dx=pixels(add, cut=lambda pad: (..., slice(pad, -pad), slice(pad, -pad)))),
            mistake("dx_stride_ignored",
                    "The windows are those of the forward pass: they start at i*stride, j*stride.",
                    dx=starts_without_stride),
            mistake("dx_upstream_forgotten", "w is the local gradient; multiply by dout[n, f, i, j].",
                    dx=lambda dout, cache: conv_backward(np.ones_like(dout), cache)[0]),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)

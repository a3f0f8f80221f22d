"""Inputs and wrong versions of exercise 47: shares that are put into windows another way."""

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


def windows_of_bare_image(dout, cache):
    """dw where the windows are cut from the image without its padding, as far as they reach."""
    x, w, _, stride, pad = cache
    wider = np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad)))
    return conv_backward(dout, (wider, w, cache[2], stride, 0))[1]

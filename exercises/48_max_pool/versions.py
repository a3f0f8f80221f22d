"""Inputs and wrong versions of exercise 48: what a window gets back, and how it is put there."""

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


def rest_pooled(x, size, stride):
    """Windows that hang over the edge are pooled too, as far as they reach."""
    (H, W), far = x.shape[2:], x.min() - 1
    rows, columns = (-(n - size) % stride for n in (H, W))
    return pooling.max_pool(np.pad(x, ((0, 0), (0, 0), (0, rows), (0, columns)), constant_values=far), size, stride)


def covered(dx, shape, size, stride):
    """The part of a gradient that windows look at."""
    HO, WO = convolution.output_size(shape[2], size, stride, 0), convolution.output_size(shape[3], size, stride, 0)
    return dx[:, :, : (HO - 1) * stride + size, : (WO - 1) * stride + size]


def winner_of_all_channels(dout, cache):
    """dout goes to an entry only where it is the largest of all channels."""
    x, size, stride = cache
    largest = pooling.max_pool(x, size, stride).max(axis=1, keepdims=True)
    return pooling.max_pool_backward(dout * (pooling.max_pool(x, size, stride) == largest), cache)

"""What a start must be, what is seen of a wrong one, and wrong starts. A probe's output is [first, second, again]."""

from itertools import combinations, pairwise

import numpy as np

from grader.reference.deep.initialisation import init_params, init_scale

NEAR = 0.05  # the deviation of 6,000 numbers is within 5 % for all but one in ten million draws


def started(init):
    """What the probe `starts` returns for this function."""

    def version(sizes, kind, seed):
        rng = np.random.default_rng(seed)
        return [init(sizes, kind, source) for source in (rng, rng, np.random.default_rng(seed))]

    return version


def of_layers(weights, bias=lambda rng, n_out: np.zeros(n_out)):
    """A start with W = weights(rng, n_in, n_out, init_scale)."""

    def init(sizes, kind, rng):
        return [(weights(rng, n, m, init_scale(kind, n, m)), bias(rng, m)) for n, m in pairwise(sizes)]

    return started(init)


def is_near(W, deviation):
    return abs(np.std(W) - deviation) <= NEAR * deviation


def same(first, second):
    return all(np.array_equal(W, V) for (W, _), (V, _) in zip(first, second, strict=True))


def start_is_right(output, sizes, kind, seed):
    """None, or what is wrong with the three starts."""
    fault = next(filter(None, (fault_of_layers(params, sizes, kind) for params in output)), None)
    if fault:
        return fault
    first, second, again = output
    if any(begin_alike(W, V) for (W, _), (V, _) in combinations(first, 2)):
        return "two layers begin with the same random numbers"
    if not same(first, again):
        return "two generators in the same state give two different starts"
    return "the next call gives the same weights" if same(first, second) else None


def fault_of_layers(params, sizes, kind):
    shapes = [((n, m), (m,)) for n, m in pairwise(sizes)]
    found = [tuple(map(np.shape, pair)) for pair in params]
    if found != shapes:
        return f"the pairs (W, b) have the shapes {found}, expected {shapes}"
    return next(filter(None, (fault_of_layer(*pair, init_scale(kind, *np.shape(pair[0]))) for pair in params)), None)


def fault_of_layer(W, b, deviation):
    """W is normal with this deviation, as far as so many numbers can tell; b is 0."""
    W = np.asarray(W)
    z = W / deviation
    if not is_near(W, deviation):
        return f"W {W.shape} has the standard deviation {W.std():.4g}, expected about {deviation:.4g}"
    if abs(z.mean()) > 6 / np.sqrt(z.size):
        return f"W {W.shape} has the mean {W.mean():.4g}, expected about 0"
    if np.mean((z - z.mean()) ** 4) / z.var() ** 2 < 2.1:  # 3 for normal numbers, 1.8 for uniform ones
        return f"the numbers of W {W.shape} are not normally distributed: none is far from 0"
    return "b is not 0" if np.any(b) else None


# What was seen in all cases: the conditions of the mistakes.


def of_layers_of(params, sizes):
    """Pairs (W, b) of arrays of numbers for these sizes; W may be (out, in)."""
    pairs = [(np.asarray(W), np.asarray(b)) for W, b in params]
    fits = [{W.shape} <= {(n, m), (m, n)} and b.size == m for (W, b), (n, m) in zip(pairs, pairwise(sizes), strict=True)]
    return all(fits) and all(array.dtype.kind in "iuf" for pair in pairs for array in pair)


def every_start(e, condition):
    """All are layers of these sizes, and the condition holds for the first start of every case."""
    asked = [(view.got, view.inputs["sizes"], view.inputs["kind"]) for view in e.plain]
    formed = all(of_layers_of(params, sizes) for starts, sizes, _ in asked for params in starts)
    return formed and all(condition(starts[0], sizes, kind) for starts, sizes, kind in asked)


def every_weight(e, condition):
    def of_start(params, sizes, kind):
        layers = zip(params, pairwise(sizes), strict=True)
        return all(condition(np.asarray(W), init_scale(kind, n, m)) for (W, _), (n, m) in layers)

    return every_start(e, of_start)


def out_in(e):
    return every_start(e, lambda params, sizes, kind: [np.shape(W) for W, _ in params] == [(m, n) for n, m in pairwise(sizes)])


def biases_random(e):
    return every_start(e, lambda params, sizes, kind: any(np.any(b) for _, b in params))


def begin_alike(W, V):
    first, second = (np.ravel(X)[:20] / np.std(X) for X in (W, V))
    return bool(np.all(np.abs(first - second) <= 0.1))


def layers_alike(e):
    return every_start(e, lambda params, sizes, kind: any(begin_alike(W, V) for (W, _), (V, _) in combinations(params, 2)))


def rng_ignored(e):
    return every_start(e, lambda *_: True) and all(not same(view.got[0], view.got[2]) for view in e.plain)


def made_anew(e):
    return every_start(e, lambda *_: True) and all(same(view.got[0], view.got[1]) for view in e.plain)


def seeded_inside(sizes, kind, rng):
    return init_params(sizes, kind, np.random.default_rng(0))


def unseeded(sizes, kind, rng):
    return init_params(sizes, kind, np.random.default_rng())


def normal_weights(rng, n, m, s):
    return rng.normal(size=(n, m)) * s


# The signal.

ACTIVATIONS = {"relu": lambda z: np.maximum(0, z), "tanh": np.tanh}


def measured(of=lambda z, a: float(a.std()), passed=lambda z, a: a):
    """`signal` with another measure, or with another array passed on."""

    def version(X, params, g):
        a, found = X, []
        for W, b in params:
            z = a @ W + b
            a = ACTIVATIONS[g](z)
            found.append(of(z, a))
            a = passed(z, a)
        return found

    return version


def input_listed(X, params, g):
    return [float(X.std()), *measured()(X, params, g)]


def not_fed_forward(X, params, g):
    return [measured()(X, params, g)[0]] * len(params)

"""Exercise 61: chains and stacks as inputs, and ways back that do one thing another way."""

import numpy as np

from grader.reference.theory.fading import ACTIVATIONS, SLOPES

# What the slope is where it is taken at the output: act'(a).


def at_output(act, z):
    return SLOPES[act](ACTIVATIONS[act](z))


def of_sigmoid(act, z):
    a = ACTIVATIONS[act](z)
    return a * (1 - a)


def of_score(act, z):
    """a*(1 - a) and 1 - a^2 with z in the place of a."""
    return {"sigmoid": z * (1 - z), "tanh": 1 - z**2}.get(act, SLOPES["relu"](z))


def at_z(act, z):
    return SLOPES[act](z)


# Inputs.


def drawn_away(rng, shape=(), low=0.3, high=2.5):
    return rng.uniform(low, high, shape) * rng.choice([-1.0, 1.0], shape)


def chain(L, act):
    """Weights whose product is negative; of ReLUs all positive, so that every unit is open."""

    def inputs(rng):
        w, b, x = drawn_away(rng, L, 0.5, 1.8), 0.3 * rng.normal(size=L), float(drawn_away(rng))
        if act == "relu":
            w, b, x = np.abs(w), np.abs(b) + 0.1, abs(x)
        elif np.prod(w) > 0:
            w[0] = -w[0]
        return {"x": x, "w": w, "b": b, "act": act}

    return inputs


def stack(N, D, L, act, scale):
    def inputs(rng):
        x = rng.normal(size=(N, D))
        Ws = [scale * rng.normal(size=(D, D)) / np.sqrt(D) for _ in range(L)]
        if act == "relu":  # one unit of each layer is always open
            x = np.abs(x)
            for W in Ws:
                W[:, 0] = np.abs(W[:, 0])
        return {"x": x, "Ws": Ws, "act": act, "dout": rng.normal(size=(N, D))}

    return inputs


# Wrong versions.


def along_chain(factor, slope=at_z, combine=np.prod):
    """combine(factor(weight, slope) for each layer)."""

    def version(x, w, b, act):
        a, factors = x, []
        for weight, bias in zip(w, b, strict=True):
            z = weight * a + bias
            factors.append(factor(weight, slope(act, z)))
            a = ACTIVATIONS[act](z)
        return float(combine(factors))

    return version


def without_last_slope(x, w, b, act):
    shorter = along_chain(lambda w, s: w * s)(x, w[:-1], b[:-1], act)
    return float(w[-1] * shorter)


def way_back(slope=at_z, through=lambda g, W: g @ W.T, size=np.linalg.norm, pick=lambda norms: norms[::-1]):
    """The norms with one thing done another way; `pick` orders the list that begins with dout."""

    def version(x, Ws, act, dout):
        h, before = x, []
        for W in Ws:
            before.append(h @ W)
            h = ACTIVATIONS[act](before[-1])
        g, norms = dout, [size(dout)]
        for W, z in zip(reversed(Ws), reversed(before), strict=True):
            g = through(g * slope(act, z), W)
            norms.append(size(g))
        return np.array(pick(norms))

    return version


def slopes_after_weights(x, Ws, act, dout):
    """Through W.T first, then times the slope of the layer."""
    h, before = x, []
    for W in Ws:
        before.append(h @ W)
        h = ACTIVATIONS[act](before[-1])
    g, norms = dout, [np.linalg.norm(dout)]
    for W, z in zip(reversed(Ws), reversed(before), strict=True):
        g = g @ W.T * SLOPES[act](z)
        norms.append(np.linalg.norm(g))
    return np.array(norms[::-1])


def before_activations(x, Ws, act, dout):
    """The gradients by the pre-activations."""
    h, before = x, []
    for W in Ws:
        before.append(h @ W)
        h = ACTIVATIONS[act](before[-1])
    g, norms = dout, []
    for W, z in zip(reversed(Ws), reversed(before), strict=True):
        g = g * SLOPES[act](z)
        norms.append(np.linalg.norm(g))
        g = g @ W.T
    return np.array(norms[::-1])

"""First set, part three: a two-layer and a ten-layer network, gradients by hand."""

from __future__ import annotations

import itertools

import numpy as np
from collection import Collection

from grader.gradcheck import covering

Y = np.array([2, 0, 1, 1])


def act(name, z):
    return np.tanh(z) if name == "tanh" else np.maximum(z, 0)


def act_slope(name, z):
    return 1 - np.tanh(z) ** 2 if name == "tanh" else (z > 0).astype(float)


def deep(name, **p):
    """Mean NLL of a net x -> act(x W1 + b1) -> ... -> x Wn + bn."""
    h, depth = p["x"], (len(p) - 1) // 2
    for k in range(1, depth):
        h = act(name, h @ p[f"W{k}"] + p[f"b{k}"])
    z = h @ p[f"W{depth}"] + p[f"b{depth}"]
    z = z - z.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(4), Y]))


def deep_backward(name, u, bug="", layer=0, **p):
    depth = (len(p) - 1) // 2
    hs, zs = [p["x"]], []
    for k in range(1, depth + 1):
        zs.append(hs[-1] @ p[f"W{k}"] + p[f"b{k}"])
        hs.append(act(name, zs[-1]))
    z = zs[-1] - zs[-1].max(axis=1, keepdims=True)
    d = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    d[np.arange(4), Y] -= 1
    d, g = u * d / 4, {}
    for k in range(depth, 0, -1):
        if k < depth and not (bug == "no slope" and k == layer):
            d = d * act_slope(name, zs[k - 1])
        g[f"W{k}"], g[f"b{k}"] = hs[k - 1].T @ d, d.sum(axis=0)
        W = p[f"W{k}"] - 0.1 * g[f"W{k}"] if bug == "stale" and k == layer else p[f"W{k}"]
        d = d @ W.T
    g["x"] = d
    if bug == "one bias":
        g[f"b{layer}"][0] *= 1.1
    if bug == "one weight":
        g[f"W{layer}"].flat[3] *= -1
    return g


def net(widths, zero=False):
    def draw(rng):
        p = {"x": rng.normal(size=(4, widths[0]))}
        for k, (a, b) in enumerate(itertools.pairwise(widths), start=1):
            p[f"W{k}"] = rng.normal(size=(a, b)) * (2 / a) ** 0.5
            p[f"b{k}"] = np.zeros(b) if zero else 0.3 * rng.normal(size=b)
        if zero:
            p["W1"] = np.zeros_like(p["W1"])
        return p

    return draw


def alive(draw, bugs):
    """Draws again until every layer has units on and off, and every planted bug changes the gradient."""

    def reached(**p):
        h, branches, right = p["x"], {}, deep_backward("relu", 1.0, **p)
        for k in range(1, (len(p) - 1) // 2):
            z = h @ p[f"W{k}"] + p[f"b{k}"]
            branches |= {f"layer {k} on": (z > 0), f"layer {k} off": (z < 0)}
            h = np.maximum(z, 0)
        for bug, layer in bugs:
            wrong = deep_backward("relu", 1.0, bug, layer, **p)
            branches[bug] = any(not np.array_equal(wrong[name], right[name]) for name in right)
        return branches

    return lambda rng: covering(draw, reached, seed=int(rng.integers(2**31)))


def bugged(name, bug, layer):
    return lambda u, **p: deep_backward(name, u, bug, layer, **p)


def networks(c: Collection) -> None:
    for name in ("tanh", "relu"):
        two, ten = net([5, 4, 3]), net([4] + [5] * 9 + [3])
        if name == "relu":
            two = alive(two, [("no slope", 1), ("stale", 2), ("one weight", 2)])
            ten = alive(ten, [("no slope", 5), ("one bias", 4)])
        c.op(
            f"two layers, {name}",
            lambda name=name, **p: deep(name, **p),
            lambda u, name=name, **p: deep_backward(name, u, **p),
        )
        c.right("generic", "smooth" if name == "tanh" else "kink", two)
        c.right("first layer zero", "smooth" if name == "tanh" else "kink", net([5, 4, 3], zero=True))
        c.wrong("slope of the activation missing", "smooth", two, bugged(name, "no slope", 1))
        c.wrong("W2 already updated", "smooth", two, bugged(name, "stale", 2))
        c.wrong("one weight with the wrong sign", "smooth", two, bugged(name, "one weight", 2))
        c.op(
            f"ten layers, {name}",
            lambda name=name, **p: deep(name, **p),
            lambda u, name=name, **p: deep_backward(name, u, **p),
        )
        c.right("generic", "smooth" if name == "tanh" else "kink", ten)
        c.wrong("slope missing in layer 5", "smooth", ten, bugged(name, "no slope", 5))
        c.wrong("one bias 10 % off", "smooth", ten, bugged(name, "one bias", 4))

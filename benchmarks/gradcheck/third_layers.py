"""Third set, part two, written after the second freeze: losses, layers and networks."""

from __future__ import annotations

import numpy as np
from collection import Collection, normal, single
from third_pointwise import sig


def named(size=1.0, **shapes):
    return lambda rng: {name: size * rng.normal(size=shape) for name, shape in shapes.items()}


def probabilities(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def smoothed(x):
    """Cross-entropy with label smoothing 0.1 over 4 classes, target class 1."""
    return float(-(target(x) * np.log(probabilities(x))).sum(axis=1).mean())


def target(x):
    return np.where(np.arange(4) == 1, 0.925, 0.025) * np.ones_like(x)


def layer_norm_backward(u, x, kept=1.0):
    z = layer_norm(x)
    std = np.sqrt(x.var(axis=1, keepdims=True) + 1e-8)
    return (u - u.mean(axis=1, keepdims=True) - kept * z * (u * z).mean(axis=1, keepdims=True)) / std


def layer_norm(x):
    return (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + 1e-8)


def losses(c: Collection) -> None:
    right = lambda u, x: u * (probabilities(x) - target(x)) / len(x)  # noqa: E731
    c.op("smoothed cross-entropy", smoothed, right)
    c.right("generic", "smooth", normal(3, 4))
    c.right("logits of 10", "saturation", normal(3, 4, scale=10.0))
    c.wrong("hard labels", "smooth", normal(3, 4), lambda u, x: u * (probabilities(x) - (np.arange(4) == 1)) / 3)
    c.wrong("sum for mean", "smooth", normal(3, 4), lambda u, x: 3 * right(u, x))
    c.op("Poisson NLL", lambda x, y: float(np.sum(np.exp(x) - y * x)), lambda u, x, y: (u * (np.exp(x) - y), -u * x))
    c.right("generic", "smooth", named(x=(5,), y=(5,)))
    c.wrong("y missing", "smooth", named(x=(5,), y=(5,)), lambda u, x, y: (u * np.exp(x), -u * x))
    c.wrong("dy positive", "smooth", named(x=(5,), y=(5,)), lambda u, x, y: (u * (np.exp(x) - y), u * x))
    c.op("triplet loss", triplet, triplet_backward)
    c.right("generic", "kink", named(a=(4, 3), p=(4, 3), n=(4, 3)))
    c.wrong(
        "positive and negative swapped",
        "smooth",
        named(a=(4, 3), p=(4, 3), n=(4, 3)),
        lambda u, a, p, n: tuple(triplet_backward(u, a, p, n)[k] for k in (0, 2, 1)),
    )
    c.op("distances", lambda x, y: ((x[:, None] - y[None]) ** 2).sum(axis=2), distances_backward)
    c.right("generic", "smooth", named(x=(3, 2), y=(4, 2)))
    c.right("inputs of 1e6", "scale", named(1e6, x=(3, 2), y=(4, 2)))
    c.wrong(
        "dy sign",
        "smooth",
        named(x=(3, 2), y=(4, 2)),
        lambda u, x, y: (distances_backward(u, x, y)[0], -distances_backward(u, x, y)[1]),
    )
    c.op("loss weighted 1e-6", lambda x: 1e-6 * float(np.sum(np.sin(x))), lambda u, x: 1e-6 * u * np.cos(x))
    c.right("generic", "scale", normal(5))
    c.wrong("10 % too large", "scale", normal(5), lambda u, x: 1.1e-6 * u * np.cos(x))
    c.op("loss plus 1e6", lambda x: 1e6 + float(np.sum(x**3)), lambda u, x: 3 * u * x**2)
    c.right("generic", "scale", normal(5))
    c.wrong("3 missing", "scale", normal(5), lambda u, x: u * x**2)


def triplet(a, p, n):
    return np.maximum(0, ((a - p) ** 2).sum(axis=1) - ((a - n) ** 2).sum(axis=1) + 1)


def triplet_backward(u, a, p, n):
    on = (u * (triplet(a, p, n) > 0))[:, None]
    return 2 * on * (n - p), -2 * on * (a - p), 2 * on * (a - n)


def distances_backward(u, x, y):
    gap = 2 * u[:, :, None] * (x[:, None] - y[None])
    return gap.sum(axis=1), -gap.sum(axis=0)


def gru(h, z, r, n):
    return (1 - sig(z)) * np.tanh(n + sig(r) * h) + sig(z) * h


def gru_backward(u, h, z, r, n):
    s, q = sig(z), sig(r)
    t = np.tanh(n + q * h)
    dn = u * (1 - s) * (1 - t * t)
    return dn * q + u * s, u * (h - t) * s * (1 - s), dn * h * q * (1 - q), dn


def recurrent(x, W):
    h = np.zeros((2, 3))
    for step in x:
        h = np.tanh(step + h @ W)
    return h


def recurrent_backward(u, x, W, steps=4):
    hs = [np.zeros((2, 3))]
    for step in x:
        hs.append(np.tanh(step + hs[-1] @ W))
    dx, dW, d = np.zeros_like(x), np.zeros_like(W), u
    for t in range(3, 3 - steps, -1):
        d = d * (1 - hs[t + 1] ** 2)
        dx[t], dW = d, dW + hs[t].T @ d
        d = d @ W.T
    return dx, dW


def layers(c: Collection) -> None:
    c.op("layer norm", layer_norm, layer_norm_backward)
    c.right("generic", "smooth", normal(3, 5))
    c.right("inputs of 1e6", "scale", normal(3, 5, scale=1e6))
    c.wrong("last term missing", "smooth", normal(3, 5), lambda u, x: layer_norm_backward(u, x, 0.0))
    c.wrong("wrong axis", "smooth", normal(4, 4), lambda u, x: layer_norm_backward(u.T, x.T).T)
    gates = named(h=(2, 3), z=(2, 3), r=(2, 3), n=(2, 3))
    c.op("GRU cell", gru, gru_backward)
    c.right("generic", "smooth", gates)
    c.right("gates of 15", "saturation", named(15.0, h=(2, 3), z=(2, 3), r=(2, 3), n=(2, 3)))
    c.wrong(
        "path through r missing", "smooth", gates, lambda u, h, z, r, n: (u * sig(z), *gru_backward(u, h, z, r, n)[1:])
    )
    c.wrong(
        "dz sign",
        "smooth",
        gates,
        lambda u, h, z, r, n: tuple(s * g for s, g in zip((1, -1, 1, 1), gru_backward(u, h, z, r, n), strict=True)),
    )
    c.op("recurrent net", recurrent, recurrent_backward)
    c.right("four steps", "smooth", named(x=(4, 2, 3), W=(3, 3)))
    c.wrong("truncated to two", "smooth", named(x=(4, 2, 3), W=(3, 3)), lambda u, x, W: recurrent_backward(u, x, W, 2))
    c.wrong(
        "dW transposed",
        "smooth",
        named(x=(4, 2, 3), W=(3, 3)),
        lambda u, x, W: (recurrent_backward(u, x, W)[0], recurrent_backward(u, x, W)[1].T),
    )
    c.op("recurrent net in float32", single(lambda x, W: recurrent(x, W).astype(np.float32)), recurrent_backward)
    c.right("four steps", "float32", named(x=(4, 2, 3), W=(3, 3)))


def algebra(c: Collection) -> None:
    c.op("inverse", lambda x: np.linalg.inv(x + 3 * np.eye(3)), inverse_backward)
    c.right("generic", "smooth", normal(3, 3, scale=0.3))
    c.wrong("without transposes", "smooth", normal(3, 3, scale=0.3), lambda u, x: inverse_backward(u.T, x).T)
    c.wrong("sign", "smooth", normal(3, 3, scale=0.3), lambda u, x: -inverse_backward(u, x))
    c.op("outer product", lambda x, y: np.outer(x, y), lambda u, x, y: (u @ y, u.T @ x))
    c.right("generic", "smooth", named(x=(3,), y=(3,)))
    c.wrong("without transpose", "smooth", named(x=(3,), y=(3,)), lambda u, x, y: (u.T @ y, u @ x))
    c.op("unit length", lambda x: x / np.linalg.norm(x), unit_backward)
    c.right("generic", "smooth", normal(5))
    c.right("inputs of 1e-6", "scale", normal(5, scale=1e-6))
    c.wrong("projection missing", "smooth", normal(5), lambda u, x: u / np.linalg.norm(x))
    c.op("two outputs", lambda x, y: (x * y, np.exp(x)), lambda u, x, y: (u[0] * y + u[1] * np.exp(x), u[0] * x))
    c.right("generic", "smooth", named(x=(4,), y=(4,)))
    c.wrong("one output forgotten", "smooth", named(x=(4,), y=(4,)), lambda u, x, y: (u[0] * y, u[0] * x))


def inverse_backward(u, x):
    B = np.linalg.inv(x + 3 * np.eye(3))
    return -B.T @ u @ B.T


def unit_backward(u, x):
    size = np.linalg.norm(x)
    return (u - x * (x @ u) / size**2) / size


def pooled(x):
    return x.reshape(2, 2, 3, 2).max(axis=(1, 3))


def pooled_backward(u, x, extra=0.0):
    spread = np.repeat(np.repeat(pooled(x), 2, axis=0), 2, axis=1)
    best = (x == spread).astype(float)
    for i in range(0, 4, 2):
        for j in range(0, 6, 2):
            window = best[i : i + 2, j : j + 2]
            first = np.zeros(4)
            first[window.ravel().argmax()] = 1
            best[i : i + 2, j : j + 2] = first.reshape(2, 2) + extra * (window - first.reshape(2, 2))
    return best * np.repeat(np.repeat(u, 2, axis=0), 2, axis=1)


def board(rng):
    x = rng.normal(size=(4, 6))
    x[0, 0] = x[1, 1] = x[0, 1] = 3.0
    return {"x": x}


def reductions(c: Collection) -> None:
    c.op("max pooling", pooled, pooled_backward)
    c.right("generic", "kink", normal(4, 6))
    c.right("ties", "kink", board)
    c.wrong("ties, each gets all", "kink", board, lambda u, x: pooled_backward(u, x, 1.0))
    c.wrong("ties, shares sum to 1.8", "kink", board, lambda u, x: pooled_backward(u, x, 0.4))
    c.wrong("average instead", "smooth", normal(4, 6), lambda u, x: np.repeat(np.repeat(u, 2, axis=0), 2, axis=1) / 4)
    c.op("column minima", lambda x: x.min(axis=0), lambda u, x: u * (np.arange(3)[:, None] == x.argmin(axis=0)))
    c.right("generic", "kink", normal(3, 4))
    c.right("all tied", "kink", lambda rng: {"x": np.full((3, 2), 0.7)})
    c.wrong("maximum instead", "smooth", normal(3, 4), lambda u, x: u * (np.arange(3)[:, None] == x.argmax(axis=0)))
    c.wrong("all tied, each gets half", "kink", lambda rng: {"x": np.full((3, 2), 0.7)}, lambda u, x: u / 2 + 0 * x)
    c.op("cumulative product", lambda x: np.cumprod(x), cumprod_backward)
    c.right("generic", "smooth", normal(5))
    c.wrong("only the last factor", "smooth", normal(5), lambda u, x: u * np.cumprod(x) / x)


def linear(c: Collection) -> None:
    c.op("differences", lambda x: np.diff(x), lambda u, x: np.concatenate([[0], u]) - np.concatenate([u, [0]]))
    c.right("generic", "smooth", normal(6))
    c.wrong("sign", "smooth", normal(6), lambda u, x: np.concatenate([u, [0]]) - np.concatenate([[0], u]))
    c.op("mean of columns", lambda x: x.mean(axis=0), lambda u, x: np.tile(u / 4, (4, 1)))
    c.right("generic", "smooth", normal(4, 3))
    c.wrong("4 missing", "smooth", normal(4, 3), lambda u, x: np.tile(u, (4, 1)))
    c.wrong("one row missing", "smooth", normal(4, 3), lambda u, x: np.vstack([np.tile(u / 4, (3, 1)), 0 * u[None]]))
    c.op("broadcast scale", lambda x, s: x * s, lambda u, x, s: (u * s, (u * x).sum(axis=0)))
    c.right("generic", "smooth", named(x=(4, 3), s=(3,)))
    c.wrong("ds not summed", "smooth", named(x=(4, 3), s=(3,)), lambda u, x, s: (u * s, u * x))
    c.wrong("dx without s", "smooth", named(x=(4, 3), s=(3,)), lambda u, x, s: (u, (u * x).sum(axis=0)))
    keep = np.array([1.0, 0, 1, 1, 0])
    c.op("masked mean", lambda x: x @ keep / 3, lambda u, x: np.outer(u, keep) / 3)
    c.right("generic", "smooth", normal(4, 5))
    c.right("inputs of 1e6", "scale", normal(4, 5, scale=1e6))
    c.wrong("mask missing", "smooth", normal(4, 5), lambda u, x: np.outer(u, np.ones(5)) / 3)
    c.wrong("mean over all", "smooth", normal(4, 5), lambda u, x: np.outer(u, keep) / 5)
    c.op("cube of the trace", lambda x: float(np.trace(x) ** 3), lambda u, x: 3 * u * np.trace(x) ** 2 * np.eye(3))
    c.right("generic", "smooth", normal(3, 3))
    c.wrong("off the diagonal too", "smooth", normal(3, 3), lambda u, x: np.full((3, 3), 3 * u * np.trace(x) ** 2))
    c.wrong("3 missing", "smooth", normal(3, 3), lambda u, x: u * np.trace(x) ** 2 * np.eye(3))
    c.op("reshape and transpose", lambda x: x.reshape(4, 3).T, lambda u, x: u.T.reshape(2, 6))
    c.right("generic", "smooth", normal(2, 6))
    c.wrong("without transpose", "smooth", normal(2, 6), lambda u, x: u.reshape(2, 6))


def cumprod_backward(u, x):
    return np.array([(u[i:] * np.cumprod(x)[i:]).sum() / x[i] for i in range(x.size)])


def cases():
    c = Collection()
    losses(c)
    layers(c)
    algebra(c)
    reductions(c)
    linear(c)
    return c.cases

"""Fourth set, part two: many kinks, features of unlike size, large blocks, layers."""

from __future__ import annotations

import numpy as np
from collection import Collection, normal

FEATURES = np.random.default_rng(7).normal(size=(5, 3)) * np.array([1e8, 1.0, 1e-3])


def relu(z):
    return np.maximum(z, 0)


def zeros(size, share):
    def draw(rng):
        x = rng.normal(size=size)
        x[rng.permutation(size)[: int(share * size)]] = 0.0
        return {"x": x}

    return draw


def pairs(size):
    return lambda rng: {"x": np.repeat(rng.normal(size=size), 2).reshape(size, 2)}


def many_kinks(c: Collection) -> None:
    activations = {
        "relu": (relu, lambda x, at: np.where(x == 0, at, x > 0), (0.0, 1.0, 0.5), (2.0, -0.5)),
        "leaky relu": (
            lambda x: np.where(x > 0, x, 0.1 * x),
            lambda x, at: np.where(x == 0, at, np.where(x > 0, 1, 0.1)),
            (0.1, 1.0),
            (0.0, 1.5),
        ),
        "abs": (np.abs, lambda x, at: np.where(x == 0, at, np.sign(x)), (0.0, -1.0), (2.0,)),
    }
    for name, (f, slope, good, bad) in activations.items():
        for form, reduce in (("each", lambda y: y), ("sum", lambda y: float(y.sum()))):
            c.op(
                f"{name}, {form}, 300 zeros of 600",
                lambda x, f=f, r=reduce: r(f(x)),
                lambda u, x, s=slope, g=good: u * s(x, g[0]),
            )
            for value in good:
                c.right(f"{value:g} at 0", "kink", zeros(600, 0.5), lambda u, x, s=slope, v=value: u * s(x, v))
            for value in bad:
                c.wrong(f"{value:g} at 0", "kink", zeros(600, 0.5), lambda u, x, s=slope, v=value: u * s(x, v))
    for form, reduce, spread in (
        ("each", lambda y: y, lambda u: u[:, None]),
        ("sum", lambda y: float(y.sum()), lambda u: u),
    ):
        c.op(
            f"max of pairs, {form}, 150 ties",
            lambda x, r=reduce: r(x.max(axis=1)),
            lambda u, x, s=spread: s(u) * np.array([[0.5, 0.5]]) * np.ones_like(x),
        )
        for label, share in (("halves", (0.5, 0.5)), ("the first", (1, 0)), ("3 to 1", (0.75, 0.25))):
            c.right(label, "kink", pairs(150), lambda u, x, s=spread, w=share: s(u) * np.array([w]) * np.ones_like(x))
        for label, share in (("1 each", (1, 1)), ("nothing", (0, 0)), ("0.7 and 0.7", (0.7, 0.7))):
            c.wrong(label, "kink", pairs(150), lambda u, x, s=spread, w=share: s(u) * np.array([w]) * np.ones_like(x))


def features(c: Collection) -> None:
    c.op("features of 1e8, 1 and 1e-3", lambda W: FEATURES @ W, lambda u, W: FEATURES.T @ u)
    draw = lambda rng: {"W": rng.normal(size=(3, 2))}  # noqa: E731
    c.right("generic", "scale", draw)
    c.wrong("the middle one flipped", "scale", draw, lambda u, W: (FEATURES * [1, -1, 1]).T @ u)
    c.wrong("the middle one twice", "scale", draw, lambda u, W: (FEATURES * [1, 2, 1]).T @ u)
    weights = np.array([1e8, 1.0, 1e-6, 1.0])
    c.op("squares weighted by 1e8, 1, 1e-6", lambda x: weights * x * x, lambda u, x: 2 * weights * u * x)
    c.right("generic", "scale", normal(4))
    c.wrong("second sign", "scale", normal(4), lambda u, x: 2 * weights * [1, -1, 1, 1] * u * x)
    c.wrong("third zero", "scale", normal(4), lambda u, x: 2 * weights * [1, 1, 0, 1] * u * x)
    for count in (20, 40, 60):
        draw = lambda rng, n=count: {"x": rng.uniform(0.1, 0.9, size=n)}  # noqa: E731
        c.op(f"product of {count}", lambda x: float(np.prod(x)), lambda u, x: u * np.prod(x) / x)
        c.right("generic", "scale", draw)
        c.wrong("sign", "scale", draw, lambda u, x: -u * np.prod(x) / x)
        c.wrong("the factor itself not left out", "scale", draw, lambda u, x: u * np.prod(x) * np.ones_like(x))


def relu_networks(c: Collection) -> None:
    for rows, hidden in ((64, 32), (256, 64)):
        X, v = (np.random.default_rng(rows).normal(size=s) for s in ((rows, 8), (hidden,)))
        draw = lambda rng, h=hidden: {"W": rng.normal(size=(8, h)) / 3, "b": rng.normal(size=h)}  # noqa: E731
        for form in ("each row", "mean square"):

            def forward(W, b, X=X, v=v, form=form):
                out = relu(X @ W + b) @ v
                return out if form == "each row" else float(np.mean(out * out))

            def backward(u, W, b, X=X, v=v, form=form, mask=lambda z: z > 0, norm=1.0):
                z = X @ W + b
                d = u if form == "each row" else 2 * u * (relu(z) @ v) / len(X) * norm
                dz = d[:, None] * v * mask(z)
                return {"W": X.T @ dz, "b": dz.sum(axis=0)}

            c.op(f"relu network {rows} x {hidden}, {form}", forward, backward)
            c.right("generic", "kink", draw)
            for label, mask in (
                ("mask from |z|", lambda z: np.abs(z) > 0.3),
                ("leaky mask", lambda z: np.where(z > 0, 1, 0.01)),
                ("one unit 1 % off", lambda z: (z > 0) * np.where(np.arange(z.shape[1]) == 3, 1.01, 1)),
            ):
                c.wrong(label, "kink", draw, lambda u, W, b, B=backward, m=mask: B(u, W, b, mask=m))


def large_blocks(c: Collection) -> None:
    size = 1500
    weight, order = np.random.default_rng(3).normal(size=size), np.random.default_rng(4).permutation(size)
    for name, f, slope in (
        ("tanh", np.tanh, lambda x: 1 - np.tanh(x) ** 2),
        ("relu", relu, lambda x: (x > 0) * 1.0),
        ("leaky relu", lambda x: np.where(x > 0, x, 0.1 * x), lambda x: np.where(x > 0, 1, 0.1)),
    ):
        c.op(f"{name} of {size}", lambda x, f=f: float(f(x) @ weight), lambda u, x, s=slope: u * s(x) * weight)
        c.right("generic", "smooth", normal(size))
        for count, factor in ((6, 1.01), (17, -1), (100, 0), (300, 1.01), (size, 0.99)):
            spoilt = np.ones(size)
            spoilt[order[:count]] = factor
            c.wrong(
                f"{count} x {factor:g}", "smooth", normal(size), lambda u, x, s=slope, z=spoilt: u * s(x) * weight * z
            )
    X = np.random.default_rng(5).normal(size=(6, 40))
    c.op("tanh layer 40 x 30", lambda W: np.tanh(X @ W), lambda u, W: X.T @ (u * (1 - np.tanh(X @ W) ** 2)))
    draw = lambda rng: {"W": rng.normal(size=(40, 30)) / 6}  # noqa: E731
    c.right("generic", "smooth", draw)
    for label, mask in (("a column 0", np.arange(30) != 7), ("a row 0", (np.arange(40) != 3)[:, None])):
        c.wrong(label, "smooth", draw, lambda u, W, m=mask: X.T @ (u * (1 - np.tanh(X @ W) ** 2)) * m)


def layers(c: Collection) -> None:
    def norm(x):
        return (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)

    def norm_back(u, x, first=1.0, second=1.0):
        n = norm(x)
        g = u - first * u.mean(1, keepdims=True) - second * n * (u * n).mean(1, keepdims=True)
        return g / np.sqrt(x.var(1, keepdims=True) + 1e-5)

    c.op("layer normalisation", norm, norm_back)
    for label, scale in (("generic", 1.0), ("inputs of 1e-4", 1e-4), ("inputs of 1e6", 1e6)):
        c.right(label, "smooth" if scale == 1 else "scale", normal(4, 5, scale=scale))
    c.wrong("mean term missing", "smooth", normal(4, 5), lambda u, x: norm_back(u, x, first=0.0))
    c.wrong("variance term missing", "smooth", normal(4, 5), lambda u, x: norm_back(u, x, second=0.0))
    c.wrong("variance term twice", "scale", normal(4, 5, scale=1e6), lambda u, x: norm_back(u, x, second=2.0))

    def cosine(x, y):
        return (x * y).sum(1) / np.sqrt((x * x).sum(1) * (y * y).sum(1))

    def cosine_back(u, x, y, k=1.0):
        a, b, s = (x * x).sum(1), (y * y).sum(1), cosine(x, y)
        one = (u / np.sqrt(a * b))[:, None]
        return {"x": one * y - k * (u * s / a)[:, None] * x, "y": one * x - k * (u * s / b)[:, None] * y}

    both = lambda rng: {"x": rng.normal(size=(3, 4)), "y": rng.normal(size=(3, 4))}  # noqa: E731
    unlike = lambda rng: {"x": 1e6 * rng.normal(size=(3, 4)), "y": 1e-6 * rng.normal(size=(3, 4))}  # noqa: E731
    c.op("cosine similarity", cosine, cosine_back)
    c.right("generic", "smooth", both)
    c.right("1e6 and 1e-6", "scale", unlike)
    c.wrong("second term missing", "smooth", both, lambda u, x, y: cosine_back(u, x, y, k=0.0))
    c.wrong("second term missing, unlike sizes", "scale", unlike, lambda u, x, y: cosine_back(u, x, y, k=0.0))
    c.op(
        "hinge of pairs",
        lambda x: relu(1 - x[:, 0] + x[:, 1]),
        lambda u, x: (u * (1 - x[:, 0] + x[:, 1] > 0))[:, None] * np.array([-1.0, 1.0]),
    )
    tied = lambda rng: {"x": np.array([[2.0, 1.0], [0.5, 0.2], [3.0, 1.0], [1.25, 0.25]])}  # noqa: E731
    c.right("generic", "kink", normal(6, 2))
    c.right("on its kink", "kink", tied)
    c.wrong("both signs alike", "kink", tied, lambda u, x: (u * (1 - x[:, 0] + x[:, 1] > 0))[:, None] * np.ones(2))
    c.wrong(
        "twice on its kink",
        "kink",
        tied,
        lambda u, x: (
            (u * np.where(x[:, 0] - x[:, 1] == 1, 2, 1 - x[:, 0] + x[:, 1] > 0))[:, None] * np.array([-1.0, 1.0])
        ),
    )
    upstreams = {
        "squared": lambda u: u * np.abs(u),
        "its positive part": relu,
        "clipped": lambda u: np.clip(u, -1, 1),
        "forgotten": np.ones_like,
        "plus 0.1": lambda u: u + 0.1,
    }
    c.op("sine", lambda x: np.sin(x), lambda u, x: u * np.cos(x))
    for label, change in upstreams.items():
        c.wrong(f"upstream {label}", "smooth", normal(5), lambda u, x, f=change: f(u) * np.cos(x))
    draw = lambda rng: {"x": rng.normal(size=(3, 3))}  # noqa: E731
    c.op(
        "quadratic of a square",
        lambda x: float((x @ x).sum()),
        lambda u, x: u * (np.ones((3, 3)) @ x.T + x.T @ np.ones((3, 3))),
    )
    c.right("generic", "smooth", draw, lambda u, x: u * (np.ones((3, 3)) @ x.T + x.T @ np.ones((3, 3))))
    c.wrong("transposed", "smooth", draw, lambda u, x: u * (np.ones((3, 3)) @ x.T + x.T @ np.ones((3, 3))).T)


def cases():
    c = Collection()
    for part in (many_kinks, features, relu_networks, large_blocks, layers):
        part(c)
    return c.cases

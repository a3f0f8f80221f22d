"""First set, part two: losses, layers, ties and networks."""

from __future__ import annotations

import numpy as np
from collection import Collection, normal, single
from first_elementwise import sigmoid, softplus
from first_networks import networks

TIES = lambda rng: {"x": np.array([[3.0, 3, 1, -1], [2, 0, 2, 2]])}  # noqa: E731
LABELS = np.array([2, 0, 1, 2, 2])
TARGETS = np.array([[0.0, 1, 1], [1, 0, 0]])


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def softmax_backward(u, x):
    s = softmax(x)
    return s * (u - (s * u).sum(axis=1, keepdims=True))


def nll(x):
    shifted = x - x.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(5), LABELS]))


def nll_backward(u, x):
    s = softmax(x)
    s[np.arange(5), LABELS] -= 1
    return u * s / 5


def softmaxes(c: Collection) -> None:
    c.op("softmax", lambda x: softmax(x), softmax_backward)
    c.right("generic", "smooth", normal(3, 4))
    c.right("logits of 40", "saturation", normal(3, 4, scale=40.0))
    c.right("logits of 800", "saturation", normal(3, 4, scale=800.0))
    c.wrong("zeros", "smooth", normal(3, 4), lambda u, x: np.zeros_like(x))
    c.wrong("the sum missing", "smooth", normal(3, 4), lambda u, x: softmax(x) * u)
    c.wrong("diagonal only", "smooth", normal(3, 4), lambda u, x: softmax(x) * (1 - softmax(x)) * u)
    c.wrong(
        "wrong axis",
        "smooth",
        normal(3, 4),
        lambda u, x: softmax(x) * (u - (softmax(x) * u).sum(axis=0, keepdims=True)),
    )
    c.op("log-softmax and NLL", nll, nll_backward)
    c.right("generic", "smooth", normal(5, 3))
    c.right("logits of 40", "saturation", normal(5, 3, scale=40.0))
    c.right("logits of 800", "saturation", normal(5, 3, scale=800.0))
    c.right("logits of 1e-6", "scale", normal(5, 3, scale=1e-6))
    c.wrong("sum for mean", "smooth", normal(5, 3), lambda u, x: 5 * nll_backward(u, x))
    c.wrong("one-hot not subtracted", "smooth", normal(5, 3), lambda u, x: u * softmax(x) / 5)
    c.wrong("divided by N C", "smooth", normal(5, 3), lambda u, x: nll_backward(u, x) / 3)
    c.wrong("sign", "smooth", normal(5, 3), lambda u, x: -nll_backward(u, x))
    c.wrong("one row stale", "smooth", normal(5, 3), lambda u, x: nll_backward(u, np.vstack([x[:4], x[3:4]])))


def bce(x):
    return float(np.mean(np.maximum(x, 0) - x * TARGETS + np.log1p(np.exp(-np.abs(x)))))


def losses(c: Collection) -> None:
    c.op("logits BCE", bce, lambda u, x: u * (sigmoid(x) - TARGETS) / 6)
    c.right("generic", "smooth", normal(2, 3))
    c.right("logits of 40", "saturation", normal(2, 3, scale=40.0))
    c.right("logits of 800", "saturation", normal(2, 3, scale=800.0))
    c.wrong("1/N missing", "smooth", normal(2, 3), lambda u, x: u * (sigmoid(x) - TARGETS))
    c.wrong("y - p", "smooth", normal(2, 3), lambda u, x: u * (TARGETS - sigmoid(x)) / 6)
    c.wrong(
        "p(1 - p) too many",
        "smooth",
        normal(2, 3),
        lambda u, x: u * (sigmoid(x) - TARGETS) * sigmoid(x) * sigmoid(-x) / 6,
    )
    c.op(
        "logits BCE in float32",
        single(lambda x: np.mean(softplus(x) - x * TARGETS.astype(np.float32))),
        lambda u, x: u * (sigmoid(x) - TARGETS) / 6,
    )
    c.right("generic", "float32", normal(2, 3))
    c.wrong("sign", "float32", normal(2, 3), lambda u, x: u * (TARGETS - sigmoid(x)) / 6)


def mean_squares(c: Collection) -> None:
    c.op("MSE", lambda x, y: float(np.mean((x - y) ** 2)), mse_backward)
    for label, size in (("generic", 1.0), ("data of 1e6", 1e6), ("data of 1e-6", 1e-6)):
        kind = "smooth" if size == 1 else "scale"
        c.right(label, kind, pair(size))
        c.wrong(f"2 missing, {label}", kind, pair(size), lambda u, x, y: tuple(g / 2 for g in mse_backward(u, x, y)))
    c.wrong("sum for mean", "smooth", pair(1.0), lambda u, x, y: tuple(6 * g for g in mse_backward(u, x, y)))
    c.wrong("both the same sign", "smooth", pair(1.0), lambda u, x, y: (mse_backward(u, x, y)[0],) * 2)
    c.op(
        "MSE weighted 1e-6",
        lambda x, y: 1e-6 * float(np.mean((x - y) ** 2)),
        lambda u, x, y: mse_backward(1e-6 * u, x, y),
    )
    c.right("generic", "scale", pair(1.0))
    c.wrong("sign", "scale", pair(1.0), lambda u, x, y: mse_backward(-1e-6 * u, x, y))
    c.wrong("zero", "scale", pair(1.0), lambda u, x, y: (np.zeros_like(x), np.zeros_like(y)))
    c.op("MSE plus 1e6", lambda x, y: 1e6 + float(np.mean((x - y) ** 2)), mse_backward)
    c.right("generic", "scale", pair(1.0))
    c.wrong("2 missing", "scale", pair(1.0), lambda u, x, y: mse_backward(u / 2, x, y))
    c.op("MSE in float32", single(lambda x, y: np.mean((x - y) ** 2)), mse_backward)
    c.right("generic", "float32", pair(1.0))
    c.wrong("2 missing", "float32", pair(1.0), lambda u, x, y: mse_backward(u / 2, x, y))


def mse_backward(u, x, y):
    g = 2 * u * (x - y) / x.size
    return g, -g


def pair(size: float):
    return lambda rng: {"x": size * rng.normal(size=(2, 3)), "y": size * rng.normal(size=(2, 3))}


def affine_inputs(n: int, d: int, c: int, size: float = 1.0):
    return lambda rng: {"X": size * rng.normal(size=(n, d)), "W": rng.normal(size=(d, c)), "b": rng.normal(size=c)}


def affine(X, W, b):
    return X @ W + b


def affine_backward(u, X, W, b):
    return u @ W.T, X.T @ u, u.sum(axis=0)


def changed(k, function):
    """affine_backward with its k-th gradient replaced by a function of all three."""

    def backward(u, X, W, b):
        g = list(affine_backward(u, X, W, b))
        g[k] = function(g[k].copy(), u, X, W)
        return tuple(g)

    return backward


def scaled_entry(g, factor):
    g.flat[g.size // 2] *= factor
    return g


def layers(c: Collection) -> None:
    c.op("affine", affine, affine_backward)
    for label, size in (("generic", 1.0), ("inputs of 1e6", 1e6), ("inputs of 1e-6", 1e-6)):
        c.right(label, "smooth" if size == 1 else "scale", affine_inputs(5, 4, 3, size))
    odd, square = affine_inputs(5, 4, 3), affine_inputs(4, 4, 4)
    c.wrong("dX without transpose", "smooth", square, changed(0, lambda g, u, X, W: u @ W))
    c.wrong("dW transposed", "smooth", square, changed(1, lambda g, u, X, W: g.T))
    c.wrong("db a mean", "smooth", odd, changed(2, lambda g, u, X, W: u.mean(axis=0)))
    c.wrong("db over the wrong axis", "smooth", square, changed(2, lambda g, u, X, W: u.sum(axis=1)))
    c.wrong("dW off by 1e-3", "smooth", odd, changed(1, lambda g, u, X, W: 1.001 * g))
    c.wrong("dW off by 1e-5", "smooth", odd, changed(1, lambda g, u, X, W: (1 + 1e-5) * g))
    c.wrong(
        "one weight 1 % off", "smooth", affine_inputs(8, 30, 20), changed(1, lambda g, u, X, W: scaled_entry(g, 1.01))
    )
    c.wrong("one bias 10 % off", "smooth", odd, changed(2, lambda g, u, X, W: scaled_entry(g, 1.1)))
    c.wrong("X one row stale", "smooth", odd, changed(1, lambda g, u, X, W: np.roll(X, 1, axis=0).T @ u))
    c.op("affine in float32", single(affine), affine_backward)
    c.right("generic", "float32", odd)
    c.wrong("db a mean", "float32", odd, changed(2, lambda g, u, X, W: u.mean(axis=0)))
    c.op("matmul", lambda A, B: A @ B, lambda u, A, B: (u @ B.T, A.T @ u))
    c.right("generic", "smooth", matrices(3, 4, 2))
    c.right("square", "smooth", matrices(3, 3, 3))
    c.wrong("dA and dB swapped", "smooth", matrices(3, 3, 3), lambda u, A, B: (A.T @ u, u @ B.T))
    c.wrong("dA without transpose", "smooth", matrices(3, 3, 3), lambda u, A, B: (u @ B, A.T @ u))
    c.op("broadcast add", lambda x, b: x + b, lambda u, x, b: (u, u.sum(axis=0)))
    c.right("generic", "smooth", lambda rng: {"x": rng.normal(size=(3, 4)), "b": rng.normal(size=4)})
    c.wrong(
        "db not summed",
        "smooth",
        lambda rng: {"x": rng.normal(size=(3, 4)), "b": rng.normal(size=4)},
        lambda u, x, b: (u, u),
    )
    c.wrong(
        "db a mean",
        "smooth",
        lambda rng: {"x": rng.normal(size=(3, 4)), "b": rng.normal(size=4)},
        lambda u, x, b: (u, u.mean(axis=0)),
    )


def matrices(n: int, k: int, m: int):
    return lambda rng: {"A": rng.normal(size=(n, k)), "B": rng.normal(size=(k, m))}


def first(x):
    return np.eye(x.shape[1])[x.argmax(axis=1)]


def tied(x):
    return (x == x.max(axis=1, keepdims=True)).astype(float)


def ties(c: Collection) -> None:
    c.op("max of rows", lambda x: x.max(axis=1), lambda u, x: u[:, None] * first(x))
    c.right("generic", "kink", normal(3, 4))
    c.right("ties, first gets all", "kink", TIES)
    c.right("ties, last gets all", "kink", TIES, lambda u, x: u[:, None] * first(x[:, ::-1])[:, ::-1])
    c.right("ties, even split", "kink", TIES, lambda u, x: u[:, None] * tied(x) / tied(x).sum(axis=1, keepdims=True))
    c.wrong("argmin", "smooth", normal(3, 4), lambda u, x: u[:, None] * first(-x))
    c.wrong("ties, each gets all", "kink", TIES, lambda u, x: u[:, None] * tied(x))
    c.wrong("ties, each gets half", "kink", TIES, lambda u, x: u[:, None] * tied(x) / 2)
    c.wrong("ties, none gets any", "kink", TIES, lambda u, x: u[:, None] * 0 * x)


def cases():
    c = Collection()
    softmaxes(c)
    losses(c)
    mean_squares(c)
    layers(c)
    ties(c)
    networks(c)
    return c.cases

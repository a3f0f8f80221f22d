"""Second set, part two, written after the algorithm was frozen: layers, reorderings and networks."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal, single
from second_pointwise import lse, sigmoid

IDS = np.array([1, 3, 1, 0, 1])


def named(size=1.0, **shapes):
    return lambda rng: {name: size * rng.normal(size=shape) for name, shape in shapes.items()}


def glu_backward(u, a, b):
    s = sigmoid(b)
    return u * s, u * a * s * (1 - s)


def rms(x, g):
    return g * x / np.sqrt(np.mean(x * x, axis=1, keepdims=True))


def rms_backward(u, x, g, projection=1.0):
    r = np.sqrt(np.mean(x * x, axis=1, keepdims=True))
    ug = u * g
    return (ug - projection * x * np.mean(ug * x, axis=1, keepdims=True) / r**2) / r, (u * x / r).sum(axis=0)


def normed(x):
    centred = x - x.mean(axis=0)
    return centred / np.sqrt(np.mean(centred**2, axis=0) + 1e-5)


def batchnorm_backward(u, x, g, b, through=1.0):
    z, std, ug = normed(x), np.sqrt(x.var(axis=0) + 1e-5), u * g
    dx = (ug - through * (ug.mean(axis=0) + z * (ug * z).mean(axis=0))) / std
    return dx, (u * z).sum(axis=0), u.sum(axis=0)


def normalisations(c: Collection) -> None:
    c.op("GLU", lambda a, b: a * sigmoid(b), glu_backward)
    c.right("generic", "smooth", named(a=(2, 3), b=(2, 3)))
    c.right("gates at +-40", "saturation", lambda rng: {"a": rng.normal(size=3), "b": np.array([-40.0, 40, 0.1])})
    c.wrong("swapped", "smooth", named(a=(2, 3), b=(2, 3)), lambda u, a, b: glu_backward(u, a, b)[::-1])
    c.wrong("slope of the gate missing", "smooth", named(a=(2, 3), b=(2, 3)), lambda u, a, b: (u * sigmoid(b), u * a))
    c.op("RMSNorm", rms, rms_backward)
    c.right("generic", "smooth", named(x=(3, 4), g=(4,)))
    c.right("inputs of 1e-6", "scale", named(1e-6, x=(3, 4), g=(4,)))
    c.right("inputs of 1e6", "scale", named(1e6, x=(3, 4), g=(4,)))
    c.wrong("projection missing", "smooth", named(x=(3, 4), g=(4,)), lambda u, x, g: rms_backward(u, x, g, 0.0))
    c.wrong(
        "dg a mean",
        "smooth",
        named(x=(3, 4), g=(4,)),
        lambda u, x, g: (rms_backward(u, x, g)[0], rms_backward(u, x, g)[1] / 3),
    )


def batch_norms(c: Collection) -> None:
    c.op("batch norm", lambda x, g, b: g * normed(x) + b, batchnorm_backward)
    c.right("generic", "smooth", named(x=(6, 3), g=(3,), b=(3,)))
    c.wrong(
        "statistics held constant",
        "smooth",
        named(x=(6, 3), g=(3,), b=(3,)),
        lambda u, x, g, b: batchnorm_backward(u, x, g, b, 0.0),
    )
    c.wrong(
        "db a mean",
        "smooth",
        named(x=(6, 3), g=(3,), b=(3,)),
        lambda u, x, g, b: (*batchnorm_backward(u, x, g, b)[:2], u.mean(axis=0)),
    )
    c.op("batch norm in float32", single(lambda x, g, b: g * normed(x) + b), batchnorm_backward)
    c.right("generic", "float32", named(x=(6, 3), g=(3,), b=(3,)))
    c.wrong(
        "dg with the wrong sign",
        "float32",
        named(x=(6, 3), g=(3,), b=(3,)),
        lambda u, x, g, b: tuple(s * d for s, d in zip((1, -1, 1), batchnorm_backward(u, x, g, b), strict=True)),
    )
    c.op("cosine", lambda x, y: float(x @ y / np.sqrt((x @ x) * (y @ y))), cosine_backward)
    c.right("generic", "smooth", named(x=(5,), y=(5,)))
    c.right("inputs of 1e6", "scale", named(1e6, x=(5,), y=(5,)))
    c.wrong(
        "projection missing",
        "smooth",
        named(x=(5,), y=(5,)),
        lambda u, x, y: (u * y / np.sqrt((x @ x) * (y @ y)), cosine_backward(u, x, y)[1]),
    )


def cosine_backward(u, x, y):
    size, inner = np.sqrt((x @ x) * (y @ y)), x @ y
    return u * (y - x * inner / (x @ x)) / size, u * (x - y * inner / (y @ y)) / size


def attention(Q, K, V):
    z = Q @ K.T / np.sqrt(Q.shape[1])
    return np.exp(z - lse(z)[:, None]) @ V


def attention_backward(u, Q, K, V, root=None):
    root = np.sqrt(Q.shape[1]) if root is None else root
    z = Q @ K.T / np.sqrt(Q.shape[1])
    p = np.exp(z - lse(z)[:, None])
    dp = u @ V.T
    dz = p * (dp - (dp * p).sum(axis=1, keepdims=True)) / root
    return dz @ K, dz.T @ Q, p.T @ u


def conv(x, k):
    return np.array([[row[i : i + 3] @ k for i in range(6)] for row in x])


def conv_backward(u, x, k):
    dx = np.zeros_like(x)
    for i in range(6):
        dx[:, i : i + 3] += u[:, i : i + 1] * k
    return dx, np.array([(u * x[:, j : j + 6]).sum() for j in range(3)])


def lstm(z, c):
    i, f, o, g = sigmoid(z[0]), sigmoid(z[1]), sigmoid(z[2]), np.tanh(z[3])
    new = f * c + i * g
    return o * np.tanh(new), new


def lstm_backward(u, z, c, forget=None):
    i, f, o, g = sigmoid(z[0]), sigmoid(z[1]), sigmoid(z[2]), np.tanh(z[3])
    new = f * c + i * g
    t = np.tanh(new)
    d = u[1] + u[0] * o * (1 - t * t)
    before = c if forget is None else new
    dz = np.stack([d * g * i * (1 - i), d * before * f * (1 - f), u[0] * t * o * (1 - o), d * i * (1 - g * g)])
    return dz, d * f


def layers(c: Collection) -> None:
    qkv = named(Q=(3, 4), K=(3, 4), V=(3, 3))
    c.op("attention", attention, attention_backward)
    c.right("generic", "smooth", qkv)
    c.right("large logits", "saturation", named(6.0, Q=(3, 4), K=(3, 4), V=(3, 3)))
    c.wrong("root of d missing", "smooth", qkv, lambda u, Q, K, V: attention_backward(u, Q, K, V, 1.0))
    c.wrong(
        "dQ and dK swapped",
        "smooth",
        qkv,
        lambda u, Q, K, V: tuple(attention_backward(u, Q, K, V)[k] for k in (1, 0, 2)),
    )
    c.op("attention in float32", single(attention), attention_backward)
    c.right("generic", "float32", qkv)
    c.wrong("root of d missing", "float32", qkv, lambda u, Q, K, V: attention_backward(u, Q, K, V, 1.0))
    c.op("convolution", conv, conv_backward)
    c.right("generic", "smooth", named(x=(2, 8), k=(3,)))
    c.wrong(
        "dk reversed",
        "smooth",
        named(x=(2, 8), k=(3,)),
        lambda u, x, k: (conv_backward(u, x, k)[0], conv_backward(u, x, k)[1][::-1]),
    )
    c.wrong(
        "kernel reversed",
        "smooth",
        named(x=(2, 8), k=(3,)),
        lambda u, x, k: (conv_backward(u, x, k[::-1])[0], conv_backward(u, x, k)[1]),
    )
    c.wrong(
        "dx shifted by one",
        "smooth",
        named(x=(2, 8), k=(3,)),
        lambda u, x, k: (np.roll(conv_backward(u, x, k)[0], 1, axis=1), conv_backward(u, x, k)[1]),
    )


def cells(c: Collection) -> None:
    c.op("LSTM cell", lstm, lstm_backward)
    c.right("generic", "smooth", named(z=(4, 3), c=(3,)))
    c.right("gates of 20", "saturation", named(20.0, z=(4, 3), c=(3,)))
    c.wrong(
        "new cell in the forget gate", "smooth", named(z=(4, 3), c=(3,)), lambda u, z, c: lstm_backward(u, z, c, "new")
    )
    c.wrong(
        "dc without the forget gate",
        "smooth",
        named(z=(4, 3), c=(3,)),
        lambda u, z, c: (lstm_backward(u, z, c)[0], lstm_backward(u, z, c)[1] / sigmoid(z[1])),
    )
    c.op("embedding", lambda E: E[IDS], scattered)
    c.right("repeated ids", "smooth", named(E=(4, 3)))
    c.wrong("assigned, not added", "smooth", named(E=(4, 3)), lambda u, E: assigned(u, E))
    c.op(
        "bilinear form", lambda x, A, y: float(x @ A @ y), lambda u, x, A, y: (u * A @ y, u * np.outer(x, y), u * x @ A)
    )
    c.right("generic", "smooth", named(x=(3,), A=(3, 3), y=(3,)))
    c.wrong(
        "A transposed",
        "smooth",
        named(x=(3,), A=(3, 3), y=(3,)),
        lambda u, x, A, y: (u * A.T @ y, u * np.outer(x, y), u * x @ A),
    )
    c.wrong(
        "outer product transposed",
        "smooth",
        named(x=(3,), A=(3, 3), y=(3,)),
        lambda u, x, A, y: (u * A @ y, u * np.outer(y, x), u * x @ A),
    )


def scattered(u, E):
    d = np.zeros_like(E)
    np.add.at(d, IDS, u)
    return d


def assigned(u, E):
    d = np.zeros_like(E)
    d[IDS] = u
    return d


def back_to_place(u, x):
    d = np.zeros_like(x)
    d[np.argsort(x, kind="stable")] = u
    return d


def winners(x, share):
    """Where each pair of neighbours has its maximum; share says what tied entries get."""
    pairs = x.reshape(-1, 2)
    best = (pairs == pairs.max(axis=1, keepdims=True)).astype(float)
    if share == "first":
        best[best.sum(axis=1) == 2, 1] = 0
    return best.reshape(x.shape)


def reorderings(c: Collection) -> None:
    tied = fixed(3.0, 3.0, 1.0, -1.0, 2.0, 2.0)
    c.op("maxout", lambda x: x.reshape(-1, 2).max(axis=1), lambda u, x: np.repeat(u, 2) * winners(x, "first"))
    c.right("generic", "kink", normal(6))
    c.right("ties", "kink", tied)
    c.wrong("ties, both get all", "kink", tied, lambda u, x: np.repeat(u, 2) * winners(x, "all"))
    c.wrong("loser gets it", "smooth", normal(6), lambda u, x: np.repeat(u, 2) * (1 - winners(x, "first")))
    c.op("max gate", lambda x, y: np.maximum(x, y), lambda u, x, y: (u * (x >= y), u * (x < y)))
    c.right("generic", "kink", named(x=(5,), y=(5,)))
    c.right("ties", "kink", lambda rng: {"x": np.ones(3), "y": np.array([1.0, 2, 1])})
    c.wrong(
        "ties, both get all",
        "kink",
        lambda rng: {"x": np.ones(3), "y": np.array([1.0, 2, 1])},
        lambda u, x, y: (u * (x >= y), u * (x <= y)),
    )


def orders(c: Collection) -> None:
    c.op("sort", lambda x: np.sort(x), back_to_place)
    c.right("generic", "kink", normal(6))
    c.right("a tied pair", "kink", fixed(2.0, 1.0, 2.0, 5.0))
    c.right("three tied", "kink", fixed(1.0, 1.0, 3.0, 1.0))
    c.wrong("not put back", "smooth", fixed(2.0, -1.0, 5.0, 0.0), lambda u, x: u)
    c.wrong(
        "put back twice", "smooth", fixed(2.0, 5.0, -1.0, 0.0, 3.0), lambda u, x: back_to_place(back_to_place(u, x), x)
    )
    c.op("median", lambda x: float(np.median(x)), lambda u, x: u * (np.argsort(np.argsort(x)) == 2))
    c.right("generic", "kink", normal(5))
    c.wrong("mean", "smooth", normal(5), lambda u, x: np.full(5, u / 5))
    c.op("cumulative sum", lambda x: np.cumsum(x), lambda u, x: np.cumsum(u[::-1])[::-1])
    c.right("generic", "smooth", normal(6))
    c.wrong("from the wrong end", "smooth", normal(6), lambda u, x: np.cumsum(u))
    c.op("roll", lambda x: np.roll(x, 2), lambda u, x: np.roll(u, -2))
    c.right("generic", "smooth", normal(7))
    c.wrong("same direction", "smooth", normal(7), lambda u, x: np.roll(u, 2))


def extremes(c: Collection) -> None:
    hot = lambda x: np.exp(1e3 * x - lse(1e3 * x)[:, None])  # noqa: E731
    c.op("softmax at T = 1e-3", hot, lambda u, x: 1e3 * hot(x) * (u - (u * hot(x)).sum(axis=1, keepdims=True)))
    c.right("close logits", "scale", normal(2, 3, scale=1e-3))
    c.wrong(
        "1/T missing",
        "scale",
        normal(2, 3, scale=1e-3),
        lambda u, x: hot(x) * (u - (u * hot(x)).sum(axis=1, keepdims=True)),
    )
    wide = np.random.default_rng(7).normal(size=(3, 400))
    mask = lambda x: wide[0] * x[0] + wide[1] > 0  # noqa: E731
    c.op(
        "line through 400 kinks",
        lambda x: float(np.maximum(wide[0] * x[0] + wide[1], 0) @ wide[2]) / 20,
        lambda u, x: np.array([u * (wide[0] * mask(x)) @ wide[2] / 20]),
    )
    c.right("generic", "kink", normal(1))
    c.wrong("mask missing", "kink", normal(1), lambda u, x: np.array([u * wide[0] @ wide[2] / 20]))


def cases():
    c = Collection()
    normalisations(c)
    batch_norms(c)
    layers(c)
    cells(c)
    reorderings(c)
    orders(c)
    extremes(c)
    return c.cases

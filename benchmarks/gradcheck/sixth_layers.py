"""Sixth set, part one, written before the checker was tried on it: layers with masks, groups, recursions and indices."""

from __future__ import annotations

import numpy as np
from collection import Collection
from fifth_layers import named, softmax, softmax_back
from fifth_pointwise import sig

CAUSAL = np.tril(np.ones((5, 5), dtype=bool))
PADDED = np.array([True, True, True, False, False])


def masked_attention(mask, floor=-np.inf):
    def weights(q, k):
        return softmax(np.where(mask, q @ k.T / 2, floor))

    def back(u, q, k, v, see=mask, scale=0.5):
        p = softmax(np.where(see, q @ k.T / 2, floor))
        d = softmax_back(u @ v.T, p) * scale
        return {"q": d @ k, "k": d.T @ q, "v": p.T @ u}

    return lambda q, k, v: weights(q, k) @ v, back


def attention(c: Collection) -> None:
    draw, square = named(q=(5, 4), k=(5, 4), v=(5, 3)), named(q=(5, 5), k=(5, 5), v=(5, 5))
    for label, mask, floor in (("causal", CAUSAL, -np.inf), ("padded, -1e9", PADDED, -1e9)):
        forward, back = masked_attention(mask, floor)
        c.op(f"attention, {label} mask", forward, back)
        c.right("generic", "smooth", draw)
        c.right("logits of 60", "saturation", named(5.0, q=(5, 4), k=(5, 4), v=(5, 3)))
        everything = np.ones((5, 5), dtype=bool)
        c.wrong("mask forgotten", "smooth", draw, lambda *g, b=back, m=everything, **x: b(*g, **x, see=m))
        c.wrong("scale twice", "smooth", draw, lambda *g, b=back, **x: b(*g, **x, scale=0.25))
        c.wrong("dk transposed", "smooth", square, lambda *g, b=back, **x: {**b(*g, **x), "k": b(*g, **x)["k"].T})
    c.op("rotary positions", lambda q: _turn(q, 1), lambda u, q: _turn(u, -1))
    c.right("generic", "smooth", named(q=(4, 6)))
    c.wrong("turned the same way", "smooth", named(q=(4, 6)), lambda u, q: _turn(u, 1))


def _turn(q, way):
    angle = np.arange(q.shape[0])[:, None] * np.array([1.0, 0.1, 0.01])
    a, b = q[:, 0::2], q[:, 1::2]
    turned = np.empty_like(q)
    turned[:, 0::2] = a * np.cos(angle) - way * b * np.sin(angle)
    turned[:, 1::2] = way * a * np.sin(angle) + b * np.cos(angle)
    return turned


def group_norm(x, g, b, groups=2):
    n = _by_groups(x, groups)[0]
    return n * g[:, None] + b[:, None]


def _by_groups(x, groups, eps=1e-5):
    z = x.reshape(x.shape[0], groups, -1)
    s = np.sqrt(z.var(axis=2, keepdims=True) + eps)
    return ((z - z.mean(axis=2, keepdims=True)) / s).reshape(x.shape), s


def group_norm_back(u, x, g, b, groups=2, mean=1.0, eps=1e-5):
    n, s = _by_groups(x, groups, eps)
    v, z = ((t * 1.0).reshape(x.shape[0], groups, -1) for t in (u * g[:, None], n))
    d = (v - mean * v.mean(axis=2, keepdims=True) - z * (v * z).mean(axis=2, keepdims=True)) / s
    return {"x": d.reshape(x.shape), "g": (u * n).sum(axis=(0, 2)), "b": u.sum(axis=(0, 2))}


def norms(c: Collection) -> None:
    draw = named(x=(2, 4, 3), g=(4,), b=(4,))
    c.op("group norm", group_norm, group_norm_back)
    c.right("generic", "smooth", draw)
    c.right("offset of 1000", "scale", lambda rng: {**draw(rng), "x": 1000 + rng.normal(size=(2, 4, 3))})
    c.right("inputs of 1e-3", "scale", lambda rng: {**draw(rng), "x": 1e-3 * rng.normal(size=(2, 4, 3))})
    c.wrong("one group", "smooth", draw, lambda u, x, g, b: group_norm_back(u, x, g, b, groups=1))
    c.wrong("mean term missing", "smooth", draw, lambda u, x, g, b: group_norm_back(u, x, g, b, mean=0.0))
    c.wrong("another eps", "smooth", draw, lambda u, x, g, b: group_norm_back(u, x, g, b, eps=1e-2))
    c.wrong("db of the first row", "smooth", draw, lambda u, x, g, b: {**group_norm_back(u, x, g, b), "b": u[0].sum(1)})
    mean, var = np.array([0.5, -1.0, 2.0]), np.array([1.0, 4.0, 0.01])
    c.op(
        "batch norm of test time",
        lambda x, g: g * (x - mean) / np.sqrt(var + 1e-5),
        lambda u, x, g: (u * g / np.sqrt(var + 1e-5), (u * (x - mean) / np.sqrt(var + 1e-5)).sum(axis=0)),
    )
    c.right("generic", "smooth", named(x=(5, 3), g=(3,)))
    c.wrong(
        "mean taken off",
        "smooth",
        named(x=(5, 3), g=(3,)),
        lambda u, x, g: ((u - u.mean(axis=0)) * g / np.sqrt(var + 1e-5), (u * (x - mean) / np.sqrt(var + 1e-5)).sum(0)),
    )
    c.op("weight norm", lambda v, g: g * v / np.linalg.norm(v, axis=0), _weight_norm_back)
    c.right("generic", "smooth", named(v=(4, 3), g=(3,)))
    c.right("directions of 1e-4", "scale", lambda rng: {"v": 1e-4 * rng.normal(size=(4, 3)), "g": rng.normal(size=3)})
    c.wrong("projection missing", "smooth", named(v=(4, 3), g=(3,)), lambda u, v, g: _weight_norm_back(u, v, g, 0.0))


def _weight_norm_back(u, v, g, part=1.0):
    size = np.linalg.norm(v, axis=0)
    along = (u * v).sum(axis=0) / size
    return {"v": g / size * (u - part * along * v / size), "g": along}


def gru(x, h, W, U, V):
    zr = sig(np.concatenate([x, h], axis=1) @ W)
    z, r = np.split(zr, 2, axis=1)
    return (1 - z) * h + z * np.tanh(x @ U + (r * h) @ V)


def gru_back(u, x, h, W, U, V, reset=1.0, direct=1.0):
    both = np.concatenate([x, h], axis=1)
    z, r = np.split(sig(both @ W), 2, axis=1)
    n = np.tanh(x @ U + (r * h) @ V)
    dn = u * z * (1 - n * n)
    drh = dn @ V.T
    dzr = np.concatenate([u * (n - h) * z * (1 - z), reset * drh * h * r * (1 - r)], axis=1)
    d = dzr @ W.T
    return {
        "x": d[:, : x.shape[1]] + dn @ U.T,
        "h": d[:, x.shape[1] :] + drh * r + direct * u * (1 - z),
        "W": both.T @ dzr,
        "U": x.T @ dn,
        "V": (r * h).T @ dn,
    }


def unrolled(x, h, W):
    for t in range(x.shape[0]):
        h = np.tanh(x[t] + h @ W)
    return h


def unrolled_back(u, x, h, W, stale=False, steps=9):
    seen = [h]
    for t in range(x.shape[0]):
        seen.append(np.tanh(x[t] + seen[-1] @ W))
    dx, dW = np.zeros_like(x), np.zeros_like(W)
    for t in reversed(range(x.shape[0])):
        if x.shape[0] - t > steps:
            return {"x": dx, "h": np.zeros_like(h), "W": dW}
        d = u * (1 - seen[t + 1] ** 2)
        dx[t] = d
        dW += (seen[t + 1] if stale else seen[t]).T @ d
        u = d @ W.T
    return {"x": dx, "h": u, "W": dW}


def recurrent(c: Collection) -> None:
    draw = named(x=(3, 2), h=(3, 4), W=(6, 8), U=(2, 4), V=(4, 4))
    c.op("GRU step", gru, gru_back)
    c.right("generic", "smooth", draw)
    c.right("gates of 0 and 1", "saturation", lambda rng: {**draw(rng), "W": 30 * rng.normal(size=(6, 8))})
    c.wrong("reset gate's gradient 0", "smooth", draw, lambda u, **x: gru_back(u, **x, reset=0.0))
    c.wrong("direct path missing", "smooth", draw, lambda u, **x: gru_back(u, **x, direct=0.0))
    c.wrong("dV of h, not of r h", "smooth", draw, _gru_of_h)
    states = named(x=(6, 2, 3), h=(2, 3), W=(3, 3))
    c.op("RNN over six steps", unrolled, unrolled_back)
    c.right("generic", "smooth", states)
    c.right("weights of 5", "saturation", named(3.0, x=(6, 2, 3), h=(2, 3), W=(3, 3)))
    c.wrong("stale states", "smooth", states, lambda u, **x: unrolled_back(u, **x, stale=True))
    c.wrong("truncated to three steps", "smooth", states, lambda u, **x: unrolled_back(u, **x, steps=3))
    c.op("Euler steps", lambda x, A: _euler(x, A)[-1], _euler_back)
    c.right("generic", "smooth", named(x=(3,), A=(3, 3)))
    c.wrong("one step too few", "smooth", named(x=(3,), A=(3, 3)), lambda u, x, A: _euler_back(u, x, A, 7))


def _gru_of_h(u, **x):
    gradient = gru_back(u, **x)
    z = np.split(sig(np.concatenate([x["x"], x["h"]], axis=1) @ x["W"]), 2, axis=1)
    n = np.tanh(x["x"] @ x["U"] + (z[1] * x["h"]) @ x["V"])
    return {**gradient, "V": x["h"].T @ (u * z[0] * (1 - n * n))}


def _euler(x, A):
    states = [x]
    for _ in range(8):
        states.append(states[-1] + 0.1 * np.sin(A @ states[-1]))
    return states


def _euler_back(u, x, A, steps=8):
    dA = np.zeros_like(A)
    for state in reversed(_euler(x, A)[:-1][-steps:]):
        d = 0.1 * u * np.cos(A @ state)
        dA += np.outer(d, state)
        u = u + A.T @ d
    return {"x": u, "A": dA}


def einsums(c: Collection) -> None:
    draw = named(a=(3, 4, 4), b=(3, 4, 4))
    c.op(
        "batched product",
        lambda a, b: np.einsum("bij,bjk->bik", a, b),
        lambda u, a, b: (np.einsum("bik,bjk->bij", u, b), np.einsum("bij,bik->bjk", a, u)),
    )
    c.right("generic", "smooth", draw)
    c.wrong("da of the untransposed", "smooth", draw, lambda u, a, b: (u @ b, a.transpose(0, 2, 1) @ u))
    c.op(
        "shared weight",
        lambda x, w: np.einsum("bij,jk->bik", x, w),
        lambda u, x, w: (u @ w.T, np.einsum("bij,bik->jk", x, u)),
    )
    c.right("generic", "smooth", named(x=(3, 2, 4), w=(4, 5)))
    c.wrong("batch's mean", "smooth", named(x=(3, 2, 4), w=(4, 5)), lambda u, x, w: (u @ w.T, _mean_of(u, x)))
    c.wrong("first of the batch", "smooth", named(x=(3, 2, 4), w=(4, 5)), lambda u, x, w: (u @ w.T, x[0].T @ u[0]))
    c.op(
        "trilinear",
        lambda p, q, t: np.einsum("ia,ib,abc->ic", p, q, t),
        lambda u, p, q, t: (
            np.einsum("ic,ib,abc->ia", u, q, t),
            np.einsum("ic,ia,abc->ib", u, p, t),
            np.einsum("ic,ia,ib->abc", u, p, q),
        ),
    )
    draw = named(p=(4, 3), q=(4, 3), t=(3, 3, 2))
    c.right("generic", "smooth", draw)
    c.wrong(
        "a and b exchanged",
        "smooth",
        draw,
        lambda u, p, q, t: (
            np.einsum("ic,ib,bac->ia", u, q, t),
            np.einsum("ic,ia,abc->ib", u, p, t),
            np.einsum("ic,ia,ib->abc", u, p, q),
        ),
    )


def _mean_of(u, x):
    return np.einsum("bij,bik->jk", x, u) / x.shape[0]


def up(x, w):
    """A transposed convolution of stride 2: x (n, c, t), w (c, f, k)."""
    y = np.zeros((x.shape[0], w.shape[1], 2 * (x.shape[2] - 1) + w.shape[2]))
    for t in range(x.shape[2]):
        y[:, :, 2 * t : 2 * t + w.shape[2]] += np.einsum("nc,cfk->nfk", x[:, :, t], w)
    return y


def up_back(u, x, w, shift=0, flip=1):
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for t in range(x.shape[2]):
        window = np.roll(u, -shift, axis=2)[:, :, 2 * t : 2 * t + w.shape[2]]
        dx[:, :, t] = np.einsum("nfk,cfk->nc", window, w[:, :, ::flip])
        dw += np.einsum("nc,nfk->cfk", x[:, :, t], window)
    return {"x": dx, "w": dw}


def conv2(x, w):
    p = np.pad(x, ((1, 1), (1, 1)))
    return sum(w[i, j] * p[i : i + x.shape[0], j : j + x.shape[1]] for i in range(3) for j in range(3))


def conv2_back(u, x, w, crop=1):
    p = np.pad(x, ((1, 1), (1, 1)))
    dp, dw = np.zeros_like(p), np.zeros_like(w)
    for i in range(3):
        for j in range(3):
            dp[i : i + x.shape[0], j : j + x.shape[1]] += w[i, j] * u
            dw[i, j] = (u * p[i : i + x.shape[0], j : j + x.shape[1]]).sum()
    return {"x": dp[crop : crop + x.shape[0], crop : crop + x.shape[1]], "w": dw}


def pool(x):
    return x.reshape(x.shape[0] // 2, 2, x.shape[1] // 2, 2).max(axis=(1, 3))


def pool_back(u, x, shares=True):
    wide = pool(x).repeat(2, axis=0).repeat(2, axis=1)
    mask = (x == wide) * 1.0
    many = mask.reshape(x.shape[0] // 2, 2, -1, 2).sum(axis=(1, 3)).repeat(2, axis=0).repeat(2, axis=1)
    return u.repeat(2, axis=0).repeat(2, axis=1) * mask / (many if shares else 1.0)


def images(c: Collection) -> None:
    draw = named(x=(2, 3, 4), w=(3, 2, 3))
    c.op("transposed convolution", up, up_back)
    c.right("generic", "smooth", draw)
    c.wrong("kernel flipped", "smooth", draw, lambda u, x, w: up_back(u, x, w, flip=-1))
    c.wrong("window one further", "smooth", draw, lambda u, x, w: up_back(u, x, w, shift=1))
    c.op("padded convolution", conv2, conv2_back)
    c.right("generic", "smooth", named(x=(5, 6), w=(3, 3)))
    c.wrong("wrong crop of the padding", "smooth", named(x=(5, 6), w=(3, 3)), lambda u, x, w: conv2_back(u, x, w, 2))
    c.wrong("wrong crop, 0", "smooth", named(x=(5, 6), w=(3, 3)), lambda u, x, w: conv2_back(u, x, w, 0))
    half = lambda rng: {"x": np.maximum(rng.normal(size=(6, 8)), 0)}  # noqa: E731
    c.op("maximum of 2 x 2", pool, pool_back)
    c.right("generic", "kink", named(x=(6, 8)))
    c.right("after a relu, shares", "kink", half)
    c.wrong("after a relu, 1 to each zero", "kink", half, lambda u, x: pool_back(u, x, False))
    c.op("edges reflected", lambda x: np.pad(x, 2, mode="reflect"), _reflect_back)
    c.right("generic", "smooth", named(x=(6,)))
    c.wrong("reflections forgotten", "smooth", named(x=(6,)), lambda u, x: u[2:-2])
    c.op("depth to space", _to_space, lambda u, x: u.reshape(3, 2, 3, 2).transpose(1, 3, 0, 2).reshape(4, 3, 3))
    c.right("generic", "smooth", named(x=(4, 3, 3)))
    c.wrong(
        "axes exchanged",
        "smooth",
        named(x=(4, 3, 3)),
        lambda u, x: u.reshape(3, 2, 3, 2).transpose(3, 1, 0, 2).reshape(4, 3, 3),
    )


def _to_space(x):
    return x.reshape(2, 2, 3, 3).transpose(2, 0, 3, 1).reshape(6, 6)


def _reflect_back(u, x):
    d = u[2:-2].copy()
    d[1:3] += u[1::-1]
    d[-3:-1] += u[:-3:-1]
    return d


WORDS = np.array([[0, 2, 2], [5, 0, 2]])


def embedding_back(u, E, scale=None):
    d = np.zeros_like(E)
    np.add.at(d, WORDS, u * np.cos(E[WORDS]))
    return d


def _last_wins(u, E):
    d = np.zeros_like(E)
    d[WORDS] = u * np.cos(E[WORDS])
    return d


def indices(c: Collection) -> None:
    c.op("embedding, repeated words", lambda E: np.sin(E[WORDS]), embedding_back)
    c.right("generic", "smooth", named(E=(7, 3)))
    c.wrong("the last word wins", "smooth", named(E=(7, 3)), _last_wins)
    c.wrong("next row", "smooth", named(E=(7, 3)), lambda u, E: np.roll(embedding_back(u, E), 1, axis=0))
    c.op("cumulative sum", lambda x: np.cumsum(x**2), lambda u, x: 2 * x * np.cumsum(u[::-1])[::-1])
    c.right("generic", "smooth", named(x=(7,)))
    c.wrong("not reversed", "smooth", named(x=(7,)), lambda u, x: 2 * x * np.cumsum(u))
    c.op("cumulative product", lambda x: np.cumprod(x), _product_back)
    zero = lambda rng: {"x": np.where(np.arange(6) == 3, 0.0, rng.normal(size=6))}  # noqa: E731
    c.right("generic", "smooth", lambda rng: {"x": 1 + 0.3 * rng.normal(size=6)})
    c.right("with a zero", "smooth", zero)
    c.wrong("with a zero, by division", "smooth", zero, _by_division)
    keep = np.random.default_rng(3).random((4, 6)) > 0.4
    c.op("dropout, fixed mask", lambda x: np.tanh(x) * keep / 0.6, lambda u, x: u * (1 - np.tanh(x) ** 2) * keep / 0.6)
    c.right("generic", "smooth", named(x=(4, 6)))
    c.wrong("not scaled", "smooth", named(x=(4, 6)), lambda u, x: u * (1 - np.tanh(x) ** 2) * keep)
    c.wrong("mask forgotten", "smooth", named(x=(4, 6)), lambda u, x: u * (1 - np.tanh(x) ** 2) / 0.6)
    c.op(
        "residual",
        lambda x, w: x + np.tanh(x @ w),
        lambda u, x, w: (u + u * (1 - np.tanh(x @ w) ** 2) @ w.T, x.T @ (u * (1 - np.tanh(x @ w) ** 2))),
    )
    draw = named(x=(3, 4), w=(4, 4))
    c.right("generic", "smooth", draw)
    c.wrong(
        "product before the slope",
        "smooth",
        draw,
        lambda u, x, w: (u + (u @ w.T) * (1 - np.tanh(x @ w) ** 2), x.T @ (u * (1 - np.tanh(x @ w) ** 2))),
    )
    c.wrong("skip forgotten", "smooth", draw, _no_skip)


def _no_skip(u, x, w):
    d = u * (1 - np.tanh(x @ w) ** 2)
    return d @ w.T, x.T @ d


def _product_back(u, x):
    d = np.zeros_like(x)
    for i in range(x.size):
        for j in range(i, x.size):
            d[i] += u[j] * np.prod(np.delete(x[: j + 1], i))
    return d


def _by_division(u, x):
    return np.cumsum((u * np.cumprod(x))[::-1])[::-1] / x


def cases():
    c = Collection()
    for part in (attention, norms, recurrent, einsums, images, indices):
        part(c)
    return c.cases

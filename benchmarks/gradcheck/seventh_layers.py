"""Seventh set, part two, written before the checker was tried on it: extremes, norms with eps, windows, masks, noise, float32."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal, single
from fifth_layers import named, softmax, softmax_back
from fifth_pointwise import sig


def lse(x):
    top = x.max(axis=-1, keepdims=True)
    return (top + np.log(np.exp(x - top).sum(axis=-1, keepdims=True)))[..., 0]


def extremes(c: Collection) -> None:
    c.op("log-sum-exp of rows", lse, lambda u, x: u[:, None] * softmax(x))
    c.right("all near -10000", "saturation", lambda rng: {"x": rng.normal(size=(3, 4)) - 1e4})
    c.right("10000 beside -10000", "saturation", lambda rng: {"x": 1e4 * rng.choice([-1.0, 1.0], (3, 4))})
    low = lambda rng: {"x": rng.normal(size=(3, 4)) - 1e4}  # noqa: E731
    c.wrong("not shifted, so 0", "saturation", low, lambda u, x: u[:, None] * np.exp(x))
    c.wrong("over columns", "smooth", normal(3, 3), lambda u, x: u[:, None] * softmax(x.T).T)
    c.op("log of 1 - exp(-x)", lambda x: np.log(-np.expm1(-x)), lambda u, x: u / np.expm1(x))
    c.right("1e-6 to 40", "scale", fixed(1e-6, 1e-3, 0.5, 5.0, 40.0))
    c.wrong("sign", "smooth", fixed(1e-3, 0.5, 5.0), lambda u, x: -u / np.expm1(x))
    c.wrong("1 - e^-x below", "smooth", fixed(1e-3, 0.5, 5.0), lambda u, x: -u / np.expm1(-x))
    c.op("entropy of softmax", _entropy, _entropy_back)
    c.right("generic", "smooth", normal(4, 5))
    c.right("logits of 100", "saturation", normal(4, 5, scale=100.0))
    c.wrong("entropy missing", "smooth", named(x=(4, 5)), lambda u, x: _entropy_back(u, x, 0.0))
    c.op("angle", lambda y, x: np.arctan2(y, x), lambda u, y, x: (u * x / (x * x + y * y), -u * y / (x * x + y * y)))
    c.right("generic", "smooth", named(y=(6,), x=(6,)))
    c.right("beside the cut", "smooth", lambda rng: {"y": np.array([1e-3, -1e-3]), "x": np.array([-1.0, -2.0])})
    c.wrong(
        "sign of dx", "smooth", named(y=(6,), x=(6,)), lambda u, y, x: (u * x / (x**2 + y**2), u * y / (x**2 + y**2))
    )


def _entropy(x):
    p = softmax(x)
    return lse(x) - (p * x).sum(axis=-1)


def _entropy_back(u, x, own=1.0):
    p = softmax(x)
    log_p = x - lse(x)[:, None]
    return -u[:, None] * p * (log_p + own * _entropy(x)[:, None])


def instance(x, eps=1e-5):
    return (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + eps)


def instance_back(u, x, eps=1e-5, outside=False):
    centred, variance = x - x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    s = np.sqrt(variance) + eps if outside else np.sqrt(variance + eps)
    return (u - u.mean(axis=1, keepdims=True)) / s - centred * (u * centred).mean(axis=1, keepdims=True) / s**3


def _one_flat(rng):
    x = rng.normal(size=(3, 6))
    x[1] = 2.5
    return {"x": x}


def norms(c: Collection) -> None:
    c.op("instance norm", instance, instance_back)
    c.right("one row constant", "scale", _one_flat)
    c.wrong("one row constant, eps outside", "scale", _one_flat, lambda u, x: instance_back(u, x, outside=True))
    c.wrong("one row constant, nothing for it", "scale", _one_flat, lambda u, x: _without(instance_back(u, x), 1))
    c.op("instance norm, eps 1e-12", lambda x: instance(x, 1e-12), lambda u, x: instance_back(u, x, 1e-12))
    c.right("one row constant", "scale", _one_flat)
    c.wrong(
        "one row constant, nothing for it", "scale", _one_flat, lambda u, x: _without(instance_back(u, x, 1e-12), 1)
    )
    c.op("unit rows, norm at least 1e-3", _unit, _unit_back)
    c.right("generic", "smooth", normal(3, 4))
    c.right("below the least", "scale", normal(3, 4, scale=1e-5))
    c.wrong("projection missing", "smooth", normal(3, 4), lambda u, x: _unit_back(u, x, 0.0))
    c.wrong("below the least, projected", "scale", normal(3, 4, scale=1e-4), lambda u, x: _unit_back(u, x, 1.0, True))
    c.op("sample deviation", lambda x: x.std(axis=0, ddof=1), _deviation_back)
    c.right("generic", "smooth", normal(5, 3))
    c.right("1e-3 around 1e6", "scale", lambda rng: {"x": 1e6 + 1e-3 * rng.normal(size=(5, 3))})
    c.wrong("over N", "smooth", normal(5, 3), lambda u, x: _deviation_back(u, x) * 4 / 5)


def _without(d, row):
    d = d.copy()
    d[row] = 0
    return d


def _unit(x):
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-3)


def _unit_back(u, x, project=1.0, always=False):
    size = np.linalg.norm(x, axis=1, keepdims=True)
    inside = 1.0 if always else size > 1e-3
    s = np.maximum(size, 1e-3)
    return u / s - project * inside * x * (u * x).sum(axis=1, keepdims=True) / (s * size**2)


def _deviation_back(u, x):
    return u * (x - x.mean(axis=0)) / (4 * x.std(axis=0, ddof=1))


def patches(x):
    """Windows of a 3 x 3 kernel: stride 2, dilation 2, padding 1; x is (2, 7, 6)."""
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    return np.stack([padded[:, i : i + 5 : 2, j : j + 4 : 2] for i in (0, 2, 4) for j in (0, 2, 4)], axis=1)


def strided(x, k, b):
    return np.einsum("cpij,ocp->oij", patches(x), k) + b[:, None, None]


def strided_back(u, x, k, b, step=2, shift=1):
    d = np.zeros((2, 9, 8))
    for p, (i, j) in enumerate((i, j) for i in (0, 2, 4) for j in (0, 2, 4)):
        d[:, i : i + 5 : 2, j : j + 4 : 2] += np.einsum("oij,oc->cij", u, k[:, :, p])
    dk = np.einsum("oij,cpij->ocp", u, patches(x))
    return {"x": d[:, shift : shift + 7, shift : shift + 6], "k": dk, "b": u.sum(axis=(1, 2))}


def _pooled(x):
    """Means of windows of 3 with stride 2 over a padded line; padding does not count."""
    return np.array([x[max(0, k - 1) : k + 2].mean() for k in range(0, x.size, 2)])


def _pooled_back(u, x, count=None):
    d = np.zeros_like(x)
    for j, k in enumerate(range(0, x.size, 2)):
        window = slice(max(0, k - 1), k + 2)
        d[window] += u[j] / (count or x[window].size)
    return d


def windows(c: Collection) -> None:
    shapes = {"x": (2, 7, 6), "k": (3, 2, 9), "b": (3,)}
    c.op("convolution: stride, dilation, padding", strided, strided_back)
    c.right("generic", "smooth", named(**shapes))
    c.wrong("crop of no padding", "smooth", named(**shapes), lambda u, **x: strided_back(u, **x, shift=0))
    c.wrong(
        "kernel turned in dx",
        "smooth",
        named(**shapes),
        lambda u, x, k, b: {**strided_back(u, x, k, b), "x": strided_back(u, x, k[:, :, ::-1], b)["x"]},
    )
    c.wrong("db a mean", "smooth", named(**shapes), lambda u, **x: {**strided_back(u, **x), "b": u.mean(axis=(1, 2))})
    c.op("means of cut windows", _pooled, _pooled_back)
    c.right("generic", "smooth", normal(7))
    c.wrong("always over 3", "smooth", normal(7), lambda u, x: _pooled_back(u, x, 3))


MASK = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0], [1, 1, 0, 1]], dtype=bool)


def attention(q, k, v, fill=-1e4, empty=True):
    p = softmax(np.where(MASK, q @ k.T / np.sqrt(3), fill))
    return (p if empty else p * MASK.any(axis=1)[:, None]) @ v


def attention_back(u, q, k, v, fill=-1e4, empty=True, masked=True):
    p = softmax(np.where(MASK, q @ k.T / np.sqrt(3), fill))
    weights = p if empty else p * MASK.any(axis=1)[:, None]
    d = softmax_back(u @ v.T if empty else (u @ v.T) * MASK.any(axis=1)[:, None], p) * (MASK if masked else 1) / 3**0.5
    return {"q": d @ k, "k": d.T @ q, "v": weights.T @ u}


def added(q, k, v, low=-1e9):
    return softmax(q @ k.T / np.sqrt(3) + np.where(MASK, 0.0, low)) @ v


def added_back(u, q, k, v, low=-1e9):
    p = softmax(q @ k.T / np.sqrt(3) + np.where(MASK, 0.0, low))
    d = softmax_back(u @ v.T, p) / np.sqrt(3)
    return {"q": d @ k, "k": d.T @ q, "v": p.T @ u}


def grouped(q, k, v):
    """Four heads of queries share two heads of keys and values."""
    p = softmax(np.einsum("hid,hjd->hij", q, np.repeat(k, 2, axis=0)))
    return np.einsum("hij,hjd->hid", p, np.repeat(v, 2, axis=0))


def grouped_back(u, q, k, v, together=np.sum):
    keys, values = np.repeat(k, 2, axis=0), np.repeat(v, 2, axis=0)
    p = softmax(np.einsum("hid,hjd->hij", q, keys))
    d = softmax_back(np.einsum("hid,hjd->hij", u, values), p)
    dk, dv = np.einsum("hij,hid->hjd", d, q), np.einsum("hij,hid->hjd", p, u)
    return {
        "q": np.einsum("hij,hjd->hid", d, keys),
        "k": together(dk.reshape(2, 2, *dk.shape[1:]), axis=1),
        "v": together(dv.reshape(2, 2, *dv.shape[1:]), axis=1),
    }


LENGTHS = np.array([4, 2, 0, 5])


def packed(w, x):
    """A recurrent net over rows of different lengths: a row that has ended keeps its state."""
    h = np.zeros((4, 2))
    for t in range(5):
        h = np.where((t < LENGTHS)[:, None], np.tanh(h @ w + x[:, t]), h)
    return h


def packed_back(u, w, x, ended=True):
    states = [np.zeros((4, 2))]
    for t in range(5):
        states.append(np.where((t < LENGTHS)[:, None], np.tanh(states[-1] @ w + x[:, t]), states[-1]))
    dw, dx, dh = np.zeros_like(w), np.zeros_like(x), u
    for t in reversed(range(5)):
        live = (t < LENGTHS)[:, None] if ended else np.ones((4, 1), dtype=bool)
        dz = np.where(live, dh * (1 - states[t + 1] ** 2), 0.0)
        dw += states[t].T @ dz
        dx[:, t] = dz
        dh = np.where(live, dz @ w.T, dh)
    return {"w": dw, "x": dx}


def masks(c: Collection) -> None:
    draw = named(q=(4, 3), k=(4, 3), v=(4, 2))
    c.op("attention, a row wholly masked", attention, attention_back)
    c.right("generic", "smooth", draw)
    c.wrong("mask forgotten", "smooth", draw, lambda u, **x: attention_back(u, **x, masked=False))
    c.op(
        "attention, nothing for a masked row",
        lambda q, k, v: attention(q, k, v, empty=False),
        lambda u, q, k, v: attention_back(u, q, k, v, empty=False),
    )
    c.right("generic", "smooth", draw)
    c.wrong("its values get some", "smooth", draw, attention_back)
    c.op("attention, -1e5 added", lambda q, k, v: added(q, k, v, -1e5), lambda u, **x: added_back(u, **x, low=-1e5))
    c.right("a row wholly masked", "smooth", draw)
    c.wrong("dk of that row missing", "smooth", draw, _added_without)
    c.op("attention, -1e9 added", added, added_back)
    c.right("a row wholly masked", "smooth", draw)
    heads = named(q=(4, 3, 2), k=(2, 5, 2), v=(2, 5, 2))
    c.op("attention, shared keys", grouped, grouped_back)
    c.right("generic", "smooth", heads)
    c.wrong("mean of the group", "smooth", heads, lambda u, **x: grouped_back(u, **x, together=np.mean))
    c.op("recurrent net, rows of unequal length", packed, packed_back)
    c.right("generic", "smooth", named(w=(2, 2), x=(4, 5, 2)))
    c.wrong(
        "goes on after the end", "smooth", named(w=(2, 2), x=(4, 5, 2)), lambda u, w, x: packed_back(u, w, x, False)
    )


def _added_without(u, q, k, v):
    right = added_back(u, q, k, v, -1e5)
    p = softmax(q @ k.T / np.sqrt(3) + np.where(MASK, 0.0, -1e5))
    d = softmax_back(u @ v.T, p) * MASK / np.sqrt(3)
    return {**right, "k": d.T @ q}


def drawn(seed):
    return np.random.default_rng(seed)


def noise(c: Collection) -> None:
    keep = lambda seed, x: (drawn(seed).random(x.shape) < 0.7) / 0.7  # noqa: E731
    c.op("dropout by seed", lambda x: np.tanh(x) * keep(3, x), lambda u, x: u * keep(3, x) / np.cosh(x) ** 2)
    c.right("generic", "smooth", normal(4, 5))
    c.wrong("mask of another seed", "smooth", normal(4, 5), lambda u, x: u * keep(4, x) / np.cosh(x) ** 2)
    c.op("sample of a normal", _sample, _sample_back)
    c.right("generic", "smooth", named(m=(6,), s=(6,)))
    c.right("log-variances of -30", "scale", lambda rng: {"m": rng.normal(size=3), "s": np.array([-30.0, 0.0, 8.0])})
    c.wrong("half missing", "smooth", named(m=(6,), s=(6,)), lambda u, m, s: (u, 2 * _sample_back(u, m, s)[1]))
    c.wrong("noise held out", "smooth", named(m=(6,), s=(6,)), lambda u, m, s: (u, u * np.exp(s / 2) / 2))
    gumbel = lambda x: -np.log(-np.log(drawn(6).random(x.shape)))  # noqa: E731
    sharp = lambda x: softmax((x + gumbel(x)) / 0.1)  # noqa: E731
    c.op("Gumbel softmax", sharp, lambda u, x: softmax_back(u, sharp(x)) / 0.1)
    c.right("generic", "saturation", normal(3, 4))
    c.wrong("temperature missing", "saturation", normal(3, 4), lambda u, x: softmax_back(u, sharp(x)))
    c.op("noisy relu", lambda x: np.maximum(0, x + 0.3 * drawn(9).normal(size=x.shape)), _noisy_back)
    c.right("generic", "kink", normal(8))
    c.wrong("mask without the noise", "kink", fixed(0.05, -0.05, 0.1, -0.1, 0.02), lambda u, x: u * (x > 0))


def _sample(m, s):
    return m + np.exp(s / 2) * drawn(5).normal(size=m.shape)


def _sample_back(u, m, s):
    return u, u * np.exp(s / 2) * drawn(5).normal(size=m.shape) / 2


def _noisy_back(u, x):
    return u * (x + 0.3 * drawn(9).normal(size=x.shape) > 0)


def pairs(x):
    """Hinge of all pairs of scores whose labels differ."""
    labels = np.arange(x.size) % 3
    above = labels[:, None] > labels[None, :]
    return float(np.where(above, np.maximum(0, 1 - (x[:, None] - x[None, :])), 0).sum() / above.sum())


def pairs_back(u, x, other=1.0):
    labels = np.arange(x.size) % 3
    above = labels[:, None] > labels[None, :]
    d = u * above * (x[:, None] - x[None, :] < 1) / above.sum()
    return other * d.sum(axis=0) - d.sum(axis=1)


def losses(c: Collection) -> None:
    c.op("hinge of all pairs", pairs, pairs_back)
    c.right("generic", "kink", normal(9))
    c.wrong("only the first of a pair", "kink", normal(9), lambda u, x: pairs_back(u, x, 0.0))
    c.op("nuclear norm", lambda x: np.linalg.norm(x, "nuc"), _nuclear_back)
    c.right("generic", "smooth", normal(4, 3))
    c.wrong("as for the Frobenius norm", "smooth", normal(4, 3), lambda u, x: u * x / np.linalg.norm(x))
    c.op("largest eigenvalue", lambda x: np.linalg.eigvalsh(x + x.T)[-1], _largest_back)
    c.right("generic", "smooth", normal(4, 4))
    c.wrong("once for 2", "smooth", normal(4, 4), lambda u, x: _largest_back(u, x) / 2)
    c.op("mean and variance", lambda x: {"mean": x.mean(axis=0), "var": x.var(axis=0)}, _moments_back)
    c.right("generic", "smooth", normal(6, 2))
    c.wrong("variance forgotten", "smooth", normal(6, 2), lambda u, x: np.tile(u["mean"] / 6, (6, 1)))
    c.wrong("not centred", "smooth", normal(6, 2), lambda u, x: u["mean"] / 6 + 2 * x * u["var"] / 6)
    c.op("dead zone", lambda x: np.maximum(0, np.abs(x) - 0.5), lambda u, x: u * np.sign(x) * (np.abs(x) > 0.5))
    c.right("on its corners", "kink", fixed(0.5, -0.5, 0.0, 2.0))
    c.wrong("on its corners, both signs", "kink", fixed(0.5, -0.5, 0.0, 2.0), lambda u, x: u * (np.abs(x) >= 0.5))


def _nuclear_back(u, x):
    left, _, right = np.linalg.svd(x, full_matrices=False)
    return u * left @ right


def _largest_back(u, x):
    v = np.linalg.eigh(x + x.T)[1][:, -1]
    return 2 * u * np.outer(v, v)


def _moments_back(u, x):
    return u["mean"] / 6 + 2 * (x - x.mean(axis=0)) * u["var"] / 6


def low_precision(c: Collection) -> None:
    c.op("instance norm in float32", single(instance), instance_back)
    c.right("generic", "float32", normal(3, 6))
    c.wrong("twice", "float32", normal(3, 6), lambda u, x: 2 * instance_back(u, x))
    c.op("log-sum-exp in float32", single(lse), lambda u, x: u[:, None] * softmax(x))
    c.right("generic", "float32", normal(3, 4))
    c.right("around 1000", "float32", lambda rng: {"x": 1000 + rng.normal(size=(3, 4))})
    c.wrong("over columns", "float32", normal(3, 3), lambda u, x: u[:, None] * softmax(x.T).T)
    c.op("gated unit in float32", single(lambda a, b: a * sig(b)), _gated_back)
    c.right("generic", "float32", named(a=(5,), b=(5,)))
    c.wrong("slope of the gate missing", "float32", named(a=(5,), b=(5,)), lambda u, a, b: (u * sig(b), u * a * sig(b)))
    masked = lambda x: softmax(np.where(MASK | np.eye(4, dtype=bool), x, np.float32(-1e9)))  # noqa: E731
    c.op("masked softmax in float32", single(masked), lambda u, x: softmax_back(u, masked(x)))
    c.right("generic", "float32", normal(4, 4))
    c.wrong("mean missing", "float32", normal(4, 4), lambda u, x: u * masked(x))


def _gated_back(u, a, b):
    return u * sig(b), u * a * sig(b) * sig(-b)


def cases():
    c = Collection()
    for part in (extremes, norms, windows, masks, noise, losses, low_precision):
        part(c)
    return c.cases

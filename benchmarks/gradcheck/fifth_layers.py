"""Fifth set, part two, written after the fourth freeze and run once: layers, losses, ties, large blocks, low precision."""

from __future__ import annotations

import numpy as np
from collection import Collection, normal
from fifth_pointwise import sig


def named(size=1.0, **shapes):
    return lambda rng: {name: size * rng.normal(size=shape) for name, shape in shapes.items()}


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_back(u, p):
    return p * (u - (u * p).sum(axis=-1, keepdims=True))


def rms(x, g):
    return g * x / np.sqrt((x * x).mean(axis=1, keepdims=True) + 1e-6)


def rms_back(u, x, g, k=1.0):
    r = np.sqrt((x * x).mean(axis=1, keepdims=True) + 1e-6)
    v = u * g
    return {"x": v / r - k * x * (v * x).mean(axis=1, keepdims=True) / r**3, "g": (u * x / r).sum(axis=0)}


def batch(x, g, b):
    return g * (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5) + b


def batch_back(u, x, g, b, first=1.0, second=1.0, ddof=0):
    s = np.sqrt(x.var(axis=0, ddof=ddof) + 1e-5)
    n = (x - x.mean(axis=0)) / s
    dx = g / s * (u - first * u.mean(axis=0) - second * n * (u * n).mean(axis=0))
    return {"x": dx, "g": (u * n).sum(axis=0), "b": u.sum(axis=0)}


def uneven(rows, columns):
    return lambda rng: {
        "x": rng.normal(size=(rows, columns)) + 2,
        "g": rng.normal(size=columns),
        "b": rng.normal(size=columns),
    }


def norms(c: Collection) -> None:
    c.op("root mean square norm with gain", rms, rms_back)
    for label, size in (("generic", 1.0), ("inputs of 1e3", 1e3)):
        draw = lambda rng, s=size: {"x": s * rng.normal(size=(3, 6)), "g": rng.normal(size=6)}  # noqa: E731
        c.right(label, "smooth", draw)
        c.wrong(f"{label}, second term missing", "smooth", draw, lambda u, x, g: rms_back(u, x, g, 0.0))
        c.wrong(f"{label}, second term 1 % off", "smooth", draw, lambda u, x, g: rms_back(u, x, g, 1.01))
    c.op("batch norm", batch, batch_back)
    for rows, columns in ((3, 4), (40, 5), (150, 3)):
        draw = uneven(rows, columns)
        c.right(f"{rows} rows", "smooth", draw)
        c.wrong(f"{rows} rows, variance over N - 1", "smooth", draw, lambda u, x, g, b: batch_back(u, x, g, b, ddof=1))
        c.wrong(f"{rows} rows, mean term missing", "smooth", draw, lambda u, x, g, b: batch_back(u, x, g, b, first=0.0))


def lstm(x, h, s, W):
    z = np.concatenate([x, h], axis=1) @ W
    i, f, o, g = np.split(z, 4, axis=1)
    s2 = sig(f) * s + sig(i) * np.tanh(g)
    return sig(o) * np.tanh(s2), s2


def lstm_back(u, x, h, s, W, cell=1.0, gate=1.0):
    both = np.concatenate([x, h], axis=1)
    i, f, o, g = np.split(both @ W, 4, axis=1)
    s2 = sig(f) * s + sig(i) * np.tanh(g)
    t = np.tanh(s2)
    ds = cell * u[1] + u[0] * sig(o) * (1 - t * t)
    dz = np.concatenate(
        [
            ds * np.tanh(g) * sig(i) * sig(-i),
            gate * ds * s * sig(f) * sig(-f),
            u[0] * t * sig(o) * sig(-o),
            ds * sig(i) * (1 - np.tanh(g) ** 2),
        ],
        axis=1,
    )
    d = dz @ W.T
    return {"x": d[:, : x.shape[1]], "h": d[:, x.shape[1] :], "s": ds * sig(f), "W": both.T @ dz}


def conv(x, w):
    return sum(x[:, :, k : k + 2 * 4 : 2].transpose(0, 2, 1) @ w[:, :, k].T for k in range(w.shape[2]))


def conv_back(u, x, w, flip=False):
    dx, dw = np.zeros_like(x), np.zeros_like(w)
    for k in range(w.shape[2]):
        dx[:, :, k : k + 8 : 2] += (u @ w[:, :, -1 - k if flip else k]).transpose(0, 2, 1)
        dw[:, :, k] = np.einsum("ntf,nct->fc", u, x[:, :, k : k + 8 : 2])
    return {"x": dx, "w": dw}


def attention(q, k, v):
    return softmax(q @ k.T / 2) @ v


def attention_back(u, q, k, v, scale=0.5):
    p = softmax(q @ k.T / 2)
    d = softmax_back(u @ v.T, p) * scale
    return {"q": d @ k, "k": d.T @ q, "v": p.T @ u}


def layers(c: Collection) -> None:
    draw = named(x=(3, 2), h=(3, 4), s=(3, 4), W=(6, 16))
    c.op("LSTM cell, two outputs", lstm, lstm_back)
    c.right("generic", "smooth", draw)
    c.right("large weights", "saturation", lambda rng: {**draw(rng), "W": 20 * rng.normal(size=(6, 16))})
    c.wrong("cell's upstream forgotten", "smooth", draw, lambda u, x, h, s, W: lstm_back(u, x, h, s, W, cell=0.0))
    c.wrong("forget gate 1 % off", "smooth", draw, lambda u, x, h, s, W: lstm_back(u, x, h, s, W, gate=1.01))
    c.op("convolution of stride 2", conv, conv_back)
    c.right("generic", "smooth", named(x=(2, 3, 10), w=(4, 3, 3)))
    c.wrong("kernel flipped", "smooth", named(x=(2, 3, 10), w=(4, 3, 3)), lambda u, x, w: conv_back(u, x, w, True))
    c.op("attention", attention, attention_back)
    for label, size, kind in (
        ("generic", 1.0, "smooth"),
        ("logits of 50", 6.0, "saturation"),
        ("inputs of 1e-4", 1e-4, "scale"),
    ):
        c.right(label, kind, named(size, q=(3, 4), k=(5, 4), v=(5, 2)))
    for label, size, kind in (("generic", 1.0, "smooth"), ("inputs of 1e-4", 1e-4, "scale")):
        c.wrong(
            f"{label}, scale missing",
            kind,
            named(size, q=(3, 4), k=(5, 4), v=(5, 2)),
            lambda u, q, k, v: attention_back(u, q, k, v, 1.0),
        )
    c.op("bilinear", lambda x, W, y: x @ W @ y, lambda u, x, W, y: (u * W @ y, u * np.outer(x, y), u * x @ W))
    c.right("generic", "smooth", named(x=(3,), W=(3, 4), y=(4,)))
    c.wrong(
        "dW 1 % off",
        "smooth",
        named(x=(3,), W=(3, 4), y=(4,)),
        lambda u, x, W, y: (u * W @ y, 1.01 * u * np.outer(x, y), u * x @ W),
    )
    c.op("cube of a matrix", lambda x: x @ x @ x, lambda u, x: u @ (x @ x).T + x.T @ u @ x.T + (x @ x).T @ u)
    c.right("generic", "smooth", normal(4, 4))
    c.wrong("middle term missing", "smooth", normal(4, 4), lambda u, x: u @ (x @ x).T + (x @ x).T @ u)
    c.op("sine of a square", lambda x: np.sin(x), lambda u, x: u * np.cos(x))
    c.wrong("transposed", "smooth", normal(5, 5), lambda u, x: (u * np.cos(x)).T)
    for shape in ((), (1, 1), (1, 7), (2, 1, 3, 1)):
        c.right(f"shape {shape}", "smooth", normal(*shape))
        c.wrong(f"shape {shape}, 0.1 % off", "smooth", normal(*shape), lambda u, x: 1.001 * u * np.cos(x))
    buffer = np.zeros(9)

    def reused(u, x):
        np.multiply(u, np.cos(x), out=buffer)
        return buffer

    def in_place(u, x):
        u *= np.cos(x)
        return u

    c.right("returns its own buffer", "smooth", normal(9), reused)
    c.right("changes its upstream", "smooth", normal(9), in_place)
    c.wrong("upstream's size", "smooth", normal(9), lambda u, x: np.abs(u) * np.cos(x))


TARGET = np.array([0, 2, 1, 2])


def focal(x):
    p = softmax(x)[np.arange(4), TARGET]
    return float(-((1 - p) ** 2 * np.log(p)).mean())


def focal_back(u, x, power=True):
    p = softmax(x)
    t = p[np.arange(4), TARGET]
    dp = np.zeros_like(p)
    dp[np.arange(4), TARGET] = (2 * (1 - t) * np.log(t) * power - (1 - t) ** 2 / t) / 4
    return u * softmax_back(dp, p)


def svm(z):
    margins = np.maximum(0, z - z[np.arange(4), TARGET][:, None] + 1)
    margins[np.arange(4), TARGET] = 0
    return float(margins.sum() / 4)


def svm_back(u, z, count=True):
    on = (z - z[np.arange(4), TARGET][:, None] + 1 > 0) * 1.0
    on[np.arange(4), TARGET] = 0
    on[np.arange(4), TARGET] = -on.sum(axis=1) if count else -1
    return u * on / 4


def losses(c: Collection) -> None:
    c.op("focal loss", focal, focal_back)
    c.right("generic", "smooth", normal(4, 3))
    c.right("logits of 20", "saturation", normal(4, 3, scale=8.0))
    c.wrong("first term missing", "smooth", normal(4, 3), lambda u, x: focal_back(u, x, False))
    c.op("multiclass hinge", svm, svm_back)
    c.right("generic", "kink", lambda rng: {"z": rng.normal(size=(4, 3))})
    margin = lambda rng: {"z": np.array([[1.0, 0, 0], [0.5, 3, 2.5], [0, 0, 0], [2, 1, 2.0]])}  # noqa: E731
    c.right("on the margin", "kink", margin)
    c.wrong("count missing", "kink", margin, lambda u, z: svm_back(u, z, False))
    c.wrong("sum for mean", "kink", margin, lambda u, z: 4 * svm_back(u, z))
    rows = np.random.default_rng(1).normal(size=(700, 5))
    truth = np.random.default_rng(2).normal(size=700)
    c.op(
        "mean absolute error of 700 rows",
        lambda w: float(np.abs(rows @ w - truth).mean()),
        lambda u, w: u * rows.T @ np.sign(rows @ w - truth) / 700,
    )
    c.right("generic", "kink", named(w=(5,)))
    c.wrong(
        "one row left out", "kink", named(w=(5,)), lambda u, w: u * rows[1:].T @ np.sign(rows @ w - truth)[1:] / 700
    )
    c.wrong("over 699", "kink", named(w=(5,)), lambda u, w: u * rows.T @ np.sign(rows @ w - truth) / 699)


def tied(groups, width):
    return lambda rng: {"x": np.repeat(rng.normal(size=(groups, 1)), width, axis=1)}


def ties(c: Collection) -> None:
    for width in (2, 3, 5):
        c.op(
            f"largest of {width} tied", lambda x: x.max(axis=1), lambda u, x: u[:, None] * np.ones_like(x) / x.shape[1]
        )
        c.right("even", "kink", tied(30, width))
        c.right(
            "the last", "kink", tied(30, width), lambda u, x: u[:, None] * (np.arange(x.shape[1]) == x.shape[1] - 1)
        )
        c.wrong("1 each", "kink", tied(30, width), lambda u, x: u[:, None] * np.ones_like(x))
        c.wrong("90 % in all", "kink", tied(30, width), lambda u, x: 0.9 * u[:, None] * np.ones_like(x) / x.shape[1])
        c.wrong("nothing", "kink", tied(30, width), lambda u, x: 0 * x)
    c.op("smallest of all equal", lambda x: float(x.min()), lambda u, x: u * np.ones_like(x) / x.size)
    equal = lambda rng: {"x": np.full(25, rng.normal())}  # noqa: E731
    c.right("even", "kink", equal)
    c.wrong("two take 1", "kink", equal, lambda u, x: u * (np.arange(25) < 2))
    c.op("two largest", lambda x: np.sort(x)[-2:], lambda u, x: _back_to(x, u))
    c.right("generic", "kink", normal(60))
    c.wrong("swapped", "kink", normal(60), lambda u, x: _back_to(x, u[::-1]))


def _back_to(x, u):
    gradient = np.zeros_like(x)
    gradient[np.argsort(x)[-2:]] = u
    return gradient


def large(c: Collection) -> None:
    size = 4000
    weight = np.random.default_rng(11).normal(size=size)
    order = np.random.default_rng(12).permutation(size)
    table = {
        "softplus": (lambda x: np.logaddexp(0, x), sig),
        "hard tanh": (lambda x: np.clip(x, -1, 1), lambda x: (np.abs(x) < 1) * 1.0),
        "absolute value": (np.abs, np.sign),
    }
    for name, (f, slope) in table.items():
        c.op(f"{name} of {size}", lambda x, f=f: float(f(x) @ weight), lambda u, x, s=slope: u * s(x) * weight)
        c.right("generic", "smooth", normal(size))
        for count, factor in ((40, 1.01), (2000, -1), (size, 1.002)):
            spoilt = np.ones(size)
            spoilt[order[:count]] = factor
            c.wrong(
                f"{count} x {factor:g}", "smooth", normal(size), lambda u, x, s=slope, z=spoilt: u * s(x) * weight * z
            )
    strong = 10.0 ** np.random.default_rng(13).uniform(-7, 2, size=600)
    c.op("600 sines of weights from 1e-7 to 100", lambda x: strong * np.sin(x), lambda u, x: u * strong * np.cos(x))
    c.right("generic", "scale", normal(600))
    c.wrong(
        "the weakest flipped",
        "scale",
        normal(600),
        lambda u, x: u * strong * np.cos(x) * np.where(strong < 1e-5, -1, 1),
    )
    some = lambda rng: {"x": np.where(rng.random(800) < 0.6, 0.0, rng.normal(size=800))}  # noqa: E731
    c.op("relu, 60 % zeros", lambda x: float(np.maximum(x, 0) @ weight[:800]), lambda u, x: u * (x > 0) * weight[:800])
    c.right("0 there", "kink", some)
    c.right("0.5 there", "kink", some, lambda u, x: u * ((x > 0) + 0.5 * (x == 0)) * weight[:800])
    c.wrong("1.5 there", "kink", some, lambda u, x: u * ((x > 0) + 1.5 * (x == 0)) * weight[:800])
    c.wrong("1 % off elsewhere", "kink", some, lambda u, x: 1.01 * u * (x > 0) * weight[:800])


def half(kind):
    return lambda function: (
        lambda *before, **inputs: function(
            *(np.asarray(b, dtype=kind) for b in before), **{name: x.astype(kind) for name, x in inputs.items()}
        )
    )


def low_precision(c: Collection) -> None:
    f4, f2 = half(np.float32), half(np.float16)
    affine, affine_back = lambda x, w: x @ w, lambda u, x, w: {"x": u @ w.T, "w": x.T @ u}
    net = lambda x, w: np.tanh(x @ w)  # noqa: E731
    net_back = lambda u, x, w: affine_back(u * (1 - np.tanh(x @ w) ** 2), x, w)  # noqa: E731
    relu, relu_back = lambda x, w: np.maximum(x @ w, 0), lambda u, x, w: affine_back(u * (x @ w > 0), x, w)
    draw = named(x=(5, 3), w=(3, 4))
    for name, f, back in (
        ("affine", affine, affine_back),
        ("tanh layer", net, net_back),
        ("relu layer", relu, relu_back),
    ):
        c.op(f"float32 {name}", f4(f), back)
        c.right("float64 backward", "float32", draw)
        c.right("float32 backward", "float32", draw, f4(back))
        c.wrong("twice", "float32", draw, lambda u, x, w, b=back: {k: 2 * g for k, g in b(u, x, w).items()})
        c.wrong("dw 5 % off", "float32", draw, lambda u, x, w, b=back: {**b(u, x, w), "w": 1.05 * b(u, x, w)["w"]})
        c.op(f"{name}", f, back)
        c.right("float32 backward", "float32", draw, f4(back))
        c.wrong(
            "float32 backward, 1 % off",
            "float32",
            draw,
            lambda u, x, w, b=back: {k: 1.01 * g for k, g in f4(b)(u, x=x, w=w).items()},
        )
    c.op("float16 softplus", f2(lambda x: np.log1p(np.exp(x))), lambda u, x: u * sig(x))
    c.right("generic", "float32", normal(6))
    c.wrong("sign", "float32", normal(6), lambda u, x: -u * sig(x))
    c.wrong("twice", "float32", normal(6), lambda u, x: 2 * u * sig(x))


def cases():
    c = Collection()
    for part in (norms, layers, losses, ties, large, low_precision):
        part(c)
    return c.cases

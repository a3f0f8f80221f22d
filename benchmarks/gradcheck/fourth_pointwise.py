"""Fourth set, part one: scales, saturation, float32, and smooth functions that look like kinks."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal

BASES = {
    "sin": (np.sin, np.cos),
    "exp": (np.exp, np.exp),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "cubic": (lambda x: x**3 + x, lambda x: 3 * x * x + 1),
    "log1p of squares": (lambda x: np.log1p(x * x), lambda x: 2 * x / (1 + x * x)),
}
# amplitude of the output, scale of the input
SCALES = ((1e-20, 1.0), (1e-150, 1.0), (1e12, 1.0), (1.0, 1e-6), (1e-8, 1e5), (1.0, 1e-9))
FAULTS = (
    ("sign", lambda g: -g),
    ("twice", lambda g: 2 * g),
    ("zero", lambda g: 0 * g),
    ("1 % off", lambda g: 1.01 * g),
    ("one entry of another sign", lambda g: g * np.where(np.arange(g.size) == 2, -1, 1).reshape(g.shape)),
)


def each(slope):
    return lambda u, x: u * slope(x)


def sig(x):
    return np.where(x > 0, 1 / (1 + np.exp(-np.abs(x))), np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))))


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_back(u, p):
    return p * (u - (u * p).sum(axis=-1, keepdims=True))


def scales(c: Collection) -> None:
    for b, (name, (f, g)) in enumerate(BASES.items()):
        for k, (amplitude, width) in enumerate(SCALES):
            slope = lambda x, g=g, a=amplitude, w=width: a / w * g(x / w)  # noqa: E731
            c.op(f"{amplitude:g} {name}(x / {width:g})", lambda x, f=f, a=amplitude, w=width: a * f(x / w), each(slope))
            c.right("generic", "scale", normal(5, scale=width))
            label, fault = FAULTS[(b + k) % len(FAULTS)]
            c.wrong(label, "scale", normal(5, scale=width), lambda u, x, s=slope, z=fault: z(u * s(x)))


def saturation(c: Collection) -> None:
    for factor in (1e3, 1e5, 1e7):
        c.op(
            f"tanh({factor:g} x)",
            lambda x, k=factor: np.tanh(k * x),
            each(lambda x, k=factor: k * (1 - np.tanh(k * x) ** 2)),
        )
        c.right("all saturated", "saturation", normal(6))
        c.right("at its scale", "scale", normal(6, scale=1 / factor))
        c.wrong("k missing", "scale", normal(6, scale=1 / factor), each(lambda x, k=factor: 1 - np.tanh(k * x) ** 2))
        c.op(
            f"sigmoid({factor:g} x)",
            lambda x, k=factor: sig(k * x),
            each(lambda x, k=factor: k * sig(k * x) * sig(-k * x)),
        )
        c.right("all saturated", "saturation", normal(6))
        c.wrong("sign", "scale", normal(6, scale=1 / factor), each(lambda x, k=factor: -k * sig(k * x) * sig(-k * x)))
    for factor in (10, 100, 1e6):
        c.op(
            f"softmax({factor:g} x)",
            lambda x, k=factor: softmax(k * x),
            lambda u, x, k=factor: k * softmax_back(u, softmax(k * x)),
        )
        c.right("saturated", "saturation", normal(3, 4))
        c.right("at its scale", "scale", normal(3, 4, scale=1 / factor))
        c.wrong(
            "sign", "scale", normal(3, 4, scale=1 / factor), lambda u, x, k=factor: -k * softmax_back(u, softmax(k * x))
        )
    c.op("softplus", lambda x: np.log1p(np.exp(x)), each(sig))
    c.right(
        "1 - 1 / (1 + e^x), far left", "saturation", fixed(-30.0, -36.0, 2.0), each(lambda x: 1 - 1 / (1 + np.exp(x)))
    )
    c.wrong("tail cut at -20", "saturation", fixed(-21.0, -22.0, -25.0), each(lambda x: sig(x) * (x > -20)))


def nearly_kinks(c: Collection) -> None:
    for width in (1e-4, 1e-5, 1e-6):
        draw = fixed(width, -2 * width, 0.3 * width, 0.7, 0.0)
        c.op(
            f"sqrt(x^2 + {width:g}^2)",
            lambda x, e=width: np.sqrt(x * x + e * e),
            each(lambda x, e=width: x / np.sqrt(x * x + e * e)),
        )
        c.right("near 0", "smooth", draw)
        c.wrong("sign(x)", "smooth", draw, each(np.sign))
        c.op(
            f"{width:g} softplus(x / {width:g})",
            lambda x, e=width: e * np.logaddexp(0, x / e),
            each(lambda x, e=width: sig(x / e)),
        )
        c.right("near 0", "smooth", draw)
        c.wrong("x > 0", "smooth", draw, each(lambda x: x > 0))
        c.op(
            f"Huber {width:g}",
            lambda x, e=width: np.where(np.abs(x) < e, x * x / (2 * e), np.abs(x) - e / 2),
            each(lambda x, e=width: np.clip(x / e, -1, 1)),
        )
        c.right("near 0", "smooth", fixed(0.4 * width, -0.2 * width, 3 * width, 0.7))
        c.wrong("sign(x)", "smooth", fixed(0.4 * width, -0.2 * width, 3 * width, 0.7), each(np.sign))


def low_precision(c: Collection) -> None:
    f4 = lambda x: x.astype(np.float32)  # noqa: E731
    for factor in (1, 10):
        forward = lambda x, k=factor: softmax(f4(k * x))  # noqa: E731
        c.op(f"float32 softmax({factor} x)", forward, lambda u, x, k=factor: k * softmax_back(u, softmax(k * x)))
        c.right(
            "float32 backward",
            "float32",
            normal(4, 3, scale=0.3),
            lambda u, x, k=factor: np.float32(k) * softmax_back(f4(u), softmax(f4(k * x))),
        )
        c.wrong("sign", "float32", normal(4, 3, scale=0.3), lambda u, x, k=factor: -k * softmax_back(u, softmax(k * x)))
        c.op(
            f"softmax({factor} x)",
            lambda x, k=factor: softmax(k * x),
            lambda u, x, k=factor: k * softmax_back(u, softmax(k * x)),
        )
        c.right(
            "float32 backward",
            "float32",
            normal(4, 3, scale=0.3),
            lambda u, x, k=factor: np.float32(k) * softmax_back(f4(u), softmax(f4(k * x))),
        )
        c.wrong(
            "float32 backward without the mean",
            "float32",
            normal(4, 3, scale=0.3),
            lambda u, x, k=factor: np.float32(k) * softmax(f4(k * x)) * f4(u),
        )
    for name, (f, g) in BASES.items():
        c.op(f"float32 {name}", lambda x, f=f: f(f4(x)), each(g))
        c.right("float32 backward", "float32", normal(5), lambda u, x, g=g: f4(u) * g(f4(x)))
        c.wrong("10 % off", "float32", normal(5), each(lambda x, g=g: 1.1 * g(x)))


def cases():
    c = Collection()
    for part in (scales, saturation, nearly_kinks, low_precision):
        part(c)
    return c.cases

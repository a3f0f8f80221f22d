"""Fifth set, part one, written after the fourth freeze and run once: functions of one entry, at hard places."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal

GENERIC = normal(2, 4)
FAULTS = (
    ("sign", lambda g: -g),
    ("twice", lambda g: 2 * g),
    ("1 % off", lambda g: 1.01 * g),
    ("largest entry of another sign", lambda g: np.where(np.abs(g) == np.abs(g).max(), -g, g)),
    ("largest entry 0", lambda g: np.where(np.abs(g) == np.abs(g).max(), 0, g)),
    ("0.1 % off", lambda g: 0.999 * g),
    ("zero", lambda g: 0 * g),
)


def sig(x):
    e = np.exp(-np.abs(x))
    return np.where(x > 0, 1 / (1 + e), e / (1 + e))


def softsign(x):
    return x / (1 + np.abs(x))


def gelu(x):
    return 0.5 * x * (1 + np.tanh(0.8 * (x + 0.045 * x**3)))


def gelu_slope(x):
    t = np.tanh(0.8 * (x + 0.045 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * 0.8 * (1 + 0.135 * x * x)


def log_cosh(x):
    return np.abs(x) + np.log1p(np.exp(-2 * np.abs(x))) - np.log(2)


def sinc_slope(x):
    return (x * np.cos(x) - np.sin(x)) / (x * x)


def squareplus(b):
    return lambda x: (x + np.sqrt(x * x + b)) / 2, lambda x: (1 + x / np.sqrt(x * x + b)) / 2


def bump(w):
    return lambda x: np.exp(-((x / w) ** 2)), lambda x: -2 * x / w**2 * np.exp(-((x / w) ** 2))


def scaled(f, slope, amplitude, width):
    return lambda x: amplitude * f(x / width), lambda x: amplitude / width * slope(x / width)


SMOOTH = {
    "softsign": (softsign, lambda x: 1 / (1 + np.abs(x)) ** 2, [(GENERIC, "smooth"), (fixed(1e7, -1e5, 2), "scale")]),
    "gelu": (gelu, gelu_slope, [(GENERIC, "smooth"), (fixed(-4.0, 6.0, 0.0), "saturation")]),
    "log cosh": (log_cosh, np.tanh, [(GENERIC, "smooth"), (fixed(-50.0, 0.3, 900.0), "saturation")]),
    "sinc": (lambda x: np.sin(x) / x, sinc_slope, [(normal(5), "smooth"), (normal(4, scale=30.0), "smooth")]),
    "arcsinh": (
        np.arcsinh,
        lambda x: 1 / np.sqrt(1 + x * x),
        [(GENERIC, "smooth"), (normal(4, scale=1e6), "scale")],
    ),
    "x log x": (
        lambda x: x * np.log(x),
        lambda x: np.log(x) + 1,
        [(fixed(1e-8, 0.2, 3.0), "scale"), (fixed(1e-4, 1e4, 2.0), "scale")],
    ),
    "log sigmoid": (
        lambda x: -np.logaddexp(0, -x),
        lambda x: sig(-x),
        [(GENERIC, "smooth"), (fixed(-800.0, -40.0, 1.0, 30.0), "saturation")],
    ),
    "bent identity": (
        lambda x: (np.sqrt(x * x + 1) - 1) / 2 + x,
        lambda x: x / (2 * np.sqrt(x * x + 1)) + 1,
        [(GENERIC, "smooth")],
    ),
    "tanh shrink": (
        lambda x: x - np.tanh(x),
        lambda x: np.tanh(x) ** 2,
        [(GENERIC, "smooth"), (normal(5, scale=0.01), "smooth")],
    ),
    "power 2.5": (
        lambda x: x**2.5,
        lambda x: 2.5 * x**1.5,
        [(fixed(0.3, 1.0, 40.0), "smooth"), (fixed(1e-5, 2.0), "scale")],
    ),
    "reciprocal of a square": (lambda x: 1 / (x * x), lambda x: -2 / x**3, [(fixed(0.01, 1.0, -3.0), "scale")]),
    "plus 1e7": (lambda x: 1e7 + np.sin(x), np.cos, [(GENERIC, "scale")]),
}
PAIRS = (
    [(f"bump of width {w:g}", *bump(w), normal(5, scale=w)) for w in (1.0, 1e-3, 1e-6)]
    + [
        (f"squareplus {b:g}", *squareplus(b), fixed(0.7 * b**0.5, -0.4 * b**0.5, 1.5))
        for b in (1e-2, 1e-6, 1e-12, 1e-16)
    ]
    + [
        (f"{a:g} softsign(x / {w:g})", *scaled(softsign, lambda x: 1 / (1 + np.abs(x)) ** 2, a, w), normal(5, scale=w))
        for a, w in ((1e-15, 1), (1e9, 1e3), (1, 1e-5))
    ]
    + [
        (f"{a:g} gelu(x / {w:g})", *scaled(gelu, gelu_slope, a, w), normal(5, scale=w))
        for a, w in ((1e-100, 1), (1e15, 1), (1e-3, 1e-7), (1, 1e6))
    ]
    + [
        (f"{w:g} log cosh(x / {w:g})", *scaled(log_cosh, np.tanh, w, w), fixed(0.5 * w, -1.3 * w, 0.9))
        for w in (1e-3, 1e-5, 1e-7, 1e-9)
    ]
)


def each(slope):
    return lambda u, x: u * slope(x)


def smooth(c: Collection) -> None:
    k = 0
    for name, (f, slope, draws) in SMOOTH.items():
        c.op(name, lambda x, f=f: f(x), each(slope))
        for draw, kind in draws:
            c.right(f"draw {k}", kind, draw)
            for step in (0, 3):
                label, fault = FAULTS[(k + step) % len(FAULTS)]
                c.wrong(f"draw {k}, {label}", kind, draw, lambda u, x, s=slope, z=fault: z(u * s(x)))
            k += 1
    for name, f, slope, draw in PAIRS:
        c.op(name, lambda x, f=f: f(x), each(slope))
        c.right("at its scale", "scale", draw)
        for step in (0, 2):
            label, fault = FAULTS[(k + step) % len(FAULTS)]
            c.wrong(label, "scale", draw, lambda u, x, s=slope, z=fault: z(u * s(x)))
        k += 1


def saturated(c: Collection) -> None:
    for k in (1e2, 1e4, 1e6, 1e9):
        slope = lambda x, k=k: k * (1 - np.tanh(k * x) ** 2) / (1 + np.abs(np.tanh(k * x))) ** 2  # noqa: E731
        c.op(f"softsign of tanh({k:g} x)", lambda x, k=k: softsign(np.tanh(k * x)), each(slope))
        c.right("saturated", "saturation", normal(7))
        c.right("at its scale", "scale", normal(7, scale=1 / k))
        c.wrong("at its scale, sign", "scale", normal(7, scale=1 / k), each(lambda x, s=slope: -s(x)))
        c.wrong(
            "at its scale, square missing",
            "scale",
            normal(7, scale=1 / k),
            each(lambda x, k=k: k * (1 - np.tanh(k * x) ** 2)),
        )


# name: forward, slope with its value at the kinks, places, right values, wrong values
KINKS = {
    "soft shrink": (
        lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0),
        lambda x, at: np.where(np.abs(x) == 0.5, at, np.abs(x) > 0.5),
        fixed(0.5, -0.5, 0.2, 1.5, -2.0),
        (0.0, 1.0, 0.25),
        (1.2, -0.3),
    ),
    "hard sigmoid": (
        lambda x: np.clip(x / 6 + 0.5, 0, 1),
        lambda x, at: np.where(np.abs(x) == 3, at, (np.abs(x) < 3) / 6),
        fixed(3.0, -3.0, 0.5, 4.0, -9.0),
        (0.0, 1 / 6),
        (0.5, -0.1),
    ),
    "quantile loss 0.3": (
        lambda x: np.maximum(0.3 * x, -0.7 * x),
        lambda x, at: np.where(x == 0, at, np.where(x > 0, 0.3, -0.7)),
        fixed(0.0, 1.0, -2.0, 0.0),
        (0.3, -0.7, 0.0),
        (0.5, -1.0),
    ),
    "elastic net": (
        lambda x: np.abs(x) + x * x,
        lambda x, at: np.where(x == 0, at, np.sign(x) + 2 * x),
        fixed(0.0, 0.4, -1.0, 0.0),
        (0.0, 1.0, -1.0),
        (1.5, -2.0),
    ),
    "leaky relu 0.2": (
        lambda x: np.where(x > 0, x, 0.2 * x),
        lambda x, at: np.where(x == 0, at, np.where(x > 0, 1, 0.2)),
        fixed(0.0, 0.0, 3.0, -1.0),
        (0.2, 0.6, 1.0),
        (0.0, 1.2),
    ),
}


def kinks(c: Collection) -> None:
    for name, (f, slope, draw, good, bad) in KINKS.items():
        c.op(name, f, lambda u, x, s=slope, v=good[0]: u * s(x, v))
        for value in good:
            c.right(f"{value:.3g} on the kink", "kink", draw, lambda u, x, s=slope, v=value: u * s(x, v))
        for value in bad:
            c.wrong(f"{value:.3g} on the kink", "kink", draw, lambda u, x, s=slope, v=value: u * s(x, v))
        c.right("generic", "kink", normal(40), lambda u, x, s=slope, v=good[0]: u * s(x, v))
        c.wrong(
            "generic, one entry 1 % off",
            "kink",
            normal(40),
            lambda u, x, s=slope, v=good[0]: u * s(x, v) * _one(u * s(x, v)),
        )


def _one(g):
    return np.where(np.arange(g.size) == np.argmax(np.abs(g)), 1.01, 1.0)


def cases():
    c = Collection()
    for part in (smooth, saturated, kinks):
        part(c)
    return c.cases

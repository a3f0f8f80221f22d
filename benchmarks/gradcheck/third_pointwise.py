"""Third set, part one, written after the second freeze and never used to change the algorithm."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal, single

MIXED = fixed(-1.2, 2.1, -0.3, 0.45, 1.6, -2.2)


def each(slope):
    return lambda u, x: u * slope(x)


def sig(x):
    return 1 / (1 + np.exp(-x))


def soft(x):
    return np.logaddexp(0, x)


def mish_slope(x):
    t = np.tanh(soft(x))
    return t + x * (1 - t * t) * sig(x)


# name: forward, slope, draws of right cases (label, kind, draw), wrong slopes (label, slope).
TINY, GENERIC = normal(5, scale=1e-6), normal(2, 3)
TABLE = {
    "mish": (
        lambda x: x * np.tanh(soft(x)),
        mish_slope,
        [("generic", "smooth", GENERIC), ("at +-30", "saturation", fixed(-30.0, 30.0, 1.0, -10.0))],
        [("second term missing", lambda x: np.tanh(soft(x))), ("sign", lambda x: -mish_slope(x))],
    ),
    "arctan": (
        np.arctan,
        lambda x: 1 / (1 + x * x),
        [("generic", "smooth", GENERIC), ("at 1e6", "scale", fixed(1e6, -3e5, 2.0)), ("tiny", "scale", TINY)],
        [("not squared", lambda x: 1 / (1 + np.abs(x))), ("halved", lambda x: 0.5 / (1 + x * x))],
    ),
    "damped sine": (
        lambda x: np.sin(7 * x) * np.exp(-x),
        lambda x: (7 * np.cos(7 * x) - np.sin(7 * x)) * np.exp(-x),
        [("generic", "smooth", GENERIC), ("at 20", "saturation", fixed(20.0, 25.0, 3.0))],
        [
            ("7 missing", lambda x: (np.cos(7 * x) - np.sin(7 * x)) * np.exp(-x)),
            ("sign of the second term", lambda x: (7 * np.cos(7 * x) + np.sin(7 * x)) * np.exp(-x)),
        ],
    ),
    "log1p of squares": (
        lambda x: np.log1p(x * x),
        lambda x: 2 * x / (1 + x * x),
        [
            ("generic", "smooth", GENERIC),
            ("at 0", "smooth", fixed(0.0, 1.0, -2.0)),
            ("inputs of 1e6", "scale", normal(4, scale=1e6)),
        ],
        [("2 missing", lambda x: x / (1 + x * x)), ("x missing", lambda x: 2 / (1 + x * x))],
    ),
    "cosh": (
        np.cosh,
        np.sinh,
        [("generic", "smooth", GENERIC), ("at 20", "saturation", fixed(20.0, -20.0, 0.3))],
        [("minus sinh", lambda x: -np.sinh(x)), ("rounded to 2 decimals", lambda x: np.round(np.sinh(x), 2))],
    ),
    "relu6": (
        lambda x: np.clip(x, 0, 6),
        lambda x: (x > 0) & (x < 6),
        [("generic", "kink", normal(6, scale=5.0)), ("at its kinks", "kink", fixed(0.0, 6.0, 3.0, 7.0, -1.0))],
        [],
    ),
    "hard swish": (
        lambda x: x * np.clip(x + 3, 0, 6) / 6,
        lambda x: np.where(x > 3, 1, (x > -3) * (2 * x + 3) / 6),
        [("generic", "smooth", normal(8, scale=2.0)), ("at its kinks", "kink", fixed(3.0, -3.0, 0.0))],
        [("3 missing", lambda x: np.where(x > 3, 1, (x > -3) * 2 * x / 6))],
    ),
    "soft shrink": (
        lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0),
        lambda x: np.abs(x) > 0.5,
        [("generic", "kink", normal(9)), ("at its kinks", "kink", fixed(0.5, -0.5, 0.0, 1.0))],
        [("with the sign", lambda x: np.sign(x) * (np.abs(x) > 0.5))],
    ),
    "squared relu": (
        lambda x: np.maximum(x, 0) ** 2,
        lambda x: 2 * np.maximum(x, 0),
        [("generic", "smooth", GENERIC), ("at 0", "kink", fixed(0.0, 1.0, 1e-7, -1e-7))],
        [("2 missing", lambda x: np.maximum(x, 0)), ("mask missing", lambda x: 2 * x)],
    ),
    "gaussian": (
        lambda x: np.exp(-x * x / 2),
        lambda x: -x * np.exp(-x * x / 2),
        [("generic", "smooth", GENERIC), ("at 8", "saturation", fixed(8.0, -9.0, 0.5, 1.0))],
        [("sign", lambda x: x * np.exp(-x * x / 2)), ("x missing", lambda x: -np.exp(-x * x / 2))],
    ),
    "log-cosh": (
        lambda x: np.logaddexp(x, -x) - np.log(2),
        np.tanh,
        [("generic", "smooth", GENERIC), ("at +-300", "saturation", fixed(300.0, -300.0, 0.1))],
        [("clipped", lambda x: np.clip(x, -1, 1)), ("offset", lambda x: np.tanh(x) + 0.1)],
    ),
    "cube root of cubes": (
        lambda x: np.cbrt(x**3 + 1),
        lambda x: x * x / np.cbrt(x**3 + 1) ** 2,
        [("generic", "smooth", fixed(0.3, 1.5, -0.2, 2.0))],
        [("x missing", lambda x: x / np.cbrt(x**3 + 1) ** 2)],
    ),
    "triangle wave": (
        lambda x: np.abs(x - np.round(x)),
        lambda x: np.sign(x - np.round(x)),
        [("generic", "kink", normal(6)), ("at its kinks", "kink", fixed(0.0, 1.0, 0.5, 0.3, -0.2))],
        [("ones", np.ones_like)],
    ),
}


def wrong_at_kinks(c: Collection) -> None:
    c.op("relu6", lambda x: np.clip(x, 0, 6), each(lambda x: (x > 0) & (x < 6)))
    c.wrong(
        "1.5 at its kinks",
        "kink",
        fixed(0.0, 6.0, 3.0, 7.0, -1.0),
        each(lambda x: np.where((x == 0) | (x == 6), 1.5, (x > 0) & (x < 6))),
    )
    c.wrong("open above", "smooth", fixed(7.0, 1.0, -1.0, 9.0), each(lambda x: x > 0))
    c.op("soft shrink", lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0), each(lambda x: np.abs(x) > 0.5))
    c.wrong("threshold 1", "smooth", fixed(0.7, 0.2, -0.8, 2.0), each(lambda x: np.abs(x) > 1))
    c.wrong(
        "-1 at its kinks",
        "kink",
        fixed(0.5, -0.5, 0.0, 1.0),
        each(lambda x: np.where(np.abs(x) == 0.5, -1.0, np.abs(x) > 0.5)),
    )
    c.op(
        "two relus",
        lambda x: 3 * np.maximum(x, 0) + np.maximum(x - 1e-4, 0),
        each(lambda x: 3.0 * (x > 0) + (x > 1e-4)),
    )
    c.right("between the kinks", "kink", fixed(5e-5, 2e-6, 0.3, -1e-5))
    c.wrong("second one early", "kink", fixed(5e-5, 2e-6, 0.3, -1e-5), each(lambda x: 4.0 * (x > 0)))
    c.op("tanh in float32", single(lambda x: np.tanh(3 * x)), each(lambda x: 3 * (1 - np.tanh(3 * x) ** 2)))
    c.right("generic", "float32", normal(5))
    c.wrong("3 missing", "float32", normal(5), each(lambda x: 1 - np.tanh(3 * x) ** 2))
    c.op("relu in float32", single(lambda x: np.maximum(x, np.float32(0))), each(lambda x: x > 0))
    c.right("generic", "float32", fixed(0.5, -0.5, 0.2, -2.0))
    c.right("at 0", "float32", fixed(0.0, -0.5, 0.2, -2.0))
    c.wrong("leaky", "float32", fixed(0.5, -0.5, 0.2, -2.0), each(lambda x: np.where(x > 0, 1, 0.1)))


def cases():
    c = Collection()
    for name, (forward, slope, rights, wrongs) in TABLE.items():
        c.op(name, lambda x, f=forward: f(x), each(slope))
        for label, kind, draw in rights:
            c.right(label, kind, draw)
        for label, wrong in wrongs:
            c.wrong(label, "smooth", MIXED if name != "cube root of cubes" else fixed(0.3, 1.5, -0.2, 2.0), each(wrong))
    wrong_at_kinks(c)
    return c.cases

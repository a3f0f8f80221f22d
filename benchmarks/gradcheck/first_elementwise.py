"""First set, part one: activations, entry by entry."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal, single

ALPHA, LAMBDA = 1.6732632423543772, 1.0507009873554805
KINKS = fixed(0.0, 5e-9, -5e-9, 1e-7, -1e-7, 3e-6, -3e-6, 0.7, -0.7)
NEAR = fixed(1e-7, -1e-7, 3e-6, -3e-6, 5e-4, 0.7, -0.7)
ZEROS = fixed(0.0, 1.2, 0.0, -0.7, 0.3)


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def selu(x):
    return LAMBDA * np.where(x > 0, x, ALPHA * np.expm1(np.minimum(x, 0)))


def slope_selu(x):
    return LAMBDA * np.where(x > 0, 1.0, ALPHA * np.exp(np.minimum(x, 0)))


def leaky(x):
    return np.where(x > 0, x, 0.01 * x)


def swish_slope(x):
    s = sigmoid(x)
    return s + x * s * (1 - s)


def each(slope):
    """The backward pass of an elementwise function with this slope."""
    return lambda u, x: u * slope(x)


def smooth(c: Collection) -> None:
    slopes = {
        "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x)),
        "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
        "softplus": (softplus, sigmoid),
        "swish": (lambda x: x * sigmoid(x), swish_slope),
    }
    for name, (forward, slope) in slopes.items():
        c.op(name, lambda x, f=forward: f(x), each(slope))
        c.right("generic", "smooth", normal(2, 3))
        c.right("at +-40", "saturation", fixed(-40.0, 40.0, 20.0, -20.0, 8.0))
        c.right("at +-800", "saturation", fixed(-800.0, 800.0, -750.0, 1.0))
        c.right("inputs of 1e-6", "scale", normal(6, scale=1e-6))
        c.op(f"{name} in float32", single(lambda x, f=forward: f(x)), each(slope))
        c.right("generic", "float32", normal(2, 3))
    wrong_sigmoid(c)
    wrong_tanh(c)
    c.op("softplus", lambda x: softplus(x), each(sigmoid))
    c.wrong("sigmoid of -x", "smooth", normal(2, 3), each(lambda x: sigmoid(-x)))
    c.wrong("tanh", "smooth", normal(2, 3), each(np.tanh))
    c.op("swish", lambda x: x * sigmoid(x), each(swish_slope))
    c.wrong("second term missing", "smooth", normal(2, 3), each(sigmoid))
    c.wrong("1 - s missing", "smooth", normal(2, 3), each(lambda x: sigmoid(x) * (1 + x)))
    c.wrong(
        "off by 1e-4 at 40", "saturation", fixed(40.0, 1.0, -1.0, 2.0), each(lambda x: swish_slope(x) + 1e-4 * (x > 30))
    )


def wrong_sigmoid(c: Collection) -> None:
    c.op("sigmoid", lambda x: sigmoid(x), each(lambda x: sigmoid(x) * sigmoid(-x)))
    c.wrong("sign", "smooth", normal(2, 3), each(lambda x: -sigmoid(x) * sigmoid(-x)))
    c.wrong("upstream ignored", "smooth", normal(2, 3), lambda u, x: sigmoid(x) * sigmoid(-x))
    c.wrong("x(1 - x)", "smooth", normal(2, 3), each(lambda x: x * (1 - x)))
    c.wrong("1 - s missing", "smooth", normal(2, 3), each(sigmoid))
    c.wrong("upstream twice", "smooth", normal(2, 3), lambda u, x: u * u * sigmoid(x) * sigmoid(-x))
    c.wrong(
        "0 beyond 5",
        "saturation",
        fixed(-9.0, 7.0, 1.0, -0.5, 0.2, -3.0),
        each(lambda x: np.where(np.abs(x) > 5, 0, sigmoid(x) * sigmoid(-x))),
    )
    c.wrong(
        "nan at -800", "saturation", fixed(-800.0, 1.0, -750.0, 2.0), each(lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2)
    )


def wrong_tanh(c: Collection) -> None:
    c.op("tanh", lambda x: np.tanh(x), each(lambda x: 1 - np.tanh(x) ** 2))
    c.wrong("t not squared", "smooth", normal(2, 3), each(lambda x: 1 - np.tanh(x)))
    c.wrong("1 - x squared", "smooth", normal(2, 3), each(lambda x: 1 - x**2))
    c.wrong(
        "1e-6 floor at 20",
        "saturation",
        fixed(-20.0, 20.0, 1.0, -0.4, 0.3),
        each(lambda x: np.maximum(1 - np.tanh(x) ** 2, 1e-6)),
    )
    c.wrong("rounded to 3 decimals", "smooth", normal(2, 3), lambda u, x: np.round(u * (1 - np.tanh(x) ** 2), 3))


def kinked(c: Collection) -> None:
    c.op("relu", lambda x: np.maximum(x, 0), each(lambda x: x > 0))
    c.right("generic", "kink", normal(2, 5))
    c.right("0 at 0", "kink", KINKS)
    c.right("1 at 0", "kink", KINKS, each(lambda x: x >= 0))
    c.right("one half at 0", "kink", KINKS, each(lambda x: (x > 0) + 0.5 * (x == 0)))
    c.right("inputs of 1e6", "scale", normal(8, scale=1e6))
    c.right("inputs of 1e-6", "scale", normal(8, scale=1e-6))
    c.wrong("all ones", "smooth", fixed(-1.0, 2.0, -0.3, 0.4), each(lambda x: np.ones_like(x)))
    c.wrong("mask from the upstream", "smooth", fixed(-1.0, 2.0, -0.3, 0.4, 1.0, -2.0), lambda u, x: u * (u > 0))
    c.wrong("sides flipped near 0", "kink", NEAR, each(lambda x: np.where(np.abs(x) < 1e-5, x < 0, x > 0)))
    c.wrong("threshold at 1e-6", "kink", NEAR, each(lambda x: x > 1e-6))
    c.wrong("2 at 0", "kink", ZEROS, each(lambda x: np.where(x == 0, 2.0, x > 0)))
    c.wrong("-1/2 at 0", "kink", ZEROS, each(lambda x: np.where(x == 0, -0.5, x > 0)))
    c.wrong("mask reversed", "smooth", fixed(-1.0, 2.0, -0.3, 0.4), each(lambda x: x < 0))
    c.op("leaky relu", lambda x: leaky(x), each(lambda x: np.where(x > 0, 1, 0.01)))
    c.right("generic", "kink", normal(2, 5))
    c.right("at 0", "kink", KINKS)
    c.right("1 at 0", "kink", KINKS, each(lambda x: np.where(x >= 0, 1, 0.01)))
    c.wrong("slope everywhere", "smooth", fixed(-1.0, 2.0, -0.3, 0.4), each(lambda x: np.full_like(x, 0.01)))
    c.wrong("0 on the left", "smooth", fixed(-1.0, 2.0, -0.3, 0.4), each(lambda x: x > 0))
    c.wrong("0 at 0", "kink", ZEROS, each(lambda x: np.where(x > 0, 1, np.where(x == 0, 0, 0.01))))
    c.wrong("slope 0.1", "smooth", fixed(-1.0, 2.0, -0.3, 0.4), each(lambda x: np.where(x > 0, 1, 0.1)))
    c.op("SELU", lambda x: selu(x), each(slope_selu))
    c.right("generic", "kink", normal(2, 3))
    c.right("at 0", "kink", KINKS)
    c.right("at +-40", "saturation", fixed(-40.0, 40.0, 3.0, -20.0))
    c.wrong(
        "lambda missing on the left",
        "smooth",
        fixed(-1.0, 2.0, -0.3, 0.4),
        each(lambda x: np.where(x > 0, LAMBDA, ALPHA * np.exp(np.minimum(x, 0)))),
    )
    c.wrong("lambda missing", "smooth", normal(2, 3), each(lambda x: slope_selu(x) / LAMBDA))
    c.wrong("value for slope", "smooth", fixed(-1.0, 2.0, -0.3, 0.4), each(lambda x: np.where(x > 0, LAMBDA, selu(x))))
    c.wrong("2 at 0", "kink", ZEROS, each(lambda x: np.where(x == 0, 2.0, slope_selu(x))))


def cases():
    c = Collection()
    smooth(c)
    kinked(c)
    return c.cases

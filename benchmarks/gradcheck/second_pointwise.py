"""Second set, part one, written after the algorithm was frozen: functions entry by entry, and losses."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal, single

ZERO = fixed(0.0, 1.3, -0.4, 0.0, -2.0)
SIDES = fixed(-1.0, 2.0, -0.3, 0.4, 1.7)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def each(slope):
    return lambda u, x: u * slope(x)


def gelu(x):
    return 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))


def gelu_slope(x):
    t = np.tanh(0.7978845608 * (x + 0.044715 * x**3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t) * (1 + t) * 0.7978845608 * (1 + 0.134145 * x**2)


def elu(x):
    return np.where(x > 0, x, 0.5 * np.expm1(np.minimum(x, 0)))


def elu_slope(x):
    return np.where(x > 0, 1.0, 0.5 * np.exp(np.minimum(x, 0)))


def activations(c: Collection) -> None:
    c.op("ELU", lambda x: elu(x), each(elu_slope))
    c.right("generic", "kink", normal(2, 4))
    c.right("at 0", "kink", ZERO)
    c.right("at -40", "saturation", fixed(-40.0, 3.0, -12.0))
    c.wrong("alpha missing", "smooth", SIDES, each(lambda x: np.where(x > 0, 1, np.exp(np.minimum(x, 0)))))
    c.wrong("value for slope", "smooth", SIDES, each(lambda x: np.where(x > 0, 1, elu(x))))
    c.wrong("2 at 0", "kink", ZERO, each(lambda x: np.where(x == 0, 2, elu_slope(x))))
    c.op("GELU", lambda x: gelu(x), each(gelu_slope))
    c.right("generic", "smooth", normal(2, 4))
    c.right("at -6", "saturation", fixed(-6.0, -5.0, 40.0, 1.0))
    c.wrong("first term only", "smooth", normal(2, 4), each(lambda x: gelu(x) / x))
    c.op("GELU in float32", single(lambda x: gelu(x)), each(gelu_slope))
    c.right("generic", "float32", normal(2, 4))
    c.wrong("sign", "float32", normal(2, 4), each(lambda x: -gelu_slope(x)))
    c.op("hard sigmoid", lambda x: np.clip(0.2 * x + 0.5, 0, 1), each(lambda x: 0.2 * (np.abs(x) < 2.5)))
    c.right("generic", "kink", normal(8, scale=2.0))
    c.right("at its kinks", "kink", fixed(2.5, -2.5, 1.0, 4.0, 2.4999))
    c.wrong("slope 1/4", "smooth", SIDES, each(lambda x: 0.25 * (np.abs(x) < 2.5)))
    c.wrong("mask missing", "smooth", fixed(-4.0, 0.1, 5.0, 1.0), each(lambda x: np.full_like(x, 0.2)))
    c.op("softsign", lambda x: x / (1 + np.abs(x)), each(lambda x: 1 / (1 + np.abs(x)) ** 2))
    c.right("generic", "smooth", normal(2, 4))
    c.right("at 0", "kink", ZERO)
    c.right("inputs of 1e6", "scale", normal(5, scale=1e6))
    c.wrong("not squared", "smooth", normal(2, 4), each(lambda x: 1 / (1 + np.abs(x))))
    c.wrong("abs missing", "smooth", fixed(-0.5, 2.0, -0.3, 0.4), each(lambda x: 1 / (1 + x) ** 2))
    c.op("naive sigmoid", lambda x: sigmoid(x), each(lambda x: sigmoid(x) * sigmoid(-x)))
    c.right("at +-30", "saturation", fixed(-30.0, 30.0, 12.0, -700.0, 700.0))
    c.wrong("s(s - 1)", "smooth", normal(6), each(lambda x: sigmoid(x) * (sigmoid(x) - 1)))
    c.op("naive softplus", lambda x: np.log(1 + np.exp(x)), each(sigmoid))
    c.right("generic", "smooth", normal(6))
    c.right("at +-20", "saturation", fixed(-20.0, 20.0, 9.0, -9.0))


def elementary(c: Collection) -> None:
    c.op("abs", lambda x: np.abs(x), each(np.sign))
    c.right("generic", "kink", normal(7))
    c.right("at 0", "kink", ZERO)
    c.right("inputs of 1e-6", "scale", normal(7, scale=1e-6))
    c.wrong("ones", "smooth", SIDES, each(np.ones_like))
    c.wrong("2 at 0", "kink", ZERO, each(lambda x: np.where(x == 0, 2, np.sign(x))))
    c.op("log", lambda x: np.log(x), each(lambda x: 1 / x))
    c.right("at 1e-3 to 1e3", "scale", fixed(1e-3, 0.02, 5.0, 1e3))
    c.wrong("log for slope", "smooth", fixed(0.3, 2.0, 5.0), each(np.log))
    c.op("exp", lambda x: np.exp(x), each(np.exp))
    c.right("generic", "smooth", normal(5))
    c.right("at +-30", "saturation", fixed(-30.0, 30.0, 1.0))
    c.wrong("power rule", "smooth", fixed(0.3, 2.0, -1.5), each(lambda x: x * np.exp(x - 1)))
    c.op("square root", lambda x: np.sqrt(x), each(lambda x: 0.5 / np.sqrt(x)))
    c.right("near 0", "scale", fixed(1e-4, 1.0, 25.0, 0.02))
    c.wrong("one half missing", "smooth", fixed(0.5, 1.0, 25.0, 0.02), each(lambda x: 1 / np.sqrt(x)))
    c.op("reciprocal", lambda x: 1 / x, each(lambda x: -1 / x**2))
    c.right("near 0", "scale", fixed(1e-3, -0.05, 3.0))
    c.wrong("sign", "smooth", fixed(0.7, -0.5, 3.0), each(lambda x: 1 / x**2))
    c.op("x|x|", lambda x: x * np.abs(x), each(lambda x: 2 * np.abs(x)))
    c.right("at 0", "kink", ZERO)
    c.wrong("abs missing", "smooth", SIDES, each(lambda x: 2 * x))
    c.op(
        "square spliced to a line",
        lambda x: np.where(x > 1, x**2, 2 * x - 1),
        each(lambda x: np.where(x > 1, 2 * x, 2)),
    )
    c.right("at the splice", "kink", fixed(1.0, 2.0, 0.3, 1.0001))
    c.op("1 - exp(-x)", lambda x: (1 - np.exp(-1e-6 * x)) * 1e6, each(lambda x: np.exp(-1e-6 * x)))
    c.right("cancelling", "scale", normal(5))
    c.wrong("1e-6 too many", "scale", normal(5), each(lambda x: 1e-6 * np.exp(-1e-6 * x)))
    c.op("dropout", lambda x: x * np.array([0, 2.0, 2.0, 0, 2.0]), each(lambda x: np.array([0, 2.0, 2.0, 0, 2.0])))
    c.right("fixed mask", "smooth", normal(5))
    c.wrong("scale missing", "smooth", normal(5), each(lambda x: np.array([0, 1.0, 1.0, 0, 1.0])))
    c.wrong("mask missing", "smooth", normal(5), each(lambda x: np.full(5, 2.0)))


def two(*shape, size=1.0):
    return lambda rng: {"x": size * rng.normal(size=shape), "y": size * rng.normal(size=shape)}


def losses(c: Collection) -> None:
    pinball = lambda x, y: float(np.mean(np.maximum(0.3 * (y - x), -0.7 * (y - x))))  # noqa: E731
    slope = lambda x, y: np.where(y > x, -0.3, 0.7) / x.size  # noqa: E731
    c.op("pinball loss", pinball, lambda u, x, y: (u * slope(x, y), -u * slope(x, y)))
    c.right("generic", "kink", two(6))
    c.right("at its kink", "kink", lambda rng: {"x": np.array([1.0, 2, 3]), "y": np.array([1.0, 0, 3])})
    c.wrong(
        "0.3 and 0.7 swapped",
        "smooth",
        two(6),
        lambda u, x, y: (u * np.where(y > x, -0.7, 0.3) / 6, -u * np.where(y > x, -0.7, 0.3) / 6),
    )
    c.wrong("1/N missing", "smooth", two(6), lambda u, x, y: (6 * u * slope(x, y), -6 * u * slope(x, y)))
    huber = lambda x: float(np.sum(np.where(np.abs(x) < 2, x**2 / 2, 2 * np.abs(x) - 2)))  # noqa: E731
    c.op("Huber loss", huber, each(lambda x: np.clip(x, -2, 2)))
    c.right("generic", "smooth", normal(8, scale=3.0))
    c.right("at its splice", "kink", fixed(2.0, -2.0, 0.0, 5.0))
    c.wrong("clip missing", "smooth", fixed(5.0, -3.0, 1.0, 0.2), each(lambda x: x))
    c.wrong("clipped at 1", "smooth", fixed(5.0, -3.0, 0.3, 0.2), each(lambda x: np.clip(x, -1, 1)))


def margins(c: Collection) -> None:
    sign = np.array([1.0, -1, 1, 1, -1])
    c.op("hinge loss", lambda x: np.maximum(0, 1 - sign * x), each(lambda x: -sign * (sign * x < 1)))
    c.right("generic", "kink", normal(5))
    c.right("at its kink", "kink", fixed(1.0, -1.0, 0.5, 3.0, 0.2))
    c.wrong("sign", "smooth", normal(5, scale=0.5), each(lambda x: sign * (sign * x < 1)))
    c.wrong("mask flipped", "smooth", fixed(3.0, 0.1, 0.5, 2.0, -4.0), each(lambda x: -sign * (sign * x > 1)))
    c.wrong(
        "-2 at its kink",
        "kink",
        fixed(1.0, -1.0, 0.5, 3.0, 0.2),
        each(lambda x: -sign * np.where(sign * x == 1, 2, sign * x < 1)),
    )
    c.op("L1 loss", lambda x: float(np.mean(np.abs(x))), each(lambda x: np.sign(x) / x.size))
    c.right("at 0", "kink", ZERO)
    c.wrong("1/N missing", "smooth", SIDES, each(np.sign))
    c.op("norm", lambda x: float(np.sqrt(np.sum(x * x))), each(lambda x: x / np.sqrt(np.sum(x * x))))
    c.right("generic", "smooth", normal(4))
    c.right("inputs of 1e-6", "scale", normal(4, scale=1e-6))
    c.wrong("not divided", "smooth", normal(4), each(lambda x: x))
    c.op("log-sum-exp plus 1e6", lambda x: 1e6 + float(lse(x).sum()), each(lambda x: np.exp(x - lse(x)[:, None])))
    c.right("generic", "scale", normal(3, 4))
    c.wrong("transposed weights", "scale", normal(3, 3), each(lambda x: np.exp(x - lse(x)[:, None]).T))


def lse(x):
    top = x.max(axis=1)
    return top + np.log(np.exp(x - top[:, None]).sum(axis=1))


def cases():
    c = Collection()
    activations(c)
    elementary(c)
    losses(c)
    margins(c)
    return c.cases

"""Seventh set, part one, written before the checker was tried on it: indexing, masks, clipping, order, steps, mixed scales."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal, single
from fifth_layers import named, softmax

LABELS = np.array([1, -100, 3, 0, -100, 2])
SEGMENTS = np.array([0, 2, 0, 0, 4, 2, 4])
COLUMNS = np.array([[0, 0, 3], [2, 1, 1], [3, 3, 3], [0, 2, 1]])
TINY_TO_HUGE = 10.0 ** np.arange(-8, 9, 4)


def ignoring_loss(z):
    """Cross-entropy that skips rows with the label -100."""
    rows = np.flatnonzero(LABELS >= 0)
    top = z.max(axis=1, keepdims=True)
    log_p = z - top - np.log(np.exp(z - top).sum(axis=1, keepdims=True))
    return float(-log_p[rows, LABELS[rows]].mean())


def ignoring_back(u, z, count=None, keep=False):
    rows = np.flatnonzero(LABELS >= 0)
    d = softmax(z)
    d[rows, LABELS[rows]] -= 1
    if not keep:
        d[LABELS < 0] = 0
    return u * d / (count or rows.size)


def missing_targets(c: Collection) -> None:
    targets = np.array([0.3, np.nan, -1.0, np.nan, 2.0])
    known = np.isfinite(targets)

    def forward(x):
        return float(np.where(known, x - np.where(known, targets, 0.0), 0.0) @ np.where(known, x - targets, 0.0))

    def backward(u, x):
        return 2 * u * np.where(known, x - np.where(known, targets, 0.0), 0.0)

    c.op("squares of known targets", forward, backward)
    c.right("generic", "smooth", normal(5))
    c.wrong("unknown ones as zeros", "smooth", normal(5), lambda u, x: 2 * u * (x - np.nan_to_num(targets)))


def indexing(c: Collection) -> None:
    c.op("cross-entropy, rows ignored", ignoring_loss, ignoring_back)
    c.right("generic", "smooth", named(z=(6, 4)))
    c.right("logits of 300", "saturation", lambda rng: {"z": 300 * rng.normal(size=(6, 4))})
    c.wrong("over all rows", "smooth", named(z=(6, 4)), lambda u, z: ignoring_back(u, z, 6))
    c.wrong("ignored rows too", "smooth", named(z=(6, 4)), lambda u, z: ignoring_back(u, z, keep=True))
    missing_targets(c)
    c.op("taken along rows", lambda x: np.take_along_axis(x, COLUMNS, axis=1) ** 2, _taken_back)
    c.right("generic", "smooth", normal(4, 4))
    c.wrong("the last of repeated ones", "smooth", normal(4, 4), lambda u, x: _taken_back(u, x, add=False))
    c.wrong("from the next row", "smooth", normal(4, 4), lambda u, x: np.roll(_taken_back(u, x), 1, axis=0))
    c.op("means of segments", _segment_means, _segment_means_back)
    c.right("one is empty", "smooth", normal(7, 2))
    c.wrong("not divided", "smooth", normal(7, 2), lambda u, x: u[SEGMENTS] / np.cosh(x) ** 2)
    c.wrong("over all rows", "smooth", normal(7, 2), lambda u, x: u[SEGMENTS] / np.cosh(x) ** 2 / 7)
    c.op("softmax of segments", _segment_softmax, _segment_softmax_back)
    c.right("generic", "smooth", normal(7))
    c.right("logits of 80", "saturation", normal(7, scale=80.0))
    c.wrong("sum over all", "smooth", normal(7), lambda u, x: _segment_softmax(x) * (u - (u @ _segment_softmax(x))))
    c.op("largest of segments", _segment_max, _segment_max_back)
    c.right("generic", "smooth", normal(7))
    c.right("ties, shares", "kink", fixed(2.0, 1.0, 2.0, 2.0, -1.0, 1.0, 3.0))
    c.wrong(
        "ties, each gets all",
        "kink",
        fixed(2.0, 1.0, 2.0, 2.0, -1.0, 1.0, 3.0),
        lambda u, x: u[SEGMENTS] * (x == _segment_max(x)[SEGMENTS]),
    )


def _taken_back(u, x, add=True):
    d, rows = np.zeros_like(x), np.repeat(np.arange(4)[:, None], 3, axis=1)
    part = 2 * u * np.take_along_axis(x, COLUMNS, axis=1)
    if add:
        np.add.at(d, (rows, COLUMNS), part)
    else:
        d[rows, COLUMNS] = part
    return d


def _counts():
    return np.maximum(np.bincount(SEGMENTS, minlength=5), 1)


def _segment_means(x):
    total = np.zeros((5, 2))
    np.add.at(total, SEGMENTS, np.tanh(x))
    return total / _counts()[:, None]


def _segment_means_back(u, x):
    return (u / _counts()[:, None])[SEGMENTS] / np.cosh(x) ** 2


def _segment_softmax(x):
    top = np.full(5, -np.inf)
    np.maximum.at(top, SEGMENTS, x)
    e = np.exp(x - top[SEGMENTS])
    return e / np.bincount(SEGMENTS, e, 5)[SEGMENTS]


def _segment_softmax_back(u, x):
    p = _segment_softmax(x)
    return p * (u - np.bincount(SEGMENTS, u * p, 5)[SEGMENTS])


def _segment_max(x):
    top = np.full(5, -np.inf)
    np.maximum.at(top, SEGMENTS, x)
    return np.where(np.isfinite(top), top, 0.0)


def _segment_max_back(u, x):
    top = x == _segment_max(x)[SEGMENTS]
    return u[SEGMENTS] * top / np.bincount(SEGMENTS, top, 5)[SEGMENTS]


def broadcasting(c: Collection) -> None:
    shapes = {"a": (4, 1, 3), "b": (2, 1), "g": (3,)}
    c.op("three shapes", lambda a, b, g: np.tanh(a * b) + g * b, _three_back)
    c.right("generic", "smooth", named(**shapes))
    c.wrong(
        "dg a mean of rows", "smooth", named(**shapes), lambda u, **x: {**(d := _three_back(u, **x)), "g": d["g"] / 4}
    )
    c.wrong("db of the first term", "smooth", named(**shapes), lambda u, **x: _three_back(u, **x, second=0.0))
    c.op("centred outer", lambda x: x[:, None] - x[None, :] * x.mean(), _centred_back)
    c.right("generic", "smooth", normal(5))
    c.wrong("mean held constant", "smooth", normal(5), lambda u, x: u.sum(axis=1) - u.sum(axis=0) * x.mean())


def _three_back(u, a, b, g, second=1.0):
    slope = u / np.cosh(a * b) ** 2
    db = (slope * a + second * u * g).sum(axis=(0, 2))[:, None]
    return {"a": (slope * b).sum(axis=1, keepdims=True), "b": db, "g": (u * b).sum(axis=(0, 1))}


def _centred_back(u, x):
    return u.sum(axis=1) - u.sum(axis=0) * x.mean() - (u @ x).sum() / x.size


def choosing(c: Collection) -> None:
    safe = lambda x: np.where(x > 0, np.log(np.where(x > 0, x, 1.0)), np.expm1(np.minimum(x, 0.0)))  # noqa: E731
    slope = lambda x: np.where(x > 0, 1 / np.where(x > 0, x, 1.0), np.exp(np.minimum(x, 0.0)))  # noqa: E731
    c.op("where with a safe logarithm", safe, lambda u, x: u * slope(x))
    c.right("generic", "smooth", fixed(0.3, -2.0, 5.0, 1e-3, -0.4))
    c.wrong(
        "both branches", "smooth", fixed(0.3, -2.0, 5.0), lambda u, x: u * (1 / np.abs(x) + np.exp(np.minimum(x, 0)))
    )
    c.op("parabola spliced to a line", lambda x: np.where(x > 1, x * x, 2 * x - 1), lambda u, x: u * np.fmax(2 * x, 2))
    c.right("at the splice", "smooth", fixed(1.0, 0.2, 1.5, 1.0))
    c.wrong("2 missing", "smooth", fixed(1.0, 0.2, 1.5), lambda u, x: u * np.where(x > 1, x, 2))
    c.op("clip to 0 and 1", lambda x: np.clip(x, 0.0, 1.0), lambda u, x: u * ((x > 0) & (x < 1)))
    c.right("0 on the bounds", "kink", fixed(0.0, 1.0, 0.5, -2.0, 3.0))
    c.right("1 on the bounds", "kink", fixed(0.0, 1.0, 0.5, -2.0, 3.0), lambda u, x: u * ((x >= 0) & (x <= 1)))
    c.wrong("passed outside", "smooth", fixed(0.3, 0.5, -2.0, 3.0), lambda u, x: u)
    c.wrong("1.3 on the bounds", "kink", fixed(0.0, 1.0, 0.5), lambda u, x: u * np.where((x > 0) & (x < 1), 1.0, 1.3))
    c.op("clip by norm", lambda x: x * min(1.0, 2 / np.linalg.norm(x)), _clip_norm_back)
    c.right("inside", "smooth", normal(5, scale=0.2))
    c.right("outside", "smooth", normal(5, scale=9.0))
    c.wrong("norm held constant", "smooth", normal(5, scale=9.0), lambda u, x: u * min(1.0, 2 / np.linalg.norm(x)))
    c.op("piecewise linear table", _table, _table_back)
    c.right("generic", "smooth", fixed(0.2, 1.7, 2.3, 3.9))
    c.right("on its knots", "kink", fixed(1.0, 1.7, 3.0))
    c.wrong("on its knots, sum of both", "kink", fixed(1.0, 1.7, 3.0), lambda u, x: u * np.where(x == 1.7, 1.0, 7.0))
    c.wrong("the next piece", "smooth", fixed(0.2, 1.7, 2.3), lambda u, x: _table_back(u, x + 1))


HEIGHTS = np.array([0.0, 2.0, 3.0, -1.0, 4.0])


def _clip_norm_back(u, x):
    size = np.linalg.norm(x)
    return u if size <= 2 else 2 / size * (u - x * (u @ x) / size**2)


def _table(x):
    return np.interp(x, np.arange(5.0), HEIGHTS)


def _table_back(u, x):
    return u * np.diff(HEIGHTS)[np.clip(np.floor(x).astype(int), 0, 3)]


def ordering(c: Collection) -> None:
    c.op("mean of the 3 largest", lambda x: float(np.sort(x)[-3:].mean()), _top_back)
    c.right("generic", "smooth", normal(8))
    tied = fixed(5.0, 2.0, 2.0, 7.0, 1.0, 2.0)
    c.right("tie for the last place", "kink", tied)
    c.right("tie for the last place, shared", "kink", tied, lambda u, x: u / 3 * np.where(x == 2, 1 / 3, x > 2))
    c.wrong("tie, each gets all", "kink", tied, lambda u, x: u / 3 * (x >= 2))
    c.wrong("4 largest", "smooth", normal(8), lambda u, x: _top_back(u, x, 4))
    c.op("first quartile", lambda x: np.quantile(x, 0.25, axis=0), _quantile_back)
    c.right("generic", "smooth", normal(6, 2))
    c.wrong("half of each", "smooth", normal(6, 2), lambda u, x: _quantile_back(u, x, 0.5))
    c.op("running maximum", lambda x: np.maximum.accumulate(x), _running_back)
    c.right("generic", "smooth", normal(9))
    c.right("a plateau", "kink", fixed(1.0, 3.0, 2.0, 3.0, 0.0, 5.0))
    c.wrong("each its own", "smooth", fixed(1.0, 3.0, 2.0, 4.0), lambda u, x: u)
    c.op("running log-sum-exp", lambda x: np.logaddexp.accumulate(x), _running_lse_back)
    c.right("generic", "smooth", normal(7))
    c.right("scores of 700", "saturation", normal(7, scale=700.0))
    c.wrong("softmax of all", "smooth", normal(7), lambda u, x: u.sum() * softmax(x[None])[0])
    c.op("moving average", _ema, _ema_back)
    c.right("generic", "smooth", normal(12))
    c.wrong("forwards", "smooth", normal(12), lambda u, x: _ema(u))


def _top_back(u, x, k=3):
    d = np.zeros_like(x)
    d[np.argsort(x, kind="stable")[-k:]] = u / k
    return d


def _quantile_back(u, x, upper=0.25):
    d, order, columns = np.zeros_like(x), np.argsort(x, axis=0), np.arange(2)
    d[order[1], columns], d[order[2], columns] = u * (1 - upper), u * upper
    return d


def _running_back(u, x):
    d, best = np.zeros_like(x), 0
    for k in range(x.size):
        best = k if x[k] > x[best] else best
        d[best] += u[k]
    return d


def _running_lse_back(u, x):
    total = np.logaddexp.accumulate(x)
    return np.array([sum(u[k] * np.exp(x[j] - total[k]) for k in range(j, x.size)) for j in range(x.size)])


def _ema(x):
    out, state = np.zeros_like(x), 0.0
    for k, value in enumerate(x):
        state = 0.9 * state + 0.1 * value
        out[k] = state
    return out


def _ema_back(u, x):
    return _ema(u[::-1])[::-1]


def steps(c: Collection) -> None:
    c.op("floor times itself", lambda x: np.floor(x) * x, lambda u, x: u * np.floor(x))
    c.right("generic", "smooth", fixed(1.3, -2.6, 4.5, 0.2))
    c.wrong("twice", "smooth", fixed(1.3, -2.6, 4.5), lambda u, x: 2 * u * np.floor(x))
    c.op("rounded to eighths", lambda x: np.round(8 * x) / 8, lambda u, x: 0 * u)
    c.right("nothing", "smooth", fixed(0.31, -1.2, 2.22))
    c.wrong("straight through", "smooth", fixed(0.31, -1.2, 2.22), lambda u, x: u)
    c.op("rounded weights", lambda x, w: x @ (np.round(8 * w) / 8), _rounded_back)
    c.right("nothing to w", "smooth", _away)
    c.wrong("straight through", "smooth", _away, lambda u, x, w: {**_rounded_back(u, x, w), "w": x.T @ u})
    c.op("share of right guesses", lambda z: np.float64((z.argmax(axis=1) == [0, 1, 1]).mean()), lambda u, z: 0 * z)
    c.right("nothing", "smooth", named(z=(3, 2)))
    c.wrong("p - y", "smooth", named(z=(3, 2)), lambda u, z: u * (softmax(z) - np.eye(2)[[0, 1, 1]]) / 3)
    c.op("gate and ramp", lambda x: np.heaviside(x - 0.5, 0.5) * x**2, lambda u, x: 2 * u * x * (x > 0.5))
    c.right("generic", "smooth", fixed(0.1, 0.7, -3.0, 2.0))
    c.wrong("open below", "smooth", fixed(0.1, 0.7, -3.0, 2.0), lambda u, x: 2 * u * x)
    c.op("remainder", lambda x: np.mod(x, 0.7) * x, lambda u, x: u * (np.mod(x, 0.7) + x))
    c.right("generic", "smooth", fixed(0.1, 1.6, -3.0, 200.0))
    c.wrong("remainder held constant", "smooth", fixed(0.1, 1.6, -3.0), lambda u, x: u * np.mod(x, 0.7))
    powers = np.array([0, 1, 2, 5, -1, -3])
    c.op("whole powers", lambda x: x**powers, lambda u, x: u * powers * x ** (powers - 1.0))
    c.right("generic", "smooth", fixed(2.0, -1.3, 0.5, -0.7, 1.1, -0.9))
    c.right("powers of 0", "smooth", fixed(0.0, 0.0, 0.0, 0.0, 1.0, 1.0), lambda u, x: u * [0, 1, 0, 0, -1, -3])
    c.wrong("not lowered", "smooth", fixed(2.0, -1.3, 0.5, -0.7, 1.1, -0.9), lambda u, x: u * powers * x**powers)


def _rounded_back(u, x, w):
    return {"x": u @ (np.round(8 * w) / 8).T, "w": 0 * w}


def _away(rng):
    """Weights that are not near a step of their rounding."""
    return {"x": rng.normal(size=(3, 4)), "w": (rng.integers(-8, 8, (4, 2)) + rng.uniform(-0.3, 0.3, (4, 2))) / 8}


def scales(c: Collection) -> None:
    c.op(
        "waves of width 1e-8 to 1e8",
        lambda x: TINY_TO_HUGE * np.sin(x / TINY_TO_HUGE),
        lambda u, x: u * np.cos(x / TINY_TO_HUGE),
    )
    draw = lambda rng: {"x": TINY_TO_HUGE * rng.normal(size=5)}  # noqa: E731
    c.right("generic", "scale", draw)
    c.wrong("the narrowest flipped", "scale", draw, lambda u, x: u * np.cos(x / TINY_TO_HUGE) * [-1, 1, 1, 1, 1])
    c.wrong("the widest 1 % off", "scale", draw, lambda u, x: u * np.cos(x / TINY_TO_HUGE) * [1, 1, 1, 1, 1.01])
    c.op("regression on features of 1e-8 to 1e8", _regression, _regression_back)
    fitted = lambda rng: {"w": rng.normal(size=5) / TINY_TO_HUGE}  # noqa: E731
    c.right("generic", "scale", fitted)
    c.wrong("the smallest flipped", "scale", fitted, lambda u, w: _regression_back(u, w) * [-1, 1, 1, 1, 1])
    c.wrong("the largest twice", "scale", fitted, lambda u, w: _regression_back(u, w) * [1, 1, 1, 1, 2])
    c.op("two inputs, 1e-8 and 1e8", lambda a, b: a * 1e8 * np.tanh(b / 1e8), _products_back)
    pair = lambda rng: {"a": 1e-8 * rng.normal(size=3), "b": 1e8 * rng.normal(size=3)}  # noqa: E731
    c.right("generic", "scale", pair)
    c.wrong("slope of tanh missing", "scale", pair, lambda u, a, b: {**_products_back(u, a, b), "b": u * a})
    c.op("cumulative sum in float32", single(lambda x: np.cumsum(x * x)), lambda u, x: 2 * x * np.cumsum(u[::-1])[::-1])
    c.right("generic", "float32", normal(20))
    c.wrong("not reversed", "float32", normal(20), lambda u, x: 2 * x * np.cumsum(u))


FEATURES = np.random.default_rng(77).normal(size=(12, 5)) * TINY_TO_HUGE
ANSWERS = np.random.default_rng(78).normal(size=12)


def _regression(w):
    return float(((FEATURES @ w - ANSWERS) ** 2).mean())


def _regression_back(u, w):
    return u * 2 * FEATURES.T @ (FEATURES @ w - ANSWERS) / 12


def _products_back(u, a, b):
    t = np.tanh(b / 1e8)
    return {"a": u * 1e8 * t, "b": u * a * (1 - t * t)}


def cases():
    c = Collection()
    for part in (indexing, broadcasting, choosing, ordering, steps, scales):
        part(c)
    return c.cases

"""Sixth set, part two, written before the checker was tried on it: losses, recursions, linear algebra, hidden float32."""

from __future__ import annotations

import numpy as np
from collection import Collection, fixed, normal
from fifth_layers import named, softmax, softmax_back
from fifth_pointwise import sig

ROWS = np.arange(4)
TRUTH = np.array([0, 2, 1, 2])


def huber(x, d=0.5):
    return np.where(np.abs(x) <= d, 0.5 * x * x, d * (np.abs(x) - 0.5 * d))


def pointwise(c: Collection) -> None:
    c.op("huber", huber, lambda u, x: u * np.clip(x, -0.5, 0.5))
    c.right("generic", "smooth", normal(7))
    c.right("on the corner", "smooth", fixed(0.5, -0.5, 0.2, 0.0))
    c.wrong("not clipped", "smooth", fixed(0.1, 2.0, -3.0), lambda u, x: u * x)
    c.wrong("delta missing", "smooth", fixed(0.1, 2.0, -3.0), lambda u, x: u * np.where(np.abs(x) < 0.5, x, np.sign(x)))
    c.op("Poisson loss", lambda x: np.exp(x) - 3 * x, lambda u, x: u * (np.exp(x) - 3))
    c.right("generic", "smooth", normal(5))
    c.right("rates of 1e-9 and 1e9", "scale", fixed(-20.0, 20.0, 0.5))
    c.wrong("log of the rate", "smooth", normal(5), lambda u, x: u * (1 - 3 / np.exp(x)))
    c.op("Cauchy loss", lambda x: np.log1p(x * x / 4), lambda u, x: u * 2 * x / (4 + x * x))
    c.right("generic", "smooth", normal(5))
    c.right("outliers of 1e8", "scale", fixed(1e8, -1e4, 0.1))
    c.wrong("outliers of 1e8, clipped", "scale", fixed(1e8, -1e4, 0.1), lambda u, x: u * np.clip(x, -1, 1) / 2)
    c.op("squared hinge", lambda x: np.maximum(0, 1 - x) ** 2, lambda u, x: -2 * u * np.maximum(0, 1 - x))
    c.right("generic", "smooth", normal(6))
    c.right("at 1", "smooth", fixed(1.0, 0.3, 1.0, 2.0))
    c.wrong("2 missing", "smooth", normal(6), lambda u, x: -u * np.maximum(0, 1 - x))
    c.op("loss and penalty", _penalised, _penalised_back)
    c.right("generic", "scale", named(w=(8,)))
    c.wrong("2 of the penalty missing", "scale", named(w=(8,)), lambda u, w: _penalised_back(u, w, 1.0))
    c.wrong("penalty missing", "scale", named(w=(8,)), lambda u, w: _penalised_back(u, w, 0.0))
    weight = np.array([3.0, 1.0, 10.0, 0.5])
    c.op(
        "weighted cross-entropy of logits",
        lambda x: weight * np.logaddexp(0, -x) + 0.4 * np.logaddexp(0, x),
        lambda u, x: u * (0.4 * sig(x) - weight * sig(-x)),
    )
    c.right("generic", "smooth", normal(4))
    c.right("logits of 60", "saturation", fixed(60.0, -60.0, 30.0, -3.0))
    c.wrong("weight on both", "smooth", normal(4), lambda u, x: u * weight * (0.4 * sig(x) - sig(-x)))
    amplitude = 10.0 ** np.arange(-6, 7, 2)
    c.op(
        "outputs from 1e-6 to 1e6",
        lambda x: amplitude * np.sin(x),
        lambda u, x: u * amplitude * np.cos(x),
    )
    c.right("generic", "scale", normal(7))
    c.wrong(
        "the smallest flipped", "scale", normal(7), lambda u, x: u * amplitude * np.cos(x) * np.sign(amplitude - 1e-5)
    )
    c.wrong("the second 1 % off", "scale", normal(7), lambda u, x: u * amplitude * np.cos(x) * [1, 1.01, 1, 1, 1, 1, 1])
    c.op("two outputs", lambda x: (np.float64(x @ x), np.tanh(x)), _two_back)
    c.right("generic", "smooth", normal(5))
    c.wrong("the second's forgotten", "smooth", normal(5), lambda u, x: 2 * u[0] * x)
    c.wrong("the first's upstream for both", "smooth", normal(5), lambda u, x: u[0] * (2 * x + 1 - np.tanh(x) ** 2))


def _penalised(w):
    return float(np.log1p(np.exp(w * np.arange(8))).mean() + 1e-4 * (w * w).sum())


def _penalised_back(u, w, two=2.0):
    return u * (sig(w * np.arange(8)) * np.arange(8) / 8 + 1e-4 * two * w)


def _two_back(u, x):
    return 2 * u[0] * x + u[1] * (1 - np.tanh(x) ** 2)


def cosine(a, b):
    return (a * b).sum(axis=1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1))


def cosine_back(u, a, b, part=1.0):
    A, B = np.linalg.norm(a, axis=1, keepdims=True), np.linalg.norm(b, axis=1, keepdims=True)
    s = cosine(a, b)[:, None]
    return {"a": u[:, None] * (b / (A * B) - part * s * a / A**2), "b": u[:, None] * (a / (A * B) - s * b / B**2)}


def info_nce(a, b):
    z = _unit(a) @ _unit(b).T / 0.07
    top = z.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(z - top).sum(axis=1)) + top[:, 0] - np.diag(z)))


def _unit(a):
    return a / np.linalg.norm(a, axis=1, keepdims=True)


def info_nce_back(u, a, b, temperature=0.07, project=True):
    p = softmax(_unit(a) @ _unit(b).T / 0.07)
    d = u * (p - np.eye(len(a))) / len(a) / temperature
    return {"a": _unit_back(d @ _unit(b), a, project), "b": _unit_back(d.T @ _unit(a), b, True)}


def _unit_back(u, a, project):
    size = np.linalg.norm(a, axis=1, keepdims=True)
    return (u - project * (u * a).sum(axis=1, keepdims=True) * a / size**2) / size


def triplet(a, p, n):
    return np.maximum(0, ((a - p) ** 2).sum(axis=1) - ((a - n) ** 2).sum(axis=1) + 1)


def triplet_back(u, a, p, n, sign=1.0):
    on = (u * (triplet(a, p, n) > 0))[:, None]
    return {"a": 2 * on * (n - p), "p": 2 * on * (p - a), "n": sign * 2 * on * (a - n)}


def comparisons(c: Collection) -> None:
    draw = named(a=(4, 3), b=(4, 3))
    c.op("cosine similarity", cosine, cosine_back)
    c.right("generic", "smooth", draw)
    c.right("vectors of 1e-5", "scale", named(1e-5, a=(4, 3), b=(4, 3)))
    c.right("parallel", "smooth", lambda rng: {"a": np.ones((2, 3)), "b": 2 * np.ones((2, 3))})
    c.wrong("projection missing", "smooth", draw, lambda u, a, b: cosine_back(u, a, b, 0.0))
    c.wrong("vectors of 1e5, projection 1 % off", "scale", named(1e5, a=(4, 3), b=(4, 3)), _cosine_off)
    c.op("contrastive loss", info_nce, info_nce_back)
    c.right("generic", "smooth", draw)
    c.wrong("temperature missing", "smooth", draw, lambda u, a, b: info_nce_back(u, a, b, temperature=1.0))
    c.wrong("norm held constant", "smooth", draw, lambda u, a, b: info_nce_back(u, a, b, project=False))
    draw = named(a=(6, 2), p=(6, 2), n=(6, 2))
    c.op("triplet loss", triplet, triplet_back)
    c.right("generic", "kink", draw)
    c.right("on the margin", "kink", lambda rng: {"a": np.zeros((2, 2)), "p": np.zeros((2, 2)), "n": np.eye(2)})
    c.wrong("sign of dn", "kink", draw, lambda u, a, p, n: triplet_back(u, a, p, n, sign=-1.0))
    c.op("total variation", lambda x: float(np.abs(np.diff(x)).sum()), _variation_back)
    flat = lambda rng: {"x": np.repeat(rng.normal(size=4), 3)}  # noqa: E731
    c.right("generic", "kink", normal(9))
    c.right("flat parts", "kink", flat)
    c.wrong("one side", "kink", normal(9), lambda u, x: u * np.append(-np.sign(np.diff(x)), 0))
    c.wrong("flat parts, sign of 0 is 3", "kink", flat, lambda u, x: _variation_back(u, x, 3.0))
    c.op("distance of sorted samples", _wasserstein, _wasserstein_back)
    c.right("generic", "kink", named(x=(8,), y=(8,)))
    c.wrong("not sorted back", "kink", named(x=(8,), y=(8,)), _wasserstein_unsorted)


def _cosine_off(u, a, b):
    return cosine_back(u, a, b, 1.01)


def _variation_back(u, x, at_zero=0.0):
    s = np.where(np.diff(x) == 0, at_zero, np.sign(np.diff(x)))
    return u * (np.append(0, s) - np.append(s, 0))


def _wasserstein(x, y):
    return float(((np.sort(x) - np.sort(y)) ** 2).mean())


def _wasserstein_back(u, x, y):
    d = 2 * u * (np.sort(x) - np.sort(y)) / x.size
    return d[np.argsort(np.argsort(x))], -d[np.argsort(np.argsort(y))]


def _wasserstein_unsorted(u, x, y):
    d = 2 * u * (np.sort(x) - np.sort(y)) / x.size
    return d[np.argsort(x)], -d[np.argsort(np.argsort(y))]


def lse(z, axis):
    top = z.max(axis=axis, keepdims=True)
    return np.squeeze(top, axis) + np.log(np.exp(z - top).sum(axis=axis))


def chain(x, A):
    """log of the sum over all paths of a chain: emissions x (T, K), transitions A (K, K)."""
    alpha = x[0]
    for t in range(1, len(x)):
        alpha = x[t] + lse(alpha[:, None] + A, 0)
    return float(lse(alpha, 0))


def chain_back(u, x, A, last=True, turn=False):
    alpha, beta = [x[0]], [np.zeros_like(x[0])]
    for t in range(1, len(x)):
        alpha.append(x[t] + lse(alpha[-1][:, None] + A, 0))
        beta.insert(0, lse((A.T if turn else A) + x[len(x) - t] + beta[0], 1))
    total = chain(x, A)
    dx = np.exp(np.array(alpha) + np.array(beta) - total)
    steps = range(len(x) - 1 if last else len(x) - 2)
    dA = sum(np.exp(alpha[t][:, None] + A + x[t + 1] + beta[t + 1] - total) for t in steps)
    return {"x": u * dx, "A": u * dA}


LABELS = np.array([0, 1, 0, 1, 0, 2, 0])  # 1, 1, 2 with blanks between


def _ctc_table(logp, skip):
    table = np.full((len(logp), LABELS.size), -np.inf)
    table[0, :2] = logp[0, LABELS[:2]]
    for t in range(1, len(logp)):
        for s in range(LABELS.size):
            before = [table[t - 1, k] for k in range(max(0, s - 1), s + 1)]
            if s > 1 and LABELS[s] != 0 and (skip or LABELS[s] != LABELS[s - 2]):
                before.append(table[t - 1, s - 2])
            table[t, s] = np.logaddexp.reduce(before) + logp[t, LABELS[s]]
    return table


def _log_softmax(z):
    return z - lse(z, 1)[:, None]


def ctc(z):
    return -float(np.logaddexp(*_ctc_table(_log_softmax(z), False)[-1, -2:]))


def ctc_back(u, z, skip=False, repeats=True):
    logp = _log_softmax(z)
    alpha = _ctc_table(logp, False)
    beta = _ctc_table(logp[::-1], skip)[::-1, ::-1] if np.array_equal(LABELS, LABELS[::-1]) else _ctc_beta(logp, skip)
    posterior = np.exp(alpha + beta - np.logaddexp(*alpha[-1, -2:]))
    share = np.zeros_like(z)
    for s, label in enumerate(LABELS):
        share[:, label] = (share[:, label] if repeats else 0) + posterior[:, s]
    return u * (np.exp(logp) - share)


def _ctc_beta(logp, skip):
    beta = np.full((len(logp), LABELS.size), -np.inf)
    beta[-1, -2:] = 0
    for t in range(len(logp) - 2, -1, -1):
        for s in range(LABELS.size):
            after = [beta[t + 1, k] + logp[t + 1, LABELS[k]] for k in range(s, min(s + 2, LABELS.size))]
            far = s + 2 < LABELS.size and LABELS[s + 2] != 0 and (skip or LABELS[s + 2] != LABELS[s])
            if far:
                after.append(beta[t + 1, s + 2] + logp[t + 1, LABELS[s + 2]])
            beta[t, s] = np.logaddexp.reduce(after)
    return beta


def recursions(c: Collection) -> None:
    draw = named(x=(6, 3), A=(3, 3))
    c.op("log-partition of a chain", chain, chain_back)
    c.right("generic", "smooth", draw)
    c.right("scores of 100", "saturation", named(40.0, x=(6, 3), A=(3, 3)))
    c.wrong("last transition missing", "smooth", draw, lambda u, x, A: chain_back(u, x, A, last=False))
    c.wrong("backward of the transposed", "smooth", draw, lambda u, x, A: chain_back(u, x, A, turn=True))
    c.op("CTC loss", ctc, ctc_back)
    c.right("generic", "smooth", named(z=(7, 4)))
    c.right("logits of 30", "saturation", named(10.0, z=(7, 4)))
    c.wrong("skips between equal labels", "smooth", named(z=(7, 4)), lambda u, z: ctc_back(u, z, skip=True))
    c.wrong("repeated labels overwritten", "smooth", named(z=(7, 4)), lambda u, z: ctc_back(u, z, repeats=False))
    mask = np.array([[0, 0, -np.inf, 0], [0, -np.inf, -np.inf, 0]])
    c.op("masked log-sum-exp", lambda z: lse(z + mask, 1), lambda u, z: u[:, None] * softmax(z + mask))
    c.right("generic", "smooth", named(z=(2, 4)))
    c.wrong("mask forgotten", "smooth", named(z=(2, 4)), lambda u, z: u[:, None] * softmax(z))
    c.op("label smoothing", _smoothed, lambda u, z: u * (softmax(z) - _soft_truth(0.1)) / 4)
    c.right("generic", "smooth", named(z=(4, 3)))
    c.right("logits of 200", "saturation", named(80.0, z=(4, 3)))
    c.wrong("not smoothed", "smooth", named(z=(4, 3)), lambda u, z: u * (softmax(z) - _soft_truth(0.0)) / 4)


def _soft_truth(share):
    q = np.full((4, 3), share / 3)
    q[ROWS, TRUTH] += 1 - share
    return q


def _smoothed(z):
    return float(-(_soft_truth(0.1) * _log_softmax(z)).sum() / 4)


def kl(m, v):
    return float(0.5 * (np.exp(v) + m * m - 1 - v).sum())


def mixture(w, m, s):
    points = np.array([-1.0, 0.2, 3.0])[:, None]
    return float(-lse(_log_softmax(w[None])[0] - 0.5 * ((points - m) / np.exp(s)) ** 2 - s, 1).sum())


def mixture_back(u, w, m, s, one=1.0):
    points = np.array([-1.0, 0.2, 3.0])[:, None]
    r = softmax(w - 0.5 * ((points - m) / np.exp(s)) ** 2 - s)
    z = (points - m) / np.exp(s)
    return {
        "w": -u * (r - softmax(w)).sum(axis=0),
        "m": -u * (r * z / np.exp(s)).sum(axis=0),
        "s": -u * (r * (z * z - one)).sum(axis=0),
    }


def dice(x):
    p, t = sig(x), (np.arange(x.size) % 3 == 0) * 1.0
    return float(1 - 2 * (p * t).sum() / (p.sum() + t.sum()))


def dice_back(u, x, below=1.0):
    p, t = sig(x), (np.arange(x.size) % 3 == 0) * 1.0
    total = p.sum() + t.sum()
    return u * (-2 * t / total + below * 2 * (p * t).sum() / total**2) * p * (1 - p)


def _solve_back(u, A, b):
    g = np.linalg.solve(A.T, u)
    return {"A": -np.outer(g, np.linalg.solve(A, b)), "b": g}


def _well(rng):
    return {"A": rng.normal(size=(3, 3)) + 4 * np.eye(3), "b": rng.normal(size=3)}


def probabilities(c: Collection) -> None:
    c.op("Kullback-Leibler of normals", kl, lambda u, m, v: (u * m, u * 0.5 * (np.exp(v) - 1)))
    c.right("generic", "smooth", named(m=(4,), v=(4,)))
    c.right("log-variances of -30", "scale", lambda rng: {"m": rng.normal(size=3), "v": np.array([-30.0, 0.0, 5.0])})
    c.wrong("1 missing", "smooth", named(m=(4,), v=(4,)), lambda u, m, v: (u * m, u * 0.5 * np.exp(v)))
    c.op("mixture of normals", mixture, mixture_back)
    c.right("generic", "smooth", named(w=(2,), m=(2,), s=(2,)))
    c.wrong("ds without the log", "smooth", named(w=(2,), m=(2,), s=(2,)), lambda u, **x: mixture_back(u, **x, one=0.0))
    c.op("dice loss", dice, dice_back)
    c.right("generic", "smooth", normal(9))
    c.right("saturated", "saturation", normal(9, scale=30.0))
    c.wrong("denominator held constant", "smooth", normal(9), lambda u, x: dice_back(u, x, 0.0))
    c.op("solution of a system", lambda A, b: np.linalg.solve(A, b), _solve_back)
    c.right("generic", "smooth", _well)
    c.wrong(
        "dA transposed", "smooth", _well, lambda u, A, b: {**_solve_back(u, A, b), "A": _solve_back(u, A, b)["A"].T}
    )
    c.wrong("solved with A", "smooth", _well, lambda u, A, b: _solve_back(u, A.T, b) | {"b": np.linalg.solve(A, u)})
    c.op("log-determinant", lambda A: np.linalg.slogdet(A)[1], lambda u, A: u * np.linalg.inv(A).T)
    c.right("generic", "smooth", lambda rng: {"A": _well(rng)["A"]})
    c.wrong("not transposed", "smooth", lambda rng: {"A": _well(rng)["A"]}, lambda u, A: u * np.linalg.inv(A))
    c.op("spectrum", lambda x: np.abs(np.fft.rfft(x)) ** 2, _spectrum_back)
    c.right("generic", "smooth", normal(8))
    c.wrong("once for 2", "smooth", normal(8), lambda u, x: _spectrum_back(u, x) / 2)


def _spectrum_back(u, x):
    grid = np.exp(-2j * np.pi * np.outer(np.arange(5), np.arange(8)) / 8)
    return 2 * ((u * np.fft.rfft(x)).conj() @ grid).real


def hidden(function):
    """A float64 function whose inside is float32: the outputs are float64 numbers of no short form."""
    return lambda **inputs: np.pi * function(**{k: x.astype(np.float32) for k, x in inputs.items()}).astype(float)


def low_precision(c: Collection) -> None:
    affine = lambda x, w: np.tanh(x @ w)  # noqa: E731
    draw = named(x=(5, 3), w=(3, 2))
    c.op("float32 inside a layer", hidden(affine), _hidden_back)
    c.right("generic", "float32", draw)
    c.wrong("sign of dw", "float32", draw, lambda u, x, w: {**_hidden_back(u, x, w), "w": -_hidden_back(u, x, w)["w"]})
    c.wrong("10 % off", "float32", draw, lambda u, x, w: {k: 1.1 * g for k, g in _hidden_back(u, x, w).items()})
    c.op("float32 inside a softmax", hidden(lambda z: softmax(z)), lambda u, z: np.pi * softmax_back(u, softmax(z)))
    c.right("generic", "float32", named(z=(3, 4)))
    c.wrong("twice", "float32", named(z=(3, 4)), lambda u, z: 2 * np.pi * softmax_back(u, softmax(z)))
    mean = lambda x: (x.astype(np.float32) ** 2).mean()  # noqa: E731
    c.op("float32 mean of 1000", mean, lambda u, x: u * 2 * x / 1000)
    c.right("generic", "float32", normal(1000))
    c.wrong("over 999", "float32", normal(1000), lambda u, x: u * 20 * x / 999)


def _hidden_back(u, x, w):
    d = np.pi * u * (1 - np.tanh(x @ w) ** 2)
    return {"x": d @ w.T, "w": x.T @ d}


def cases():
    c = Collection()
    for part in (pointwise, comparisons, recursions, probabilities, low_precision):
        part(c)
    return c.cases

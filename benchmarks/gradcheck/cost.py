"""Evaluations and seconds: full and fast mode on nets of growing size, one slope, and a check of exercise size.

python benchmarks/gradcheck/cost.py
"""

from __future__ import annotations

import time

import numpy as np
from model import tanh_net

from grader.gradcheck import check, slope


def best_of(runs: int, work) -> tuple[float, object]:
    """Shortest time of some runs in ms, and the last result."""
    best, result = np.inf, None
    for _ in range(runs):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return 1e3 * best, result


FAULTS = {
    "1 % off": lambda g: 1.01 * g,
    "of the other sign": lambda g: -g,
    "zero": lambda g: 0 * g,
    "1e-5 off": lambda g: (1 + 1e-5) * g,
}


def wrong_ones() -> None:
    """Full mode on wrong gradients: of a net, and of a function with many entries on its kink."""
    forward, backward, parameters = tanh_net(41, 19, 10)
    n = sum(value.size for value in parameters.values())
    for name, fault in FAULTS.items():
        report = check(forward, lambda u, f=fault, **p: {k: f(g) for k, g in backward(u, **p).items()}, parameters)
        print(f"net of {n} entries, {name}: {report.evaluations} evaluations = {report.evaluations / n:.2f} n")
    rng = np.random.default_rng(0)
    x, c = rng.normal(size=1000), rng.normal(size=1000)
    for share in (0.05, 0.4, 1.0):
        at = {"x": np.where(rng.random(1000) < share, 0, x)}
        for name, slope_at_0 in (("2 at each", np.full(1000, 2.0)), ("2 at every other", 2.0 * (np.arange(1000) % 2))):
            report = check(
                lambda x: float(np.maximum(x, 0) @ c), lambda u, x, s=slope_at_0: u * c * ((x > 0) + s * (x == 0)), at
            )
            print(f"relu of 1000, {share:.0%} zeros, {name}: {report.evaluations} evaluations")


def main() -> None:
    wrong_ones()
    for inputs, hidden, outputs in ((3, 2, 2), (40, 18, 10), (41, 19, 10), (90, 70, 10), (784, 125, 10)):
        forward, backward, parameters = tanh_net(inputs, hidden, outputs)
        n = sum(value.size for value in parameters.values())
        once, _ = best_of(20, lambda f=forward, p=parameters: f(**p))
        for mode in ("full", "fast") if n < 20000 else ("fast",):
            ms, report = best_of(3, lambda f=forward, b=backward, p=parameters, m=mode: check(f, b, p, mode=m))
            print(
                f"net of {n:6} entries, {mode}: {report.verdict}, {report.evaluations:6} evaluations = "
                f"{report.evaluations / n:7.3f} n, {ms:8.1f} ms (forward {once:.3f} ms)"
            )
    rng = np.random.default_rng(0)
    x = {"X": rng.normal(size=(5, 4)), "W": rng.normal(size=(4, 3)), "b": rng.normal(size=3)}
    ms, report = best_of(
        20, lambda: check(lambda X, W, b: X @ W + b, lambda u, X, W, b: (u @ W.T, X.T @ u, u.sum(0)), x)
    )
    print(f"affine layer of {sum(v.size for v in x.values())} entries, full: {report.verdict}, {ms:.1f} ms")
    ms, report = best_of(
        20, lambda: check(lambda x: np.maximum(x, 0), lambda u, x: u * (x > 0), {"x": np.arange(-3.0, 3)})
    )
    print(f"relu of 6 entries, one on its kink, full: {report.verdict}, {ms:.1f} ms")
    ms, found = best_of(20, lambda: slope(lambda a: float(np.sin(a).sum()), np.ones(6), 2))
    print(f"one slope: {found.evaluations} evaluations, {ms:.2f} ms")


if __name__ == "__main__":
    main()

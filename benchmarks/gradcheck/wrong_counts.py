"""How many wrong entries does fast mode notice, how many does it locate, and at what cost?

    python benchmarks/gradcheck/wrong_counts.py [--runs 3] [--sizes 10000 100000]

f = g(x) @ c with g tanh, relu or leaky relu; k live entries of the gradient are wrong: by 1 %, of another sign, or 0.
A check *notices* if its verdict is disagree; it *locates exactly* if the entries that it names are the k wrong ones and it
says that these are all. Beyond that it must name some wrong entries and no right one, and say that there are more.
Seconds are processor time.
"""

from __future__ import annotations

import argparse
import time
from typing import NamedTuple

import numpy as np

from grader.gradcheck import check

ACTIVATIONS = {
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "relu": (lambda x: np.maximum(x, 0), lambda x: (x > 0) * 1.0),
    "leaky relu": (lambda x: np.where(x > 0, x, 0.1 * x), lambda x: np.where(x > 0, 1, 0.1)),
}
FACTORS = {"1 %": 1.01, "sign": -1.0, "zero": 0.0}
COUNTS = (1, 2, 5, 16, 17, 100, 300, 1000, "half", "all")


class Outcome(NamedTuple):
    """What one check said: noticed, located exactly, said nothing false; its evaluations and seconds."""

    noticed: bool
    exact: bool
    honest: bool
    evaluations: int
    seconds: float


def outcome(activation: str, n: int, count: int | str, factor: float, seed: int) -> Outcome:
    """One check of n entries, count of which are wrong by the factor."""
    g, slope = ACTIVATIONS[activation]
    rng = np.random.default_rng([seed, n])
    x, c = rng.normal(size=n), rng.normal(size=n)
    live = rng.permutation(np.flatnonzero(slope(x)))
    wrong = np.sort(live[: {"half": n // 2, "all": n}.get(count, count)])
    spoilt = np.ones(n)
    spoilt[wrong] = factor
    start = time.process_time()
    report = check(lambda x: float(g(x) @ c), lambda u, x: u * slope(x) * c * spoilt, {"x": x}, mode="fast", seed=seed)
    seconds = time.process_time() - start
    block = report.blocks[0]
    named = np.flatnonzero(block.verdicts == 4)
    exact = block.located and np.array_equal(named, wrong)
    honest = np.isin(named, wrong).all() and (exact or not block.located)
    return Outcome(report.verdict == "disagree", exact, bool(honest), report.evaluations, seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=(10_000, 100_000))
    options = parser.parse_args()
    for n in options.sizes:
        for activation in ACTIVATIONS:
            for count in COUNTS:
                found = [
                    outcome(activation, n, count, factor, seed)
                    for factor in FACTORS.values()
                    for seed in range(options.runs)
                ]
                print(
                    f"n {n:6}, {activation:10}, {count!s:>4} wrong: noticed {sum(f.noticed for f in found)}, located exactly "
                    f"{sum(f.exact for f in found)}, nothing false {sum(f.honest for f in found)} of {len(found)}; at most "
                    f"{max(f.evaluations for f in found)} evaluations, {max(f.seconds for f in found):.2f} s",
                    flush=True,
                )


if __name__ == "__main__":
    main()

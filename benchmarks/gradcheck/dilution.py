"""One wrong entry among many: is it noticed, is it located, at what cost? Fast mode.

python benchmarks/gradcheck/dilution.py
"""

from __future__ import annotations

import time

import numpy as np
from model import located, spoiled, tanh_net

from grader.gradcheck import check


def one_of_many(inputs: int, hidden: int, factor: float, runs: int) -> None:
    noticed = found = 0
    for seed in range(runs):
        forward, backward, parameters = tanh_net(inputs, hidden, seed=seed)
        rng = np.random.default_rng([seed, 1])
        sizes = [value.size for value in parameters.values()]
        place = int(rng.integers(sum(sizes)))
        name = list(parameters)[int(np.searchsorted(np.cumsum(sizes), place, side="right"))]
        position = int(rng.integers(parameters[name].size))
        report = check(forward, spoiled(backward, [(name, position, factor)]), parameters, mode="fast", seed=seed)
        noticed += not report.passed
        found += located(report) == {(name, position)}
    print(f"one entry of {sum(sizes)} x {factor}: noticed {noticed} of {runs}, located exactly {found} of {runs}")


def two_of_many(runs: int) -> None:
    evaluations, seconds, exact = [], [], 0
    for seed in range(runs):
        forward, backward, parameters = tanh_net(784, 125, seed=seed)
        rng = np.random.default_rng([seed, 2])
        places = (
            {("W1", int(rng.integers(98000))), ("W2", int(rng.integers(1250)))}
            if seed % 2
            else {("W1", int(k)) for k in rng.integers(98000, size=2)}
        )
        wrong = spoiled(backward, [(name, position, 1.1) for name, position in places])
        start = time.perf_counter()
        report = check(forward, wrong, parameters, mode="fast", seed=seed)
        seconds.append(time.perf_counter() - start)
        evaluations.append(report.evaluations)
        exact += located(report) == places
    n = sum(value.size for value in parameters.values())
    print(
        f"two entries of {n} x 1.1: located exactly {exact} of {runs}, at most {max(evaluations)} evaluations, "
        f"median {np.median(evaluations):.0f}; {np.median(seconds):.2f} s, at most {max(seconds):.2f} s"
    )


def right_ones(runs: int) -> None:
    alarms = 0
    for seed in range(runs):
        forward, backward, parameters = tanh_net(90, 70, seed=seed)
        alarms += not check(forward, backward, parameters, mode="fast", seed=seed).passed
    print(f"right gradients of 7080 entries: {alarms} of {runs} flagged")


def main() -> None:
    for factor in (1.5, 1.1, 1.01):
        one_of_many(89, 73, factor, 100)
    right_ones(100)
    two_of_many(20)


if __name__ == "__main__":
    main()

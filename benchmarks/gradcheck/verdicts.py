"""False alarms and misses of this checker and of others on the same right and wrong gradients.

    python benchmarks/gradcheck/verdicts.py [first|second|third|fourth|fifth|sixth|seventh ...] [--seeds 200 210] [--alone]

A right gradient that does not pass is a false alarm (unresolved counts as one); a wrong one that passes is a miss.
Wrong gradients that equal the right one at the drawn inputs, number for number, are counted apart.
"""

from __future__ import annotations

import argparse
import importlib
import time
import warnings
from collections import Counter

import numpy as np
import peers
from collection import Case, as_dict

from grader.gradcheck import check

SETS = {
    "first": ("first_elementwise", "first_layers"),
    "second": ("second_pointwise", "second_layers"),
    "third": ("third_pointwise", "third_layers"),
    "fourth": ("fourth_pointwise", "fourth_layers"),
    "fifth": ("fifth_pointwise", "fifth_layers"),
    "sixth": ("sixth_layers", "sixth_losses"),
    "seventh": ("seventh_arrays", "seventh_layers"),
}


def cases_of(name: str) -> list[Case]:
    return [case for module in SETS[name] for case in importlib.import_module(module).cases()]


def equivalent(case: Case, inputs, upstream) -> bool:
    """Whether a wrong gradient is the right one at these inputs."""
    names = list(inputs)
    wrong, right = (as_dict(f(upstream, **inputs), names) for f in (case.backward, case.truth))
    return all(np.array_equal(wrong[name], right[name]) for name in names)


def run(cases: list[Case], seeds: range, others: dict[str, peers.Checker]) -> None:
    ours = {"this checker, full": "full", "this checker, fast": "fast"}
    alarms, misses, kinds, spent = Counter(), Counter(), Counter(), Counter()
    right = wrong = same = 0
    for seed in seeds:
        for case in cases:
            inputs = case.draw(np.random.default_rng(seed))
            passed = {}
            for name, mode in ours.items():
                start = time.perf_counter()
                report = check(case.forward, case.backward, inputs, mode=mode, seed=seed)
                spent[name] += time.perf_counter() - start
                passed[name] = report.passed
            if not case.right and equivalent(case, inputs, report.upstream):
                same += 1
                continue
            right, wrong = right + case.right, wrong + (not case.right)
            for name, checker in others.items():
                start = time.perf_counter()
                passed[name] = peers.verdict(checker, case, inputs, seed)
                spent[name] += time.perf_counter() - start
            for name, ok in passed.items():
                alarms[name] += case.right and not ok
                misses[name] += ok and not case.right
                kinds[name, case.kind] += ok != case.right
                if ok != case.right and name in ours:
                    print(f"  {name}, seed {seed}: {'false alarm' if case.right else 'miss'} on {case.name}")
    show(list(ours) + list(others), alarms, misses, kinds, spent, right, wrong, same)


def show(names, alarms, misses, kinds, spent, right, wrong, same) -> None:
    order = ("smooth", "kink", "saturation", "scale", "float32")
    print(f"  {right} right and {wrong} wrong checks ({same} equivalent ones left out)")
    print(f"  {'':32}{'false alarms':>14}{'misses':>8}{'ms/check':>10}   errors by kind: {'/'.join(order)}")
    for name in names:
        by_kind = "/".join(str(kinds[name, kind]) for kind in order)
        each = 1e3 * spent[name] / (right + wrong + same)
        print(f"  {name:32}{alarms[name]:>14}{misses[name]:>8}{each:>10.2f}   {by_kind}")


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--seeds", type=int, nargs=2, default=(200, 210))
    parser.add_argument("--alone", action="store_true", help="without the other checkers")
    options = parser.parse_args()
    others, absent = ({}, []) if options.alone else peers.available()
    for library in absent:
        print(f"{library} is not installed: left out")
    for name in options.sets:
        cases = cases_of(name)
        right = sum(case.right for case in cases)
        print(f"{name} set: {right} right and {len(cases) - right} wrong gradients, seeds {options.seeds}")
        run(cases, range(*options.seeds), others)


if __name__ == "__main__":
    main()

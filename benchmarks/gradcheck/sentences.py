"""How many failing reports carry a pattern, and whether each pattern is true: checked against the right gradient.

    python benchmarks/gradcheck/sentences.py [--seeds 200 210]

A pattern is verified with the case's right backward pass, not with the slopes that the checker measured.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter

import numpy as np
from collection import as_dict
from verdicts import SETS, cases_of

from grader.gradcheck import check


class Facts:
    """The returned and the right gradient of one failing report, as plain arrays."""

    def __init__(self, case, inputs, report) -> None:
        u = report.upstream
        self.inputs, self.u = inputs, u
        self.a = as_dict(case.backward(u, **inputs), list(inputs))
        self.g = as_dict(case.truth(u, **inputs), list(inputs))
        self.case, self.report = case, report

    def at(self, pattern):
        """Returned and right numbers of the entries that the pattern speaks of."""
        places = pattern.indices or [tuple(i) for i in np.ndindex(self.g[pattern.block].shape)]
        pick = tuple(np.array(list(places)).T) if places[0] else ()
        return self.a[pattern.block][pick], self.g[pattern.block][pick], pick

    def close(self, a, b) -> bool:
        """Equal to 4 digits (float32 cases are measured to no more)."""
        room = 1e-3 if self.report.precision != "float64" else 1e-5
        return bool(np.allclose(a, b, rtol=room, atol=1e-9 * max(np.max(np.abs(b)), 1e-300)))

    def wrong(self, name):
        """Mask of the entries that differ from the right gradient by more than rounding."""
        a, g = self.a[name], self.g[name]
        largest = np.max(np.abs(g))
        clear = (np.abs(a - g) > 5e-3 * np.abs(g)) & (np.abs(a - g) > 1e-14 * largest)  # small ones beside large ones
        return ~np.isclose(a, g, rtol=1e-6, atol=3e-7 * largest) | (clear & (self.report.precision == "float64"))


def true(pattern, f: Facts) -> bool:
    """Whether one pattern holds."""
    name, kind = pattern.block, pattern.kind
    if kind in ("upstream", "block", "joint", "kink value", "non-finite", "shape"):
        return structural(pattern, f)
    a, g, pick = f.at(pattern)
    if kind in ("sign", "constant factor", "zeros"):
        return f.close(a, pattern.factor * g) and not np.array_equal(a, g)
    if kind in ("upstream factor", "input factor"):
        beside = [np.asarray(z)[pick] for z in (f.u, *f.inputs.values()) if np.shape(z) == f.g[name].shape]
        return any(f.close(a, g * z) or f.close(a, g / z) for z in beside)
    if kind == "copy":
        return any(
            np.array_equal(a, np.asarray(z)[pick]) for z in (f.u, *f.inputs.values()) if np.shape(z) == f.g[name].shape
        )
    if kind == "swapped":
        return any(
            f.close(a, f.g[other][pick]) for other in f.g if other != name and f.g[other].shape == f.g[name].shape
        )
    if kind == "offset":
        return f.close(a - g, pattern.factor)
    if kind == "decay":
        return f.close(a, g + pattern.factor * np.asarray(f.inputs[name])[pick])
    if kind == "rounded":
        return any(f.close(a, np.round(g, k)) for k in range(7))
    if kind == "constant":
        return f.close(f.a[name], f.g[name].sum()) or f.close(f.a[name], f.g[name].mean())
    if kind == "transpose":
        return bool(f.close(f.a[name].T, f.g[name]))
    if kind == "permutation":
        return f.close(np.sort(f.a[name].ravel()), np.sort(f.g[name].ravel()))
    return placed(pattern, f)


def placed(pattern, f: Facts) -> bool:
    """Row, column, region, few entries: the entries named are the wrong ones, all of them and no others.

    The right gradient of a case is one convention; entries on a kink may differ from it and still be admissible.
    """
    block, named = f.report.block(pattern.block), np.zeros(f.g[pattern.block].shape, dtype=bool)
    for index in pattern.indices:
        named[index] = True
    free = block.high - block.low > 4 * block.error
    return bool(np.array_equal(named[~free], f.wrong(pattern.block)[~free]) and (f.wrong(pattern.block) | ~named).all())


def torn(conflict, f: Facts) -> bool:
    """Whether a group at a tie has another sum along its direction than the right gradient, which is one convention."""
    pairs = [
        (w, f.a[name][index], f.g[name][index])
        for w, (name, index) in zip(conflict.weights, conflict.members, strict=True)
    ]
    return not np.isclose(sum(w * a for w, a, _ in pairs), sum(w * g for w, _, g in pairs), rtol=1e-6, atol=1e-9)


def structural(pattern, f: Facts) -> bool:
    name, kind = pattern.block, pattern.kind
    if kind == "block":
        bad = {n for n in f.g if f.a[n].shape != f.g[n].shape or f.wrong(n).any()}
        return bad == {block.name for block in f.report.blocks if block.verdict == "disagree"}
    if kind == "upstream":
        twice = 2 * np.asarray(f.u)
        doubled = as_dict(f.case.backward(float(twice) if np.ndim(f.u) == 0 else twice, **f.inputs), list(f.g))
        return any(not np.allclose(doubled[n], 2 * f.a[n], rtol=1e-6) for n in f.g) or "not linear" in pattern.sentence
    if kind == "joint":
        return any(torn(conflict, f) for conflict in f.report.joint)
    if kind == "kink value":
        return all(f.wrong(name)[index] for index in pattern.indices)
    if kind == "non-finite":
        return all(not np.isfinite(f.a[name][index]) for index in pattern.indices)
    shape = f.g[name].shape
    sums = [f.a[name].sum(axis=k) for k in range(f.a[name].ndim)]
    return any(
        s.shape == shape and f.close(s, f.g[name])
        for s in [*sums, f.a[name].reshape(shape) if f.a[name].size == f.g[name].size else sums[0]]
    )


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs=2, default=(200, 210))
    options = parser.parse_args()
    kinds, false, failing, carrying = Counter(), Counter(), 0, 0
    for case in [case for name in SETS for case in cases_of(name) if not case.right]:
        for seed in range(*options.seeds):
            inputs = case.draw(np.random.default_rng(seed))
            report = check(case.forward, case.backward, inputs, seed=seed)
            if report.passed:
                continue
            failing, carrying = failing + 1, carrying + bool(report.patterns)
            facts = Facts(case, inputs, report)
            for pattern in report.patterns:
                kinds[pattern.kind] += 1
                if not true(pattern, facts):
                    false[pattern.kind] += 1
                    print(f"not verified: {case.name}, seed {seed}: {pattern.kind}: {pattern.sentence}")
    print(f"{carrying} of {failing} failing reports carry a pattern: {100 * carrying / failing:.0f} %")
    print(f"{sum(kinds.values())} patterns, {sum(false.values())} not verified")
    for kind, count in kinds.most_common():
        print(f"  {kind:18}{count:6}")


if __name__ == "__main__":
    main()

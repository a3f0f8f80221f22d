"""Fast mode: a few random directions per block, at a cost that does not depend on its size.

A probe that disagrees is never overruled: what is looked for afterwards is where the wrong entries are, not whether.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import DirectionalSlopes, measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE, DISAGREE, PRECISION, UNRESOLVED
from grader.gradcheck.search.bisection import Suspect, locate
from grader.gradcheck.search.fits import fit_slope
from grader.gradcheck.search.sweep import judge_all, sweep
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import NOTHING, judge_entries

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Bools = NDArray[np.bool_]

PROBES = 3
SMALL = 256
TINY = 64  # entries one by one cost little more than probes, and less than both where something is wrong
BLUR = 1e-5  # of the size of the terms: a probe with a wider bar shows too little
LOW_BLUR = 2e-2  # the same for a forward pass of low precision, of which no probe shows more
KINKED = 1000
MOST_KINKED = 20_000
SAMPLE = 400
FAINT = (1e-4, 1e-8)  # of the largest entry
BUDGET = 1800


class Probed(NamedTuple):
    """What the probes of one block say: a verdict code, whether a point on a kink was seen or a slope is known badly,
    the direction that shows a gap best (None where the gradient is not finite), and whether that gap is beyond all
    arithmetic."""

    code: int
    blurred: bool
    suspect: Suspect | None
    certain: bool


def probe(trial: Trial) -> dict[str, int]:
    """A verdict code per block that was not judged entry by entry.

    Blocks that disagree, sit on a kink, or have slopes that are known badly are taken apart: small ones entry by entry,
    large ones by bisection.
    """
    names = tuple(name for name, part in trial.function.blocks.items() if part.stop > part.start)
    tiny = tuple(name for name in names if np.ptp(_ends(trial, name)) <= TINY)
    probed = _probe_blocks(trial, {name: np.arange(*_ends(trial, name)) for name in names if name not in tiny})
    small = tuple(name for name in names if name in tiny or _is_taken_apart(trial, name, probed[name]))
    probed |= _probe_generic(trial, [name for name in names if name not in small and probed[name].blurred])
    small += tuple(name for name in names if name not in small and _has_many_kinks(trial, name, probed[name]))
    if small:
        sweep(trial, small)
    rest = [name for name in names if name not in small]
    probed |= _probe_faint(trial, [name for name in rest if probed[name].code != DISAGREE])
    wrong = [name for name in rest if probed[name].code == DISAGREE]
    codes = {name: probed[name].code for name in rest if name not in wrong}
    for name in wrong:
        codes[name] = _settle(trial, name, probed[name], BUDGET // len(wrong))
    return codes


def _ends(trial: Trial, name: str) -> tuple[int, int]:
    part = trial.function.blocks[name]
    return part.start, part.stop


def _probe_blocks(trial: Trial, groups: dict[str, Indices], count: int = PROBES) -> dict[str, Probed]:
    """Random directions over some positions of each block, and what they say."""
    plan = [line for where in groups.values() for line in _directions(trial, where)[:count]]
    slopes = measure(trial.function, trial.u, plan, trial.precision) if plan else None
    if slopes is None:
        return {}
    return {
        name: _read_probes(trial, name, plan[k * count : (k + 1) * count], slopes, k * count)
        for k, name in enumerate(groups)
    }


def _probe_generic(trial: Trial, names: list[str]) -> dict[str, Probed]:
    """Large blocks on a kink once more, without the entries whose number occurs again: the zeros that sit on it.

    A sum over kinks that open up and down has no interval that every right gradient lies in, so these entries are
    judged one by one: SAMPLE of them.
    """
    generic = {}
    for name in names:
        start, stop = _ends(trial, name)
        _, back, count = np.unique(trial.function.theta[start:stop], return_inverse=True, return_counts=True)
        again = count[back] > 1
        where = np.flatnonzero(~again) + start
        special = np.flatnonzero(again) + start
        if special.size:
            some = special[np.unique(np.linspace(0, special.size - 1, SAMPLE).astype(np.intp))]
            judge_all(trial, some, np.full(some.size, 1e-4))
            generic[name] = where
    probed = _probe_blocks(trial, {name: where for name, where in generic.items() if where.size})
    nothing = {name: Probed(AGREE, False, None, False) for name, where in generic.items() if not where.size}
    return probed | nothing


def _probe_faint(trial: Trial, names: list[str]) -> dict[str, Probed]:
    """Entries that are tiny beside others of their block, once more by themselves: a sum with those shows nothing of them.

    Only a clear disagreement counts: slopes of this size may be lost in the rounding of forward, or of backward.
    """
    found: dict[str, Probed] = {}
    for most, least in zip(FAINT, (*FAINT[1:], -1.0), strict=True):
        groups = {}
        for name in names:
            start, stop = _ends(trial, name)
            size = np.abs(trial.a[start:stop] * trial.function.scale[start:stop])
            largest = float(size.max())
            where = np.flatnonzero((size <= most * largest) & (size > least * largest)) + start
            if where.size and largest > 0:
                groups[name] = where
        floor = NOTHING * float(np.max(np.abs(trial.u)))
        for name, probed in _probe_blocks(trial, groups, count=1).items():
            if probed.certain and probed.suspect is not None and abs(probed.suspect.gap) > 10 * floor:
                found.setdefault(name, probed)
    return found


def _directions(trial: Trial, where: Indices) -> list[Direction]:
    directions = []
    for k in range(PROBES):
        signs = np.ones(where.size) if k == 0 else trial.draws.signs(where.size)
        directions.append(Direction(where, signs * trial.draws.weights(where.size) * trial.function.scale[where]))
    return directions


def _is_taken_apart(trial: Trial, name: str, probed: Probed) -> bool:
    part = trial.function.blocks[name]
    size: int = part.stop - part.start
    return size <= (KINKED if probed.blurred else SMALL if probed.code > PRECISION else 0)


def _has_many_kinks(trial: Trial, name: str, probed: Probed) -> bool:
    """Whether a block sits on kinks at numbers that do not occur again, which no probe can leave out."""
    start, stop = _ends(trial, name)
    return probed.blurred and trial.precision.eps == FLOAT64_EPS and stop - start <= MOST_KINKED


def _read_probes(trial: Trial, name: str, lines: list[Direction], slopes: DirectionalSlopes, first: int) -> Probed:
    """The worst verdict of the probes of one block.

    A gap counts here from 1e-9 of the block on: one wrong entry among many is a small part of a sum. Whether it is
    material is decided where it is found.
    """
    rows = list(range(first, first + len(lines)))
    mine = DirectionalSlopes(
        **{field: getattr(slopes, field)[rows] for field in DirectionalSlopes.__dataclass_fields__}
    )
    a = np.array([trial.a[line.positions] @ line.weights for line in lines])
    if not np.isfinite(a).all():
        return Probed(DISAGREE, False, None, True)
    size = max(float(np.linalg.norm(trial.a[line.positions] * line.weights)) for line in lines)
    rounding, nudged = (max(column) for column in zip(*(_noise_along(trial, line) for line in lines), strict=True))
    scales = replace(
        trial.scales(name), block=max(size, float(np.max(np.abs(mine.value)))), rounding=rounding, nudged=nudged
    )
    if trial.precision.eps > FLOAT64_EPS:
        doubtful = (judge_entries(a, mine, scales) == DISAGREE) | mine.kink | (mine.error > LOW_BLUR * scales.block)
        mine = _fit_probes(trial, lines, mine, doubtful, LOW_BLUR * scales.block)
    codes = judge_entries(a, mine, scales)
    gap = np.maximum(np.maximum(mine.low - a, a - mine.high), 0.0)
    if trial.precision.eps > FLOAT64_EPS:  # a probe whose bar is a twentieth of the size of its terms shows enough
        shows = (codes == UNRESOLVED) & (mine.error <= 0.05 * scales.block) & (gap <= 2 * mine.error)
        codes = np.where(shows, AGREE, codes)
    bar = 2 * mine.error + scales.room + 64 * FLOAT64_EPS * (np.abs(a) + np.abs(mine.value)) + 1e-13 * size
    certain = bool((codes == DISAGREE).any())
    strict = (codes == PRECISION) & (gap > 1e-9 * size) & (gap > 8 * nudged) & (trial.precision.name == "float64")
    codes = np.where(strict & (scales.eps == FLOAT64_EPS), DISAGREE, codes)
    best = int(np.argmax(np.where(codes == DISAGREE, gap / bar, -1.0)))
    step = float(mine.best_step[best])
    suspect = Suspect(lines[best], float(a[best] - mine.value[best]), float(bar[best]), step)
    share = BLUR if trial.precision.eps == FLOAT64_EPS else LOW_BLUR
    wide = share * np.maximum(size, np.abs(mine.value))
    blurred = mine.kink | (mine.error > wide)
    return Probed(int(codes.max()), bool(blurred.any()), suspect, certain)


def _fit_probes(
    trial: Trial, lines: list[Direction], slopes: DirectionalSlopes, doubtful: Bools, most: float
) -> DirectionalSlopes:
    """Slopes of these lines from many points, which show them better than the ladder of a pass of low precision."""
    value, error, low, high = (column.copy() for column in (slopes.value, slopes.error, slopes.low, slopes.high))
    kink = slopes.kink.copy()
    for row in np.flatnonzero(doubtful):
        fitted, bar = fit_slope(trial.function, trial.u, lines[row], trial.precision)
        if bar < max(error[row], 2 * most):
            value[row] = low[row] = high[row] = fitted
            error[row], kink[row] = bar, False
    return replace(slopes, value=value, error=error, low=low, high=high, kink=kink)


def _noise_along(trial: Trial, line: Direction) -> tuple[float, float]:
    """The noise of backward along a direction: that of a sum of many entries, each with its own."""
    if trial.noise is None:
        return 0.0, 0.0
    rounding, nudged = (np.abs(line.weights) * part[line.positions] for part in trial.noise)
    return float(np.linalg.norm(rounding)), float(np.linalg.norm(nudged))


def _settle(trial: Trial, name: str, probed: Probed, budget: int) -> int:
    """Look for the wrong entries of a large block; the verdict on the block."""
    part = trial.function.blocks[name]
    if probed.suspect is None:
        positions = np.flatnonzero(~np.isfinite(trial.a[part]))[:SMALL] + part.start
        trial.table.codes[positions] = DISAGREE
        return DISAGREE
    positions = locate(trial, name, probed.suspect, budget)
    codes = trial.table.codes[positions]
    if probed.certain or (codes == DISAGREE).any():
        return DISAGREE
    return PRECISION if (codes == PRECISION).any() and not (codes > PRECISION).any() else UNRESOLVED

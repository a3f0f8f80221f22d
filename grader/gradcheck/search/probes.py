"""Fast mode: a few random directions per block, at a cost that does not depend on its size.

A probe that disagrees is never overruled: what is looked for afterwards is where the wrong entries are, not whether.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import DirectionalSlopes, measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import DISAGREE, PRECISION, UNRESOLVED
from grader.gradcheck.search.bisection import Suspect, locate
from grader.gradcheck.search.sweep import sweep
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import judge_entries

Floats = NDArray[np.float64]

PROBES = 3
SMALL = 256
TINY = 32  # entries one by one cost less than probes
BLUR = 1e-5  # of the size of the terms: a probe with a wider bar shows too little
KINKED = 20_000
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
    plan = [line for name in names for line in _directions(trial, name)]
    slopes = measure(trial.function, trial.u, plan, trial.precision)
    probed = {
        name: _read_probes(trial, name, plan[k * PROBES : (k + 1) * PROBES], slopes, k) for k, name in enumerate(names)
    }
    small = tuple(name for name in names if _is_taken_apart(trial, name, probed[name]))
    if small:
        sweep(trial, small)
    rest = [name for name in names if name not in small]
    wrong = [name for name in rest if probed[name].code == DISAGREE]
    codes = {name: probed[name].code for name in rest if name not in wrong}
    for name in wrong:
        codes[name] = _settle(trial, name, probed[name], BUDGET // len(wrong))
    return codes


def _directions(trial: Trial, name: str) -> list[Direction]:
    part = trial.function.blocks[name]
    where = np.arange(part.start, part.stop)
    directions = []
    for k in range(PROBES):
        signs = np.ones(where.size) if k == 0 else trial.draws.signs(where.size)
        directions.append(Direction(where, signs * trial.draws.weights(where.size) * trial.function.scale[where]))
    return directions


def _is_taken_apart(trial: Trial, name: str, probed: Probed) -> bool:
    part = trial.function.blocks[name]
    size: int = part.stop - part.start
    return size <= (KINKED if probed.blurred else SMALL if probed.code > PRECISION else TINY)


def _read_probes(trial: Trial, name: str, lines: list[Direction], slopes: DirectionalSlopes, block: int) -> Probed:
    """The worst verdict of the probes of one block.

    A gap counts here from 1e-9 of the block on: one wrong entry among many is a small part of a sum. Whether it is
    material is decided where it is found.
    """
    rows = list(range(block * PROBES, (block + 1) * PROBES))
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
    codes = judge_entries(a, mine, scales)
    gap = np.maximum(np.maximum(mine.low - a, a - mine.high), 0.0)
    bar = 2 * mine.error + scales.room + 64 * FLOAT64_EPS * (np.abs(a) + np.abs(mine.value)) + 1e-13 * size
    certain = bool((codes == DISAGREE).any())
    strict = (codes == PRECISION) & (gap > 1e-9 * size) & (gap > 8 * nudged) & (trial.precision.name == "float64")
    codes = np.where(strict & (scales.eps == FLOAT64_EPS), DISAGREE, codes)
    best = int(np.argmax(np.where(codes == DISAGREE, gap / bar, -1.0)))
    step = float(mine.best_step[best])
    suspect = Suspect(lines[best], float(a[best] - mine.value[best]), float(bar[best]), step)
    wide = max(BLUR, 64 * trial.precision.eps) * np.maximum(size, np.abs(mine.value))
    blurred = mine.kink | (mine.error > wide)
    return Probed(int(codes.max()), bool(blurred.any()), suspect, certain)


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

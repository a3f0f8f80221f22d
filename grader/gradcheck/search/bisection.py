"""Fast mode: a few random directions per block, and bisection to the entries that are wrong.

The gap a.d - f'(x; d) is linear in d where f is smooth. So when a block is cut in two, the gap of one half is measured
(26 evaluations) and that of the other is the difference: one ladder per level and wrong entry, not two.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import DirectionalSlopes, measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE, DISAGREE, PRECISION, UNRESOLVED
from grader.gradcheck.search.sweep import sweep
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import judge_entries

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

PROBES = 3
SMALL = 256
SUSPECTS = 16
SAMPLE = 24


class Suspect(NamedTuple):
    """Entries among which something is wrong: the gap along the line, and its bar."""

    line: Direction
    gap: float
    bar: float


def probe(trial: Trial) -> dict[str, int]:
    """A verdict code per block from PROBES random directions each, at a cost that does not depend on their size.

    Blocks that disagree, or sit on a kink, are taken apart: small ones entry by entry, large ones by bisection.
    """
    names = tuple(trial.function.blocks)
    plan = [line for name in names for line in _lines(trial, name)]
    found = measure(trial.function, trial.u, plan, trial.precision)
    codes: dict[str, int] = {}
    small: list[str] = []
    for row, name in enumerate(names):
        rows = range(row * PROBES, (row + 1) * PROBES)
        codes[name], suspect = _verdict(trial, name, [plan[k] for k in rows], found, list(rows))
        part = trial.function.blocks[name]
        kinked = bool(found.kink[list(rows)].any())
        if (codes[name] > PRECISION or kinked) and part.stop - part.start <= SMALL:
            small.append(name)
        elif codes[name] == DISAGREE:
            codes[name] = _apart(trial, name, suspect)
    if small:
        sweep(trial, tuple(small))
    return {name: -1 if name in small else code for name, code in codes.items()}


def _lines(trial: Trial, name: str) -> list[Direction]:
    part = trial.function.blocks[name]
    where = np.arange(part.start, part.stop)
    lines = []
    for k in range(PROBES):
        signs = np.ones(where.size) if k == 0 else trial.draws.signs(where.size)
        lines.append(Direction(where, signs * trial.draws.weights(where.size) * trial.function.scale[where]))
    return lines


def _verdict(
    trial: Trial, name: str, lines: list[Direction], found: DirectionalSlopes, rows: list[int]
) -> tuple[int, Suspect | None]:
    """The worst verdict of the probes of one block, and the direction that shows it best.

    A gap counts here from 1e-9 of the block on: one wrong entry among many is a small part of a sum. Whether it is
    material is decided where it is found.
    """
    mine = DirectionalSlopes(**{field: getattr(found, field)[rows] for field in DirectionalSlopes.__dataclass_fields__})
    a = np.array([trial.a[line.positions] @ line.weights for line in lines])
    size = max(float(np.linalg.norm(trial.a[line.positions] * line.weights)) for line in lines)
    if not np.isfinite(a).all():
        return DISAGREE, None
    codes = judge_entries(a, mine, trial.scales(name, size))
    gap = np.maximum(np.maximum(mine.low - a, a - mine.high), 0.0)
    bar = 2 * mine.error + 1e-13 * size + 64 * FLOAT64_EPS * (np.abs(a) + np.abs(mine.value))
    strict = (codes == PRECISION) & (gap > 1e-9 * size) & (trial.precision.name == "float64")
    if not trial.single.get(name, False):
        codes = np.where(strict, DISAGREE, codes)
    best = int(np.argmax(np.where(codes == DISAGREE, gap / bar, -1.0)))
    return int(codes.max()), Suspect(lines[best], float(a[best] - mine.value[best]), float(bar[best]))


def _apart(trial: Trial, name: str, suspect: Suspect | None) -> int:
    """Find the wrong entries of a large block, or enough of them; the verdict on the block."""
    part = trial.function.blocks[name]
    leaves = None if suspect is None else _bisect(trial, suspect)
    if suspect is None:
        leaves = np.flatnonzero(~np.isfinite(trial.a[part]))[:SAMPLE] + part.start
    if leaves is None:
        leaves = part.start + np.linspace(0, part.stop - part.start - 1, SAMPLE).astype(np.intp)
    trial.climb(leaves)
    codes = trial.table.codes[leaves]
    if (codes == DISAGREE).any():
        return DISAGREE
    return int(codes.max()) if codes.size and codes.max() in (PRECISION, AGREE) else UNRESOLVED


def _bisect(trial: Trial, root: Suspect) -> Indices | None:
    """Positions of single entries that carry the gap; None if more than SUSPECTS groups carry it."""
    suspects, leaves = [root], []
    while suspects:
        halves = [_half(suspect.line, 0) for suspect in suspects]
        found = measure(trial.function, trial.u, halves, trial.precision)
        pairs = [_split(trial, suspect, found, row) for row, suspect in enumerate(suspects)]
        children = [child for pair in pairs for child in pair]
        children = _measure_again(trial, children)
        guilty = [child for child in children if abs(child.gap) > child.bar]
        leaves += [int(child.line.positions[0]) for child in guilty if child.line.positions.size == 1]
        suspects = [child for child in guilty if child.line.positions.size > 1]
        if len(suspects) + len(leaves) > SUSPECTS:
            return None
    return np.array(sorted(leaves), dtype=np.intp)


def _half(line: Direction, side: int) -> Direction:
    middle = line.positions.size // 2
    part = slice(middle) if side == 0 else slice(middle, None)
    return Direction(line.positions[part], line.weights[part])


def _split(trial: Trial, parent: Suspect, found: DirectionalSlopes, row: int) -> tuple[Suspect, Suspect]:
    """The two halves of a suspect: the first measured, the second by difference (an infinite bar at a kink)."""
    first = _suspect(trial, _half(parent.line, 0), found, row)
    bar = np.inf if found.kink[row] else parent.bar + first.bar
    return first, Suspect(_half(parent.line, 1), parent.gap - first.gap, bar)


def _suspect(trial: Trial, line: Direction, found: DirectionalSlopes, row: int) -> Suspect:
    terms = trial.a[line.positions] * line.weights
    a = float(terms.sum())
    gap = float(max(a - found.high[row], 0.0) + min(a - found.low[row], 0.0))
    return Suspect(line, gap, float(3 * found.error[row] + 1e-12 * np.linalg.norm(terms)))


def _measure_again(trial: Trial, children: list[Suspect]) -> list[Suspect]:
    """Measure directly what the difference cannot decide: a gap above its bar, but not clearly so."""
    unclear = [
        k
        for k, child in enumerate(children)
        if k % 2 and (not np.isfinite(child.bar) or child.bar < abs(child.gap) <= 10 * child.bar)
    ]
    if unclear:
        found = measure(trial.function, trial.u, [children[k].line for k in unclear], trial.precision)
        for row, k in enumerate(unclear):
            children[k] = _suspect(trial, children[k].line, found, row)
    return children

"""Where the wrong entries of a large block are: a sample first, then halving.

The gap a.d - f'(x; d) is linear in d where f is smooth: the gaps of two halves add up to that of the whole. Each half
is measured by one central difference at the step that suited the whole; how far the two miss the whole is the error of
these measurements, so it is known at every cut, and where it is too large (a kink was crossed) a ladder takes over.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import measure
from grader.gradcheck.report import DISAGREE
from grader.gradcheck.search.sweep import judge_all
from grader.gradcheck.search.trial import Trial

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

SAMPLE = 24
MANY = 6  # of the sample: then the wrong entries are everywhere, and no search is needed
LADDERS = 24
FEW = 8  # wrong entries, after which a row or a column is tried that holds them all
FAINT = 1e-4  # of the largest gap of an entry
CONFINED = 800
AT_ONCE = 8


class Suspect(NamedTuple):
    """Entries among which something is wrong: the gap along the direction, its bar, and the step that suits it."""

    line: Direction
    gap: float
    bar: float
    step: float


def locate(trial: Trial, name: str, root: Suspect, budget: int) -> Indices:
    """Measure entries of the block one by one until its wrong ones are found, or the budget of evaluations is spent.

    Their slopes and verdicts are in the trial's table afterwards. Returns the positions that were looked at. The trial
    notes in `unfound` the blocks of which not every wrong entry was located.
    """
    limit = trial.function.evaluations + budget
    sample = _sample(trial, root)
    everywhere = np.count_nonzero(trial.table.codes[sample] == DISAGREE) >= MANY
    leaves, suspects = (list[int](), [root]) if everywhere else _search(trial, [root], limit, FEW, FAINT)
    known = _judge_fresh(trial, root, sample, leaves)
    if leaves and suspects and _explains(trial, root, known):
        return known
    inside = _confines(trial, name, root, known) if suspects else None
    if inside is not None:
        judge_all(trial, inside, np.full(inside.size, root.step))
        return np.union1d(known, inside)
    if suspects and not everywhere:
        more, suspects = _search(trial, suspects, limit, 4 * LADDERS)
        known = _judge_fresh(trial, root, known, more)
    if suspects or not _explains(trial, root, known):
        trial.unfound.add(name)
    return known


def _judge_fresh(trial: Trial, root: Suspect, known: Indices, leaves: list[int]) -> Indices:
    """Judge those of the entries that were not; all entries that were, then."""
    fresh = np.setdiff1d(np.array(leaves, dtype=np.intp), known)
    if fresh.size:
        judge_all(trial, fresh, np.full(fresh.size, root.step))
    return np.union1d(known, fresh)


def _explains(trial: Trial, root: Suspect, known: Indices) -> bool:
    """Whether nothing is wrong but the entries that were found to be."""
    wrong = known[trial.table.codes[known] == DISAGREE]
    return wrong.size > 0 and _is_clean(trial, root, wrong)


def _is_clean(trial: Trial, root: Suspect, without: Indices) -> bool:
    """Whether the direction shows no gap once these entries stay where they are."""
    rest = ~np.isin(root.line.positions, without)
    if not rest.any():
        return True
    suspect = _by_ladder(trial, [Direction(root.line.positions[rest], root.line.weights[rest])], np.ones(1))[0]
    return abs(suspect.gap) <= max(suspect.bar, root.bar)


def _confines(trial: Trial, name: str, root: Suspect, known: Indices) -> Indices | None:
    """A part of the block, small enough to be looked at entry by entry, outside of which nothing is wrong: the columns
    or rows of the wrong entries found so far."""
    shape, start = trial.function.shape(name), trial.function.blocks[name].start
    wrong = known[trial.table.codes[known] == DISAGREE] - start
    if len(shape) != 2 or wrong.size < 2:
        return None
    for axis in (1, 0):
        lines = np.unique(np.unravel_index(wrong, shape)[axis])
        every = np.unravel_index(np.arange(shape[0] * shape[1]), shape)[axis]
        inside = np.flatnonzero(np.isin(every, lines)) + start
        if lines.size < wrong.size and inside.size <= CONFINED and _is_clean(trial, root, inside):
            return np.asarray(inside)
    return None


def _sample(trial: Trial, root: Suspect) -> Indices:
    """Entries spread over the block, judged one by one."""
    positions = root.line.positions
    spread = positions[np.unique(np.linspace(0, positions.size - 1, SAMPLE).astype(np.intp))]
    judge_all(trial, spread, np.full(spread.size, root.step))
    return np.asarray(spread)


def _search(
    trial: Trial, suspects: list[Suspect], limit: int, most: int, faint: float = 0.0
) -> tuple[list[int], list[Suspect]]:
    """Positions of single entries that carry a gap, and the groups that are still to be cut.

    Groups whose gap is a faint part of that of an entry found are left: they may be what one step leaves of curvature,
    which two halves share as they share a gap.

    The smallest groups are cut first, so that a few entries are found even where there are many, and those with the
    largest gaps beside them.
    """
    leaves: list[int] = []
    largest = 0.0
    while suspects and trial.function.evaluations < limit and len(leaves) < most:
        if max(abs(suspect.gap) for suspect in suspects) < faint * largest:
            break
        suspects.sort(key=lambda suspect: (suspect.line.positions.size, -abs(suspect.gap)))
        now, suspects = suspects[: AT_ONCE // 2], suspects[AT_ONCE // 2 :]
        suspects.sort(key=lambda suspect: -abs(suspect.gap))
        now, suspects = now + suspects[: AT_ONCE // 2], suspects[AT_ONCE // 2 :]
        for child in _cut(trial, now):
            if child.line.positions.size == 1:
                leaves.append(int(child.line.positions[0]))
                largest = max(largest, abs(child.gap))
            else:
                suspects.append(child)
    return leaves, suspects


def _cut(trial: Trial, parents: list[Suspect]) -> list[Suspect]:
    """The halves of each parent that carry a gap."""
    single = [parent for parent in parents if parent.line.positions.size == 1]
    parents = [parent for parent in parents if parent.line.positions.size > 1]
    if not parents:
        return single
    halves = [_half(parent.line, side) for parent in parents for side in (0, 1)]
    steps = np.repeat([parent.step for parent in parents], 2)
    gaps, noise = _central_gaps(trial, halves, steps)
    missed = np.abs(gaps[0::2] + gaps[1::2] - [parent.gap for parent in parents])
    floor = np.array([parent.bar for parent in parents])
    unclear = missed > np.maximum(0.1 * np.abs([parent.gap for parent in parents]), floor)
    bars = np.repeat(np.maximum(3 * missed, 0.3 * floor), 2) + noise
    children = [
        Suspect(half, float(gap), float(bar), float(step))
        for half, gap, bar, step in zip(halves, gaps, bars, steps, strict=True)
    ]
    again = np.flatnonzero(np.repeat(unclear, 2))
    for row, child in zip(again, _by_ladder(trial, [halves[k] for k in again], steps[again]), strict=True):
        children[row] = child
    return single + [child for child in children if abs(child.gap) > child.bar]


def _half(line: Direction, side: int) -> Direction:
    middle = line.positions.size // 2
    part = slice(middle) if side == 0 else slice(middle, None)
    return Direction(line.positions[part], line.weights[part])


def _central_gaps(trial: Trial, lines: list[Direction], steps: Floats) -> tuple[Floats, Floats]:
    """The gap of each direction from one central difference at its step, and the noise of that."""
    function, u = trial.function, trial.u
    points = [function.point(function.theta, d, s * t) for d, t in zip(lines, steps, strict=True) for s in (1, -1)]
    losses = function.values(points)[:, u != 0] @ u[u != 0]
    floor = trial.precision.eps * float(np.abs(function.y0) @ np.abs(u))
    returned = np.array([trial.a[line.positions] @ line.weights for line in lines])
    return returned - (losses[0::2] - losses[1::2]) / (2 * steps), 4 * floor / steps + _rounding(trial, lines)


def _rounding(trial: Trial, lines: list[Direction]) -> Floats:
    size = np.array([np.linalg.norm(trial.a[line.positions] * line.weights) for line in lines])
    if trial.noise is None:
        return 1e-13 * size
    noise = [np.linalg.norm(trial.noise.rounding[line.positions] * line.weights) for line in lines]
    return np.asarray(1e-13 * size + 8 * np.array(noise))


def _by_ladder(trial: Trial, lines: list[Direction], steps: Floats) -> list[Suspect]:
    """The same from a ladder of its own for each: 26 evaluations in place of 2. At a kink the gap is that to
    the mean of its sides: what is only a convention is told apart where a single entry is left."""
    if not lines:
        return []
    slopes = measure(trial.function, trial.u, lines, trial.precision)
    a = np.array([trial.a[line.positions] @ line.weights for line in lines])
    gaps = a - slopes.value
    bars = 3 * slopes.error + _rounding(trial, lines)
    better = np.where(slopes.best_step > 0, slopes.best_step, steps)
    return [Suspect(*row) for row in zip(lines, gaps.tolist(), bars.tolist(), better.tolist(), strict=True)]

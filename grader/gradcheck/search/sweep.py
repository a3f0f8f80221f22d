"""Full mode: two evaluations per entry; a full ladder only where they do not already agree with the gradient."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import DirectionalSlopes, measure
from grader.gradcheck.report import AGREE, DISAGREE, UNRESOLVED
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import MATERIAL, NOTHING

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

LADDERS = 4096
SHOWN = 8


class Swept(NamedTuple):
    """One central difference per entry: its value, the gap between its two sides, the size of its terms, its noise."""

    C: Floats
    gap: Floats
    size: Floats
    noise: Floats


def sweep(trial: Trial, names: tuple[str, ...]) -> None:
    """Judge every entry of the named blocks: probe each block for its best step, sweep, climb where in doubt."""
    probes = _probe(trial, names)
    blocks = [trial.function.blocks[name] for name in names]
    positions = np.concatenate([np.arange(part.start, part.stop) for part in blocks])
    steps = np.repeat(probes.best_step, [part.stop - part.start for part in blocks])
    judge_all(trial, positions, steps)


def judge_all(trial: Trial, positions: Indices, steps: Floats) -> None:
    """Judge these entries, one central difference each, at its step (in units of the entry's scale); a ladder where
    that is not enough."""
    h = steps * trial.function.scale[positions]
    swept = _central(trial, positions, h)
    _record(trial, positions, swept, h)
    for name, part in trial.function.blocks.items():
        sizes = np.abs(swept.C[(positions >= part.start) & (positions < part.stop)])
        largest = float(np.max(sizes, initial=0.0, where=np.isfinite(sizes)))
        trial.block_scale[name] = max(largest, trial.block_scale.get(name, 0.0))
    doubtful = ~_accepts(trial, positions, swept)
    trial.table.codes[positions[~doubtful]] = AGREE
    _settle(trial, positions, doubtful, swept)


def _probe(trial: Trial, names: tuple[str, ...]) -> DirectionalSlopes:
    """A ladder along one random positive direction per block; it calibrates the step of the sweep."""
    plan = []
    for name in names:
        part = trial.function.blocks[name]
        where = np.arange(part.start, part.stop)
        plan.append(Direction(where, trial.draws.weights(where.size) * trial.function.scale[where]))
    return measure(trial.function, trial.u, plan, trial.precision)


def _central(trial: Trial, positions: Indices, h: Floats) -> Swept:
    """The sweep itself, in batches of bounded memory."""
    size = max(1, trial.function.batch // 2)
    parts = [_chunk(trial, positions[k : k + size], h[k : k + size]) for k in range(0, positions.size, size)]
    return Swept(*(np.concatenate([part[field] for part in parts]) for field in range(4)))


def _chunk(trial: Trial, positions: Indices, h: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    function, u = trial.function, trial.u
    one = np.ones(1)
    plan = [Direction(np.array([position]), one) for position in positions]
    points = [
        function.point(function.theta, line, sign * t) for sign in (1, -1) for line, t in zip(plan, h, strict=True)
    ]
    table = function.values(points).reshape(2, positions.size, -1)
    x = function.theta[positions]
    true_h = (((x + h) - (x - h)) / 2)[:, None]
    with np.errstate(all="ignore"):
        slopes = (table[0] - table[1]) / (2 * true_h)
        gaps = np.abs(table[0] + table[1] - 2 * function.y0) / true_h
        sizes = np.maximum(np.abs(table[0]), np.abs(table[1])) * trial.precision.eps / true_h
        live, weight = u != 0, np.abs(u)
        return (
            (slopes * u)[:, live].sum(axis=1),
            (gaps * weight)[:, live].sum(axis=1),
            (np.abs(slopes) * weight)[:, live].sum(axis=1),
            (sizes * weight)[:, live].sum(axis=1),
        )


def _record(trial: Trial, positions: Indices, swept: Swept, h: Floats) -> None:
    table = trial.table
    table.value[positions] = table.low[positions] = table.high[positions] = table.steepest[positions] = swept.C
    table.error[positions] = np.maximum(MATERIAL * np.abs(swept.C), 4 * swept.noise)
    table.step[positions] = h


def _accepts(trial: Trial, positions: Indices, swept: Swept) -> Bools:
    """Entries whose central difference agrees with the gradient and whose two sides agree with each other.

    The sides matter although the mean of two slopes is an admissible value at a kink: entries that are admissible one
    by one may not be so together (three tied entries with one half each), so kinks must be found.
    """
    block = _block_sizes(trial, positions)
    a = trial.a[positions]
    with np.errstate(invalid="ignore"):
        close = np.abs(a - swept.C) <= MATERIAL * np.maximum(np.abs(a), np.abs(swept.C))
        known = (40 * swept.noise <= np.abs(swept.C)) | (swept.noise <= NOTHING * np.max(np.abs(trial.u)))
        close |= (np.abs(a - swept.C) <= 4 * swept.noise) & (swept.noise <= 1e-7 * block) & known
        one_slope = swept.gap <= np.maximum(0.05 * swept.size, 1e-4 * block) + 8 * swept.noise
        return np.asarray(close & one_slope & np.isfinite(a))  # |inf - C| is within any share of inf


def _settle(trial: Trial, positions: Indices, doubtful: Bools, swept: Swept) -> None:
    """Ladders for a few doubtful entries of each block, then for those that are not clearly wrong by the bar so found.

    An entry is clearly wrong if it is further off than ten times that bar, has one slope on both sides, and is not at
    a place where the sweep saw nothing.
    """
    rows = np.flatnonzero(doubtful)
    first = np.concatenate([_spread(rows, positions, part) for part in trial.function.blocks.values()])
    trial.climb(positions[first])
    rest = np.setdiff1d(rows, first)
    if rest.size == 0:
        return
    bar = _carry(trial, positions, swept, first, rest)
    clear = _clearly_wrong(trial, positions, swept, rest, bar)
    trial.table.error[positions[rest]] = bar
    trial.table.codes[positions[rest]] = np.where(clear, DISAGREE, UNRESOLVED)
    trial.climb(positions[rest[~clear][:LADDERS]])


def _spread(rows: Indices, positions: Indices, part: slice) -> Indices:
    """The first few doubtful entries of a block, which the report will show, and as many more spread over it."""
    mine: Indices = rows[(positions[rows] >= part.start) & (positions[rows] < part.stop)]
    if mine.size <= 2 * SHOWN:
        return mine
    return np.asarray(np.union1d(mine[:SHOWN], mine[np.linspace(SHOWN, mine.size - 1, SHOWN).astype(np.intp)]))


def _carry(trial: Trial, positions: Indices, swept: Swept, chosen: Indices, rest: Indices) -> Floats:
    """The bar of entries without a ladder: ten times the largest error that the sweep made on the entries with one."""
    t = trial.table
    done = positions[chosen]
    good = ~t.kink[done] & np.isfinite(t.error[done])
    block = _block_sizes(trial, positions)
    with np.errstate(all="ignore"):
        size = np.abs(t.value[done]) + 0.01 * block[chosen] + 1e-300
        seen = (np.abs(swept.C[chosen] - t.value[done]) + t.error[done]) / size
        worst = float(np.max(seen[good], initial=1e-9))
        return np.asarray(10 * worst * (np.abs(swept.C[rest]) + 0.01 * block[rest]) + 4 * swept.noise[rest])


def _clearly_wrong(trial: Trial, positions: Indices, swept: Swept, rest: Indices, bar: Floats) -> Bools:
    a, C = trial.a[positions[rest]], swept.C[rest]
    block = _block_sizes(trial, positions)[rest]
    with np.errstate(all="ignore"):
        gap = np.abs(a - C)
        one_slope = swept.gap[rest] <= np.maximum(0.05 * swept.size[rest], 1e-4 * block) + 8 * swept.noise[rest]
        far = gap > np.maximum(10 * bar, 1e-4 * np.maximum(np.abs(a), np.abs(C)))
        return np.asarray((far & one_slope & (swept.size[rest] > 0) & (bar <= 0.01 * block)) | ~np.isfinite(a))


def _block_sizes(trial: Trial, positions: Indices) -> Floats:
    """The size of the block that each entry belongs to."""
    block = np.zeros(positions.size)
    for name, part in trial.function.blocks.items():
        block[(positions >= part.start) & (positions < part.stop)] = trial.block_scale.get(name, 0.0)
    return block

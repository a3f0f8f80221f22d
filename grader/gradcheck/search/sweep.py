"""Full mode: two evaluations per entry; a full ladder only where they do not already agree with the gradient."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import DirectionalSlopes, measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE, DISAGREE, UNRESOLVED
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import MATERIAL, NOTHING

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

LADDERS = 4096
SHOWN = 8
FINER = (1e-7, 1e-5)


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
        moved = (table[0] != function.y0) | (table[1] != function.y0) | (trial.precision.eps > FLOAT64_EPS)
        sizes = moved * np.maximum(np.abs(table[0]), np.abs(table[1])) * trial.precision.eps / true_h
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
        if trial.precision.eps > FLOAT64_EPS:  # nothing shows more than a tenth of such a slope
            close |= (np.abs(a - swept.C) <= 4 * swept.noise) & (40 * swept.noise <= np.abs(swept.C))
        one_slope = swept.gap <= np.maximum(0.05 * swept.size, 1e-4 * block) + 8 * swept.noise
        return np.asarray(close & one_slope & np.isfinite(a))  # |inf - C| is within any share of inf


def _settle(trial: Trial, positions: Indices, doubtful: Bools, swept: Swept) -> None:
    """Ladders for a few doubtful entries of each block, a second sweep of the others, with finer steps, and ladders for
    those that are still in doubt."""
    rows = np.flatnonzero(doubtful)
    first = np.concatenate([_spread(rows, positions, part) for part in trial.function.blocks.values()])
    trial.climb(positions[first])
    rest = _judge_swept(trial, positions, swept, first, np.setdiff1d(rows, first))
    if rest.size > SHOWN and trial.precision.eps == FLOAT64_EPS:
        both = np.concatenate([first, rest])
        h = _finer(trial, positions[first]) * trial.function.scale[positions[both]]
        finer = _central(trial, positions[both], h)
        new = np.arange(first.size, both.size)
        _record(trial, positions[rest], Swept(*(part[new] for part in finer)), h[new])
        good = new[_accepts(trial, positions[both], finer)[new]]
        trial.table.codes[positions[both[good]]] = AGREE
        left = _judge_swept(trial, positions[both], finer, np.arange(first.size), np.setdiff1d(new, good))
        rest = both[left]
    trial.climb(positions[rest][:LADDERS])


def _finer(trial: Trial, measured: Indices) -> float:
    """A step, in units of the scale of an entry, that suits the ladders of these entries, and is far below the first."""
    steps = trial.table.step[measured] / trial.function.scale[measured]
    return float(np.clip(np.quantile(steps, 0.25) / 4, *FINER))


def _judge_swept(trial: Trial, positions: Indices, swept: Swept, measured: Indices, rest: Indices) -> Indices:
    """Verdicts on rows by their central differences and the bar that the measured rows show; those still in doubt.

    An entry is clearly wrong if it is further off than ten times that bar, has one slope on both sides, and is not at
    a place where the sweep saw nothing.
    """
    if rest.size == 0:
        return rest
    bar, most = _carry(trial, positions, swept, measured, rest)
    clear = _clearly_wrong(trial, positions, swept, rest, most)
    clear |= _clearly_wrong(trial, positions, swept, rest, np.maximum(bar, 0.3 * swept.gap[rest]))
    trial.table.error[positions[rest]] = bar
    trial.table.codes[positions[rest]] = np.where(clear, DISAGREE, UNRESOLVED)
    return np.asarray(rest[~clear])


def _spread(rows: Indices, positions: Indices, part: slice) -> Indices:
    """The first few doubtful entries of a block, which the report will show, and as many more spread over it."""
    mine: Indices = rows[(positions[rows] >= part.start) & (positions[rows] < part.stop)]
    if mine.size <= 2 * SHOWN:
        return mine
    return np.asarray(np.union1d(mine[:SHOWN], mine[np.linspace(SHOWN, mine.size - 1, SHOWN).astype(np.intp)]))


def _carry(trial: Trial, positions: Indices, swept: Swept, chosen: Indices, rest: Indices) -> tuple[Floats, Floats]:
    """Two bars for entries without a ladder: ten times the error that the sweep made on most of those with one, which
    counts together with the gap of its two sides (a kink was crossed where they differ), and on all of them."""
    t = trial.table
    done = positions[chosen]
    good = ~t.kink[done] & np.isfinite(t.error[done])
    block = _block_sizes(trial, positions)
    with np.errstate(all="ignore"):
        size = np.abs(t.value[done]) + 0.01 * block[chosen] + 1e-300
        seen = (np.abs(swept.C[chosen] - t.value[done]) + t.error[done]) / size
        mine = np.abs(swept.C[rest]) + 0.01 * block[rest]
        shares = np.append(seen[good], 1e-9) if good.any() else np.array([1e-9])
        worst = (float(np.quantile(shares, 0.75)), float(np.max(shares)))
        usual, most = (10 * max(share, 1e-9) * mine + 4 * swept.noise[rest] for share in worst)
        return usual, most


def _clearly_wrong(trial: Trial, positions: Indices, swept: Swept, rest: Indices, bar: Floats) -> Bools:
    a, C = trial.a[positions[rest]], swept.C[rest]
    block = _block_sizes(trial, positions)[rest]
    with np.errstate(all="ignore"):
        gap = np.abs(a - C)
        one_slope = swept.gap[rest] <= np.maximum(0.05 * swept.size[rest], 1e-4 * block) + 8 * swept.noise[rest]
        far = gap > np.maximum(10 * bar, 4 * MATERIAL * np.maximum(np.abs(a), np.abs(C)))
        far &= gap > 0.6 * swept.gap[rest]  # every value between the two sides may be right
        return np.asarray((far & one_slope & (swept.size[rest] > 0) & (bar <= 0.01 * block)) | ~np.isfinite(a))


def _block_sizes(trial: Trial, positions: Indices) -> Floats:
    """The size of the block that each entry belongs to."""
    block = np.zeros(positions.size)
    for name, part in trial.function.blocks.items():
        block[(positions >= part.start) & (positions < part.stop)] = trial.block_scale.get(name, 0.0)
    return block

"""Full mode: two evaluations per entry; a full ladder only where they do not already agree with the gradient."""

from __future__ import annotations

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE
from grader.gradcheck.search.carried import Swept, block_sizes, judge_kinks, judge_swept, two_slopes
from grader.gradcheck.search.corners import note_ties
from grader.gradcheck.search.kept import BENT, bend_signs
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import MATERIAL, NOTHING

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

LADDERS = 4096
SHOWN = 8
EXAMPLES = 12
FEW = (2, 8)  # of a block, at its start and spread over it
FINER = (1e-7, 1e-5)


def sweep(trial: Trial, names: tuple[str, ...]) -> None:
    """Judge every entry of the named blocks: probe each block for its best step, sweep, climb where in doubt."""
    lines = [_positive_line(trial, name) for name in names]
    probes = measure(trial.function, trial.u, lines, trial.precision)
    blocks = [trial.function.blocks[name] for name in names]
    positions = np.concatenate([np.arange(part.start, part.stop) for part in blocks])
    steps = np.repeat(probes.best_step, [part.stop - part.start for part in blocks])
    judge_all(trial, positions, steps)
    note_ties(trial, lines, probes)


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


def _positive_line(trial: Trial, name: str) -> Direction:
    """A random positive direction over a block; its ladder calibrates the step of the sweep."""
    part = trial.function.blocks[name]
    where = np.arange(part.start, part.stop)
    return Direction(where, trial.draws.weights(where.size) * trial.function.scale[where])


def _central(trial: Trial, positions: Indices, h: Floats) -> Swept:
    """The sweep itself, in batches of bounded memory."""
    size = max(1, trial.function.batch // 2)
    parts = [_chunk(trial, positions[k : k + size], h[k : k + size]) for k in range(0, positions.size, size)]
    return Swept(*(np.concatenate([part[field] for part in parts]) for field in range(len(Swept._fields))))


def _chunk(trial: Trial, positions: Indices, h: Floats) -> Swept:
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
        right, left = u * (table[0] - function.y0) / true_h, u * (function.y0 - table[1]) / true_h
        slopes = (table[0] - table[1]) / (2 * true_h)
        gaps = np.abs(table[0] + table[1] - 2 * function.y0) / true_h
        moved = (table[0] != function.y0) | (table[1] != function.y0) | (trial.precision.eps > FLOAT64_EPS)
        sizes = moved * np.maximum(np.abs(table[0]), np.abs(table[1])) * trial.precision.eps / true_h
        live, weight = u != 0, np.abs(u)
        _note_bends(trial, positions, table - function.y0, (gaps * weight)[:, live].sum(axis=1) * true_h[:, 0])
        columns = (slopes * u, gaps * weight, np.abs(slopes) * weight, sizes * weight)
        sides = (left, right, np.minimum(left, right), np.maximum(left, right))
        return Swept(*(column[:, live].sum(axis=1) for column in (*columns, *sides)))


def _note_bends(trial: Trial, positions: Indices, moves: Floats, bends: Floats) -> None:
    """Keep the signs of kinks of entries whose loss may have different slopes on its two sides; moves is (2, L, m)."""
    rows = np.flatnonzero(bends > BENT * (np.abs(moves).max(axis=0) @ np.abs(trial.u)))
    signs = bend_signs(moves[:, rows].transpose(1, 0, 2), trial.function.y0)
    trial.bends.update({int(positions[row]): sign for row, sign in zip(rows, signs, strict=True)})


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
    block = block_sizes(trial, positions)
    a = trial.a[positions]
    with np.errstate(invalid="ignore"):
        close = np.abs(a - swept.C) <= MATERIAL * np.maximum(np.abs(a), np.abs(swept.C))
        known = (40 * swept.noise <= np.abs(swept.C)) | (swept.noise <= NOTHING * np.max(np.abs(trial.u)))
        close |= (np.abs(a - swept.C) <= 4 * swept.noise) & (swept.noise <= 1e-7 * block) & known
        if trial.precision.eps > FLOAT64_EPS:  # nothing shows more than a tenth of such a slope
            close |= (np.abs(a - swept.C) <= 4 * swept.noise) & (40 * swept.noise <= np.abs(swept.C))
        one_slope = ~two_slopes(swept, slice(None), block)
        return np.asarray(close & one_slope & np.isfinite(a))  # |inf - C| is within any share of inf


def _settle(trial: Trial, positions: Indices, doubtful: Bools, swept: Swept) -> None:
    """Ladders for a few doubtful entries of each block, a second sweep of the others, with finer steps, and ladders for
    those that are still in doubt."""
    rows = np.flatnonzero(doubtful)
    first = _examples(trial, positions, rows)
    trial.climb(positions[first])
    rest = judge_kinks(trial, positions, swept, first, np.setdiff1d(rows, first))
    rest = judge_swept(trial, positions, swept, first, rest)
    if rest.size > SHOWN and trial.precision.eps == FLOAT64_EPS:
        both = np.concatenate([first, rest])
        h = _finer(trial, positions[first]) * trial.function.scale[positions[both]]
        finer = _central(trial, positions[both], h)
        new = np.arange(first.size, both.size)
        _record(trial, positions[rest], Swept(*(part[new] for part in finer)), h[new])
        good = new[_accepts(trial, positions[both], finer)[new]]
        trial.table.codes[positions[both[good]]] = AGREE
        left = judge_swept(trial, positions[both], finer, np.arange(first.size), np.setdiff1d(new, good))
        rest = both[left]
    trial.climb(positions[rest][:LADDERS])


def _finer(trial: Trial, measured: Indices) -> float:
    """A step, in units of the scale of an entry, that suits the ladders of these entries, and is far below the first."""
    steps = trial.table.step[measured] / trial.function.scale[measured]
    return float(np.clip(np.quantile(steps, 0.25) / 4, *FINER))


def _examples(trial: Trial, positions: Indices, rows: Indices) -> Indices:
    """The doubtful rows that get a ladder at once: a few of each block, more where there are few blocks."""
    parts = [rows[(positions[rows] >= p.start) & (positions[rows] < p.stop)] for p in trial.function.blocks.values()]
    parts = [part for part in parts if part.size]
    few = int(np.clip(EXAMPLES // max(1, len(parts)), *FEW))
    return np.concatenate([rows[:0], *(_spread(part, few) for part in parts)])


def _spread(mine: Indices, few: int) -> Indices:
    """The first few rows of a block, which the report will show, and as many more spread over it."""
    if mine.size <= 2 * few:
        return mine
    return np.asarray(np.union1d(mine[:few], mine[np.linspace(few, mine.size - 1, few).astype(np.intp)]))

"""Ladders along lines through a function: evaluated in one batch, read output by output, then contracted with the upstream.

The outputs are read one by one because one kinked output must not spoil the others, and because a sum of kinks with
upstream weights of both signs has one-sided slopes that exclude legitimate subgradients: for f = u.y the interval is
[sum_j min(u_j l_j, u_j r_j), sum_j max(u_j l_j, u_j r_j)] with l, r the slopes of y_j from the left and right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction, VectorFunction
from grader.gradcheck.ladders.continuity import is_continuous
from grader.gradcheck.ladders.richardson import FLOAT64_EPS, MORE_RUNGS, RUNGS, LadderReadings, read_ladders, step_sizes

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]


LARGE = 10.0
SLOW = 1e-7
TINY = 3e-11


@dataclass(frozen=True, eq=False)
class DirectionalSlopes:
    """Slopes of u.y along L lines: arrays of shape (L,). low and high bound the slope (they differ at a kink).

    left and right are the one-sided slopes of u.y itself. jump_signs (L, m) holds the sign of the kink of each output.
    best_step is the step at which a plain central difference was nearest to the slope; noise the smallest change of u.y
    that means anything.
    """

    value: Floats
    error: Floats
    low: Floats
    high: Floats
    left: Floats
    right: Floats
    kink: Bools
    best_step: Floats
    noise: Floats
    jump_signs: NDArray[np.int8]


@dataclass(frozen=True)
class Precision:
    """What the forward pass computes in: spacing eps, and the first (largest) step of a ladder that suits it."""

    name: str = "float64"
    eps: float = FLOAT64_EPS
    first: float = 1e-2


FLOAT64 = Precision()
FLOAT32 = Precision("float32", 2.0**-23, 0.1)
FLOAT16 = Precision("float16", 2.0**-10, 0.5)


def unit(function: VectorFunction, position: int) -> Direction:
    """The line along one entry, scaled to the entry's size."""
    return Direction(np.array([position]), function.scale[[position]])


def measure(
    function: VectorFunction, u: Floats, plan: Sequence[Direction], precision: Precision = FLOAT64
) -> DirectionalSlopes:
    """Slopes of u.y along each line of the plan, per unit of t. 26 evaluations per line; 40 where it bends too much."""
    parts = []
    size = max(1, function.batch // (2 * RUNGS))
    for start in range(0, len(plan), size):
        parts.append(_measure_batch(function, u, plan[start : start + size], precision))
    if len(parts) == 1:
        return parts[0]
    fields = DirectionalSlopes.__dataclass_fields__
    return DirectionalSlopes(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in fields})


def raw(
    function: VectorFunction, plan: Sequence[Direction], precision: Precision, start: int = 0, stop: int = RUNGS
) -> tuple[Floats, Floats, Floats]:
    """Outputs on rungs start..stop-1 of the ladders of the plan: y(+h), y(-h) of shape (rungs, L, m), and the true
    steps h (rungs, L)."""
    h = step_sizes(precision.first, start, stop)
    points = [function.point(function.theta, line, sign * float(t)) for sign in (1, -1) for t in h for line in plan]
    table = function.values(points).reshape(2, h.size, len(plan), -1)
    return table[0], table[1], _true_steps(function, plan, np.repeat(h[:, None], len(plan), axis=1))


def _true_steps(function: VectorFunction, plan: Sequence[Direction], h: Floats) -> Floats:
    """The steps after the rounding of x + h, known exactly for a line along one entry."""
    h = h.copy()
    single = np.array([len(line.positions) == 1 for line in plan])
    if single.any():
        x = np.array([function.theta[line.positions[0]] for line in plan])[single]
        w = np.array([line.weights[0] for line in plan])[single]
        h[:, single] = ((x + h[:, single] * w) - (x - h[:, single] * w)) / (2 * w)
    return h


def _measure_batch(
    function: VectorFunction, u: Floats, plan: Sequence[Direction], precision: Precision
) -> DirectionalSlopes:
    rungs = raw(function, plan, precision)
    resting = _resting(function, plan, rungs)
    slopes = _read(function, u, rungs, precision, None, resting)
    rows = _unclear(function, u, slopes, rungs, precision)
    if rows.size and precision.eps == FLOAT64_EPS and precision.first == FLOAT64.first:
        some = [part[:, rows] for part in rungs]
        continuous = is_continuous(function, [plan[int(row)] for row in rows], (some[0], some[1], some[2]))
        again = _read(function, u, (some[0], some[1], some[2]), precision, continuous, resting[rows])
        slopes = _replace_rows(slopes, rows, again)
        rows = _unclear(function, u, slopes, rungs, precision)
    rows = np.union1d(rows, _curved(function, u, plan, slopes))
    if rows.size == 0:
        return slopes
    finer = raw(function, [plan[int(row)] for row in rows], precision, RUNGS, RUNGS + MORE_RUNGS)
    whole = [np.concatenate([top[:, rows], bottom]) for top, bottom in zip(rungs, finer, strict=True)]
    better = _read(function, u, (whole[0], whole[1], whole[2]), precision, None, resting[rows])
    return _replace_rows(slopes, rows, better)


def _resting(function: VectorFunction, plan: Sequence[Direction], rungs: tuple[Floats, Floats, Floats]) -> Floats:
    """How large each output may be thought to be where it does not move along a line, (L, m): the bar of its slope.

    One that does not move while others do has a spacing of 1 at most (a saturated probability looks independent); one
    that steps of 1e4 do not move either is independent of the line, and its slope is nothing. These are taken where it
    matters: where resting outputs are large, or where those that move do so by very little.
    """
    size = np.abs(function.y0)
    moved = ((rungs[0] != function.y0) | (rungs[1] != function.y0)).any(axis=0)
    still = ~moved & moved.any(axis=1, keepdims=True)
    resting = np.where(still, np.minimum(size, 1.0), size)
    slow = np.nan_to_num(np.abs(rungs[0][1] - rungs[1][1]), nan=np.inf).max(axis=1) < SLOW
    rows = np.flatnonzero((still & ((size > LARGE) | slow[:, None])).any(axis=1))
    if rows.size:
        points = [function.point(function.theta, plan[int(row)], t) for row in rows for t in (1e4, -1e4)]
        far = function.values(points).reshape(rows.size, 2, -1)
        resting[rows] = np.where(still[rows] & (far == function.y0).all(axis=1), 0.0, size)
    return np.asarray(resting)


def _unclear(
    function: VectorFunction,
    u: Floats,
    slopes: DirectionalSlopes,
    rungs: tuple[Floats, Floats, Floats],
    precision: Precision,
) -> NDArray[np.intp]:
    """Lines whose slope is known to less than 1e-4, though the rounding of the outputs that move is not the reason."""
    moved = ((rungs[0] != function.y0) | (rungs[1] != function.y0)).any(axis=0)
    floor = 100 * precision.eps * (moved @ np.abs(function.y0 * u)) / float(rungs[2].min())
    return np.flatnonzero((slopes.error > 1e-4 * np.abs(slopes.value)) & (slopes.error > floor) & ~slopes.kink)


def _curved(function: VectorFunction, u: Floats, plan: Sequence[Direction], slopes: DirectionalSlopes) -> Indices:
    """Kinks of single entries that do not keep their two slopes at steps of 3e-11: what is no kink there is curvature."""
    single = np.array([len(line.positions) == 1 for line in plan])
    rows = np.flatnonzero(slopes.kink & single)
    if rows.size == 0:
        return rows
    points = [function.point(function.theta, plan[int(row)], t) for row in rows for t in (TINY, -TINY)]
    moves = function.values(points).reshape(rows.size, 2, -1) - function.y0
    with np.errstate(all="ignore"):
        right, left = moves[:, 0] @ u / TINY, moves[:, 1] @ u / -TINY
        noise = (moves != 0).any(axis=1) @ np.abs(function.y0 * u) * FLOAT64_EPS / TINY
        room = 0.02 * np.abs(slopes.right - slopes.left)[rows] + slopes.error[rows] + 4 * noise
        stays = (np.abs(right - slopes.right[rows]) <= room) & (np.abs(left - slopes.left[rows]) <= room)
    return np.asarray(rows[~stays])


def _read(
    function: VectorFunction,
    u: Floats,
    rungs: tuple[Floats, Floats, Floats],
    precision: Precision,
    continuous: Bools | None = None,
    resting: Floats | None = None,
) -> DirectionalSlopes:
    y_plus, y_minus, h = rungs
    contracted = _contract(_readings(function.y0, rungs, precision, continuous, resting), u, h.shape[1])
    noise = precision.eps * float(np.abs(function.y0) @ np.abs(u))
    return replace(contracted, best_step=_best_step(y_plus, y_minus, h, u, contracted.value, noise))


def _readings(
    y0: Floats,
    rungs: tuple[Floats, Floats, Floats],
    precision: Precision,
    continuous: Bools | None = None,
    resting: Floats | None = None,
) -> LadderReadings:
    """What the ladder of every output along every line says, (L * m,). An output that never moves needs no reading.

    Its slope is 0, as far as the spacing of its size allows, which is that of y or `resting`.
    """
    y_plus, y_minus, h = rungs
    shape = (len(h), h.shape[1] * y0.size)
    plus, minus, start = y_plus.reshape(shape), y_minus.reshape(shape), np.tile(y0, h.shape[1])
    moved = ((plus != start) | (minus != start)).any(axis=0)
    moves = np.flatnonzero(moved)
    steps = np.repeat(h, y0.size, axis=1)
    certain = None if continuous is None else continuous.reshape(-1)[moves]
    read = read_ladders(start[moves], plus[:, moves], minus[:, moves], steps[:, moves], precision.eps, certain)
    zero, spacing = np.zeros(start.size), precision.eps * np.abs(start)
    still = LadderReadings(
        value=zero,
        error=2 * (spacing if resting is None else precision.eps * resting.reshape(-1)) / steps[1],
        left=zero.copy(),
        right=zero.copy(),
        kink=np.zeros(start.size, dtype=bool),
        rung=np.ones(start.size, dtype=np.intp),
        noise=spacing,
    )
    for name in LadderReadings.__dataclass_fields__:
        getattr(still, name)[moves] = getattr(read, name)
    return still


def measure_outputs(
    function: VectorFunction, plan: Sequence[Direction], precision: Precision = FLOAT64
) -> list[LadderReadings]:
    """The slopes of every output by itself along each line of the plan: one reading of shape (m,) per line."""
    rungs = raw(function, plan, precision)
    return [
        _readings(function.y0, (rungs[0][:, [k]], rungs[1][:, [k]], rungs[2][:, [k]]), precision)
        for k in range(len(plan))
    ]


def _replace_rows(found: DirectionalSlopes, rows: NDArray[np.intp], better: DirectionalSlopes) -> DirectionalSlopes:
    """found with some of its rows taken from another measurement."""
    columns = {}
    for name in DirectionalSlopes.__dataclass_fields__:
        column = getattr(found, name).copy()
        column[rows] = getattr(better, name)
        columns[name] = column
    return DirectionalSlopes(**columns)


def _contract(found: LadderReadings, u: Floats, count: int) -> DirectionalSlopes:
    def table(column: NDArray[np.float64]) -> Floats:
        return column.reshape(count, u.size)

    with np.errstate(all="ignore"):
        left, right = table(found.left) * u, table(found.right) * u
        kink = found.kink.reshape(count, u.size)
        jump = np.where(kink, np.sign(table(found.right) - table(found.left)), 0)
        live = u != 0
        return DirectionalSlopes(
            value=_sum(table(found.value) * u, live),
            error=_sum(table(found.error) * np.abs(u), live),
            low=_sum(np.minimum(left, right), live),
            high=_sum(np.maximum(left, right), live),
            left=_sum(left, live),
            right=_sum(right, live),
            kink=np.asarray((kink & live).any(axis=1)),
            best_step=np.zeros(count),
            noise=_sum(table(found.noise) * np.abs(u), live),
            jump_signs=jump.astype(np.int8),
        )


def _sum(table: Floats, live: Bools) -> Floats:
    """Row sums over the outputs with a non-zero upstream (0 * nan would be nan)."""
    sums: Floats = table[:, live].sum(axis=1)
    return sums


def _best_step(y_plus: Floats, y_minus: Floats, h: Floats, u: Floats, value: Floats, noise: float) -> Floats:
    """The step at which the central difference of u.y misses the measured slope least, its own noise included."""
    with np.errstate(all="ignore"):
        C = (y_plus - y_minus) @ u / (2 * h)
        miss = np.abs(C - value) + noise / h
    best: Floats = h[np.where(np.isfinite(miss), miss, np.inf).argmin(axis=0), np.arange(len(value))]
    return best

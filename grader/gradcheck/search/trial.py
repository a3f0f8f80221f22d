"""One check in progress: the function, the upstream gradient, the gradient under test, and what is known of each entry."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.draws import Draws
from grader.gradcheck.functions.gradients import FLOAT64_EPS, Backward, Noise, needs_digits
from grader.gradcheck.functions.vector_function import Direction, VectorFunction
from grader.gradcheck.ladders.directional import FLOAT16, FLOAT32, FLOAT64, DirectionalSlopes, Precision, measure, unit
from grader.gradcheck.report import DISAGREE, UNRESOLVED
from grader.gradcheck.search.fits import fit_slope
from grader.gradcheck.verdicts.judgement import Scales, judge_entries

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

RETRIES = 64
FITS = 8


class Table:
    """What is known of each of n entries; nan and code -1 where nothing was measured."""

    def __init__(self, n: int) -> None:
        self.value = np.full(n, np.nan)
        self.error = np.full(n, np.nan)
        self.low = np.full(n, np.nan)
        self.high = np.full(n, np.nan)
        self.steepest = np.full(n, np.nan)
        self.step = np.full(n, 1e-4)
        self.noise = np.zeros(n)
        self.kink = np.zeros(n, dtype=bool)
        self.climbed = np.zeros(n, dtype=bool)
        self.codes = np.full(n, -1, dtype=np.int8)

    def note(self, positions: Indices, found: DirectionalSlopes, weights: Floats) -> None:
        """Write what ladders along single entries found; slopes along a line are per unit of its weight."""
        self.value[positions] = found.value / weights
        self.error[positions] = found.error / weights
        self.low[positions] = found.low / weights
        self.high[positions] = found.high / weights
        steep = np.where(np.abs(found.left) > np.abs(found.right), found.left, found.right)
        self.steepest[positions] = steep / weights
        self.step[positions] = found.best_step * weights
        self.noise[positions] = found.noise
        self.kink[positions] = found.kink
        self.climbed[positions] = True


@dataclass(eq=False)
class Trial:
    """Everything that the steps of a check share. jumps holds, per kinked entry, the sign of the kink per output, and
    bends the same of entries that a sweep saw to have two slopes;
    unfound the blocks of which not every wrong entry was located; cornered the entries where several kinks meet."""

    function: VectorFunction
    backward: Backward
    draws: Draws
    u: Floats
    a: Floats
    table: Table
    free_upstream: bool
    precision: Precision = FLOAT64
    eps: dict[str, float] = field(default_factory=dict)
    noise: Noise | None = None
    block_scale: dict[str, float] = field(default_factory=dict)
    jumps: dict[int, NDArray[np.int8]] = field(default_factory=dict)
    bends: dict[int, NDArray[np.int8]] = field(default_factory=dict)
    unfound: set[str] = field(default_factory=set)
    cornered: set[int] = field(default_factory=set)

    def scales(self, name: str, positions: Indices | None = None) -> Scales:
        """What small means in one block, and for these entries of it."""
        known = self.noise if positions is not None else None
        return Scales(
            self.block_scale.get(name, 0.0),
            float(np.max(np.abs(self.u))),
            self.precision,
            self.eps.get(name, FLOAT64_EPS),
            0.0 if known is None else known.rounding[positions],
            0.0 if known is None else known.nudged[positions],
        )

    def judge(self, positions: Indices) -> None:
        """Write the verdicts of entries whose slopes are in the table."""
        t = self.table
        for name, part in self.function.blocks.items():
            mine = positions[(positions >= part.start) & (positions < part.stop)]
            if mine.size:
                found = _rows(t, mine)
                t.codes[mine] = judge_entries(self.a[mine], found, self.scales(name, mine))

    def climb(self, positions: Indices) -> None:
        """A full ladder on each of these entries, then its verdict."""
        if positions.size == 0:
            return
        plan = [unit(self.function, int(position)) for position in positions]
        self._note(positions, plan, measure(self.function, self.u, plan, self.precision))
        self._rescale(positions)
        self.judge(positions)
        unsure = positions[self.table.codes[positions] == UNRESOLVED][:RETRIES]
        if unsure.size:
            self._retry(unsure)
            self.judge(unsure)
        if self.precision.eps > FLOAT64_EPS:
            self._refit(positions)

    def _note(self, positions: Indices, plan: list[Direction], found: DirectionalSlopes) -> None:
        weights = np.array([line.weights[0] for line in plan])
        self.table.note(positions, found, weights)
        for row in np.flatnonzero(found.kink):
            self.jumps[int(positions[row])] = found.jump_signs[row]

    def _retry(self, positions: Indices) -> None:
        """Larger steps where noise hid the slope from the first ladder, smaller ones where it saw nothing at all.

        The second ladder must be sharper than the first and must not contradict it.
        """
        plan = [unit(self.function, int(position)) for position in positions]
        weights = np.array([line.weights[0] for line in plan])
        for first in (FLOAT32.first, FLOAT16.first, 1e-5):
            other = Precision(self.precision.name, self.precision.eps, first)
            found = measure(self.function, self.u, plan, other)
            value, error = self.table.value[positions], self.table.error[positions]
            with np.errstate(invalid="ignore"):
                fits = np.abs(found.value / weights - value) <= found.error / weights + error
                better = (found.error / weights < 0.5 * error) & ~found.kink & fits & (first > 1e-5)
                better |= ~np.isfinite(error)
            rows = np.flatnonzero(better)
            if rows.size:
                chosen = DirectionalSlopes(
                    **{name: getattr(found, name)[rows] for name in DirectionalSlopes.__dataclass_fields__}
                )
                self._note(positions[rows], [plan[row] for row in rows], chosen)

    def _refit(self, positions: Indices) -> None:
        """Fits of many points where a forward pass of low precision leaves doubt: the bar is wide, or the gap is small
        enough to be that of kinks that coarse steps cross."""
        t = self.table
        with np.errstate(invalid="ignore"):
            near = np.abs(self.a - t.value) <= 0.3 * np.maximum(np.abs(self.a), np.abs(t.value))
        doubtful = positions[(t.codes[positions] >= UNRESOLVED) & near[positions] & ~t.kink[positions]]
        unsure = doubtful[t.codes[doubtful] == UNRESOLVED][:RETRIES]
        doubtful = np.concatenate([doubtful[t.codes[doubtful] == DISAGREE][: 16 * RETRIES], unsure])
        for start in range(0, doubtful.size, FITS):
            some = doubtful[start : start + FITS]
            for position in some:
                line = unit(self.function, int(position))
                value, error = fit_slope(self.function, self.u, line, self.precision)
                if np.isfinite(error):
                    t.value[position] = t.low[position] = t.high[position] = value / line.weights[0]
                    t.error[position] = error / line.weights[0]
            self.judge(some)
            if (t.codes[some] == DISAGREE).all():  # so are the others
                break

    def _rescale(self, positions: Indices) -> None:
        """The size of a block is its largest slope that is known well."""
        t = self.table
        for name, part in self.function.blocks.items():
            mine = positions[(positions >= part.start) & (positions < part.stop)]
            with np.errstate(invalid="ignore"):
                known = mine[t.error[mine] <= 0.1 * np.abs(t.value[mine])]
            sides = np.fmax(np.abs(t.low[known]), np.abs(t.high[known]))
            self.block_scale[name] = max(self.block_scale.get(name, 0.0), float(np.max(sides, initial=0.0)))


def precision_of(function: VectorFunction, draws: Draws) -> Precision:
    """What forward computes in: its outputs at two nearby points, none of which may need more digits than a type has.

    Outputs that do not change are no evidence, and neither are numbers of a few digits: a saturated 0 or 1 fits every
    type. So some that change must need 8 of float16's 11 binary digits, or 13 of float32's 24.
    """
    shifts = [1e-3 * function.scale * draws.weights(function.theta.size) * sign for sign in (1.0, -1.0)]
    values = function.values([function.point(function.theta + shift) for shift in shifts])
    if not np.isfinite(values).all():
        return FLOAT64
    moving = values[:, (values != function.y0).any(axis=0)]
    with np.errstate(all="ignore"):
        for precision, kind, digits in ((FLOAT16, np.float16, 8), (FLOAT32, np.float32, 13)):
            if np.array_equal(values, values.astype(kind)) and needs_digits(moving, digits):
                return precision
    return FLOAT64


def _rows(table: Table, rows: Indices) -> DirectionalSlopes:
    """Rows of the table in the form that judgement reads."""
    nothing = np.zeros(0)
    return DirectionalSlopes(
        value=table.value[rows],
        error=table.error[rows],
        low=table.low[rows],
        high=table.high[rows],
        left=nothing,
        right=nothing,
        kink=table.kink[rows],
        best_step=nothing,
        noise=nothing,
        jump_signs=np.zeros((0, 0), dtype=np.int8),
    )

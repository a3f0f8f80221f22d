"""Where slopes jump: groups of entries that must be admissible together, and a second opinion from next door.

An entry-by-entry interval [left, right] accepts too much at a tie: for y = max(x1, x2) with x1 = x2 each share may be
anything in [0, 1], but the two must add up to 1. Along a direction d, a Clarke subgradient g of a function whose kinks
all open one way obeys  -f'(x; -d) <= g.d <= f'(x; d)  (F. H. Clarke, Optimization and Nonsmooth Analysis, 1983,
prop. 2.1.2 and 2.3.6), so a few directions over the kinked entries of one output see a wrong sum.

It accepts too little where kinks of both signs meet (the median of three equal numbers is flat along each entry, yet
every autodiff returns a 1 somewhere). Clarke's subdifferential is the convex hull of gradients next door, so slopes at
points a few 1e-9 away decide there (gradient sampling: Burke, Lewis and Overton, 2005).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import measure, measure_outputs
from grader.gradcheck.ladders.richardson import FLOAT64_EPS, LadderReadings
from grader.gradcheck.report import AGREE, DISAGREE, SUBGRADIENT
from grader.gradcheck.search.trial import Trial

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

OUTPUTS = 512
CONFLICTS = 16
NEXT_DOOR = 3e-9
NEIGHBOURS = 24
GLANCE = 10  # neighbours are enough to see whether there is a corner
FIRST, SECOND_OPINIONS = 4, 16
FURTHER = 10.0


class Group(NamedTuple):
    """Kinked entries of one output, with the upstream gradient and the gradient of that output alone."""

    positions: Indices
    output: int
    u: Floats
    a: Floats


class Conflict(NamedTuple):
    """Entries whose gradients are not admissible together: along weights the slope is in [low, high], not returned."""

    positions: Indices
    weights: Floats
    returned: float
    low: float
    high: float


def second_opinion(trial: Trial) -> Indices:
    """Turn a disagreement into a subgradient where slopes next door surround the returned value.

    Returns the positions that still disagree although they sit at a corner where many slopes meet: samples are too few
    to fill the hull there, so these are to be judged at a point nearby. Of many entries a few are looked at: where all
    of these sit at corners, so do the others.
    """
    table = trial.table
    wrong = np.flatnonzero((table.codes == DISAGREE) & np.isfinite(trial.a) & np.isfinite(table.error))
    few = _some(wrong, FIRST)
    _climb_tight(trial, few)
    if not _next_door(trial, few, GLANCE)[2].any():
        return wrong[:0]
    some = _some(wrong, SECOND_OPINIONS)
    _climb_tight(trial, some)
    some = some[table.codes[some] == DISAGREE]
    if some.size == 0:
        return wrong[:0]
    low, high, corner = _next_door(trial, some)
    low, high = np.fmin(low, table.low[some]), np.fmax(high, table.high[some])
    room = 1e-3 * (high - low)
    inside = corner & (low - room <= trial.a[some]) & (trial.a[some] <= high + room)
    saved = some[inside]
    table.codes[saved], table.kink[saved] = SUBGRADIENT, True
    table.low[saved], table.high[saved] = low[inside], high[inside]
    trial.cornered |= {int(p) for p in some[corner]}
    if wrong.size > SECOND_OPINIONS and corner.all():
        return np.asarray(wrong[table.codes[wrong] == DISAGREE])
    return np.asarray(some[corner & ~inside])


def _climb_tight(trial: Trial, positions: Indices) -> None:
    """Ladders for entries that were judged by one step smaller than the distance to next door: such a step shows no kink."""
    table = trial.table
    tight = table.step[positions] <= FURTHER * NEXT_DOOR * trial.function.scale[positions]
    trial.climb(positions[tight & ~table.climbed[positions]])


def _some(positions: Indices, count: int) -> Indices:
    """At most that many of the positions, spread over them."""
    return (
        positions[np.unique(np.linspace(0, positions.size - 1, count).astype(np.intp))] if positions.size else positions
    )


def _next_door(trial: Trial, positions: Indices, count: int = NEIGHBOURS) -> tuple[Floats, Floats, Bools]:
    """Smallest and largest slope next door, and whether this is a corner and not one kink.

    It is one if three or more different slopes meet, or if slopes next door lie outside those measured at the point.
    What only bends has slopes that differ too, but ten times less at a tenth of the distance: at a corner they stay.
    Where a smooth slope was measured with steps smaller than the distance to next door, that is another neighbourhood.
    """
    plan = [Direction(np.array([p]), trial.function.scale[[p]]) for p in positions]
    scale = trial.function.scale[positions]
    slopes, noise = neighbours(trial, trial.u, plan, trial.table.noise[positions], count=count)
    slopes, noise = slopes / scale[:, None], noise / scale
    low, high = np.nanmin(slopes, axis=1), np.nanmax(slopes, axis=1)
    room = np.maximum(0.01 * (high - low), 4 * noise)[:, None]
    between = (slopes > low[:, None] + room) & (slopes < high[:, None] - room)
    table = trial.table
    outside = np.any(
        (slopes < table.low[positions, None] - room) | (slopes > table.high[positions, None] + room), axis=1
    )
    wide = high - low > 50 * noise + 1e-4 * np.fmax(np.abs(low), np.abs(high))
    near = table.kink[positions] | (table.step[positions] > FURTHER * NEXT_DOOR * scale)
    corner = np.asarray((between.any(axis=1) | outside) & wide & near)
    if corner.any():
        rows = np.flatnonzero(corner)
        far, _ = neighbours(
            trial, trial.u, [plan[row] for row in rows], trial.table.noise[positions[rows]], FURTHER, count
        )
        far = far / scale[rows, None]
        corner[rows] = np.nanmax(far, axis=1) - np.nanmin(far, axis=1) < 3 * (high - low)[rows]
    return low, high, corner


def neighbours(
    trial: Trial, u: Floats, plan: list[Direction], noise: Floats, further: float = 1.0, count: int = NEIGHBOURS
) -> tuple[Floats, Floats]:
    """Slopes of u.y along each line at some points next door (or that many times further), and the noise of these slopes."""
    function, draws, n, t = trial.function, trial.draws, trial.function.theta.size, further * NEXT_DOOR / 50
    points = []
    for line in plan:
        along = np.zeros(n)
        along[line.positions] = line.weights
        for k in range(count):
            push = (along, -along, function.scale, -function.scale)[k] if k < 4 else 0.0
            away = draws.signs(n) * draws.weights(n) * function.scale
            theta = function.theta + further * NEXT_DOOR * (push + (0.1 if k < 4 else 1.0) * away)
            points += [function.point(theta, line, t), function.point(theta, line, -t)]
    values = function.values(points) @ u
    slopes = ((values[0::2] - values[1::2]) / (2 * t)).reshape(len(plan), count)
    floor = float(FLOAT64_EPS * np.abs(function.y0) @ np.abs(u))
    return slopes, np.maximum(noise, floor) / t


def joint(trial: Trial) -> list[Conflict]:
    """Groups of entries that are admissible one by one but not together.

    All kinked entries move at once, and every output is read by itself: the cost does not grow with their number.
    """
    groups = _groups(trial)
    if not groups:
        return []
    lines = _directions(trial, np.unique(np.concatenate([group.positions for group in groups])))
    readings = measure_outputs(trial.function, lines, trial.precision)
    suspects = [(group, bad) for group in groups if (bad := _contradictions(trial, group, lines, readings))]
    return [conflict for group, bad in suspects[:CONFLICTS] if (conflict := _conflict(trial, group, bad)) is not None]


def _contradictions(
    trial: Trial, group: Group, lines: list[Direction], readings: list[LadderReadings]
) -> list[Direction]:
    """Those of the lines along which the gradient of the group's output leaves the slopes measured on both sides."""
    bad = []
    for line, reading in zip(lines, readings, strict=True):
        weight, a = group.u[group.output], float(group.a[line.positions] @ line.weights)
        if not np.isfinite(reading.error[group.output]):
            continue
        sides = sorted((weight * reading.left[group.output], weight * reading.right[group.output]))
        bar = 2 * abs(weight) * reading.error[group.output]
        size = max(abs(sides[0]), abs(sides[1]), abs(a))
        room = bar + max(1e-6, 16 * trial.precision.eps) * size + 16 * FLOAT64_EPS * abs(weight)
        if not sides[0] - room <= a <= sides[1] + room:
            bad.append(line)
    return bad


def _conflict(trial: Trial, group: Group, lines: list[Direction]) -> Conflict | None:
    """The first contradiction that stays when it is measured anew on the group alone, and that slopes next door exclude
    as well."""
    found = (_measure_conflict(trial, group, _within(line, group.positions)) for line in lines)
    return next((conflict for conflict in found if conflict is not None), None)


def _measure_conflict(trial: Trial, group: Group, line: Direction) -> Conflict | None:
    slopes = measure(trial.function, group.u, [line], trial.precision)
    a = float(group.a[line.positions] @ line.weights)
    low, high, error = float(slopes.low[0]), float(slopes.high[0]), float(slopes.error[0])
    room = 2 * error + max(1e-6, 16 * trial.precision.eps) * max(abs(low), abs(high), abs(a))
    if not max(low - a, a - high) > room or not _excludes(trial, group, line, (a, low, high), slopes.noise):
        return None
    unit = float(np.max(np.abs(line.weights))) if np.ptp(line.weights) == 0 else 1.0
    return Conflict(group.positions, line.weights / unit, a / unit, low / unit, high / unit)


def _within(line: Direction, positions: Indices) -> Direction:
    inside = np.isin(line.positions, positions)
    return Direction(line.positions[inside], line.weights[inside])


def _groups(trial: Trial) -> list[Group]:
    """For each output with at least two kinked entries whose kinks open the same way: those entries.

    Not where one of its entries was seen to sit at a corner: slopes along lines do not bound what is right there.
    """
    fine = [p for p in sorted(trial.jumps) if trial.table.codes[p] in (AGREE, SUBGRADIENT)]
    if len(fine) < 2 or (trial.u.size > 1 and not trial.free_upstream):
        return []
    signs = np.stack([trial.jumps[p] for p in fine])
    several = np.flatnonzero(np.count_nonzero(signs, axis=0) > 1)
    met = np.array([trial.jumps[p] for p in trial.cornered & trial.jumps.keys()]).reshape(-1, trial.u.size)
    chosen = [int(j) for j in several if _one_way(signs[:, j]) and not met[:, j].any()][:OUTPUTS]
    upstreams = [np.where(np.arange(trial.u.size) == j, trial.u, 0.0) for j in chosen]
    gradients = trial.backward.gradients(upstreams) if trial.u.size > 1 else []
    vectors = [gradient.vector for gradient in gradients] or [trial.a] * len(chosen)
    positions = np.array(fine)
    return [Group(positions[signs[:, j] != 0], j, u, a) for j, u, a in zip(chosen, upstreams, vectors, strict=True)]


def _one_way(signs: NDArray[np.int8]) -> bool:
    return bool((signs >= 0).all() or (signs <= 0).all())


def _directions(trial: Trial, p: Indices) -> list[Direction]:
    """All ones, along the tie (all branches rise alike), random positive, random signed."""
    draws, steepest = trial.draws, trial.table.steepest[p]
    steep = steepest / np.max(np.abs(steepest))
    level = np.where(np.abs(steep) > 1e-6, 1 / np.where(steep == 0, 1.0, steep), 1.0)
    level = np.clip(level, -1e3, 1e3)
    scale = float(np.max(trial.function.scale[p]))
    choices = [np.ones(p.size), level, draws.weights(p.size), draws.signs(p.size) * draws.weights(p.size)]
    return [Direction(p, choice * scale) for choice in choices]


def _excludes(trial: Trial, group: Group, line: Direction, measured: tuple[float, float, float], noise: Floats) -> bool:
    """Whether slopes next door exclude the returned sum as well, and lie between the two at the point.

    Where they do not, the kinks are not of one kind although each entry's opens the same way (a weighted sum of sorted
    numbers): then nothing along a line bounds what is right.
    """
    a, low, high = measured
    slopes, noise = neighbours(trial, group.u, [line], noise)
    least, most = float(np.nanmin(slopes)), float(np.nanmax(slopes))
    room = 1e-3 * (most - least) + 4 * float(noise[0])
    wide = room + 1e-3 * (high - low)
    return (a < least - room or a > most + room) and low - wide <= least and most <= high + wide

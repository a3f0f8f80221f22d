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
from numpy.typing import NDArray

from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE, DISAGREE, SUBGRADIENT
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import Scales, judge_entries

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

OUTPUTS = 16
NEXT_DOOR = 3e-9
NEIGHBOURS = 24
SECOND_OPINIONS = 32


class Group(NamedTuple):
    """Kinked entries of one output, with the gradient of that output alone."""

    positions: Indices
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
    to fill the hull there, so these are to be judged at a point nearby.
    """
    table, corners = trial.table, []
    wrong = np.flatnonzero((table.codes == DISAGREE) & np.isfinite(trial.a))
    for start in range(0, wrong.size, SECOND_OPINIONS):
        some = wrong[start : start + SECOND_OPINIONS]
        low, high, corner = _next_door(trial, some)
        low, high = np.fmin(low, table.low[some]), np.fmax(high, table.high[some])
        room = 1e-3 * (high - low)
        inside = corner & (low - room <= trial.a[some]) & (trial.a[some] <= high + room)
        saved = some[inside]
        table.codes[saved], table.kink[saved] = SUBGRADIENT, True
        table.low[saved], table.high[saved] = low[inside], high[inside]
        corners += list(some[corner & ~inside])
        if not corner.any():
            break
    return np.array(corners, dtype=np.intp)


def _next_door(trial: Trial, positions: Indices) -> tuple[Floats, Floats, Bools]:
    """Smallest and largest slope next door, and whether this is a corner and not one kink.

    It is one if three or more different slopes meet, or if slopes next door lie outside those measured at the point.
    """
    plan = [Direction(np.array([p]), trial.function.scale[[p]]) for p in positions]
    slopes, noise = neighbours(trial, trial.u, plan, trial.table.noise[positions])
    slopes, noise = slopes / trial.function.scale[positions, None], noise / trial.function.scale[positions]
    low, high = np.nanmin(slopes, axis=1), np.nanmax(slopes, axis=1)
    room = np.maximum(0.01 * (high - low), 4 * noise)[:, None]
    between = (slopes > low[:, None] + room) & (slopes < high[:, None] - room)
    table = trial.table
    outside = np.any(
        (slopes < table.low[positions, None] - room) | (slopes > table.high[positions, None] + room), axis=1
    )
    wide = high - low > 50 * noise + 1e-4 * np.fmax(np.abs(low), np.abs(high))
    return low, high, np.asarray((between.any(axis=1) | outside) & wide)


def neighbours(trial: Trial, u: Floats, plan: list[Direction], noise: Floats) -> tuple[Floats, Floats]:
    """Slopes of u.y along each line at NEIGHBOURS points next door, and the noise of these slopes."""
    function, draws, n, t = trial.function, trial.draws, trial.function.theta.size, NEXT_DOOR / 50
    points = []
    for line in plan:
        along = np.zeros(n)
        along[line.positions] = line.weights
        for k in range(NEIGHBOURS):
            push = (along, -along, function.scale, -function.scale)[k] if k < 4 else 0.0
            away = draws.signs(n) * draws.weights(n) * function.scale
            theta = function.theta + NEXT_DOOR * (push + (0.1 if k < 4 else 1.0) * away)
            points += [function.point(theta, line, t), function.point(theta, line, -t)]
    values = function.values(points) @ u
    slopes = ((values[0::2] - values[1::2]) / (2 * t)).reshape(len(plan), NEIGHBOURS)
    floor = float(FLOAT64_EPS * np.abs(function.y0) @ np.abs(u))
    return slopes, np.maximum(noise, floor) / t


def joint(trial: Trial) -> list[Conflict]:
    """Groups of entries that are admissible one by one but not together."""
    groups = _groups(trial)
    wrong = []
    for group in groups:
        lines = _directions(trial, group)
        found = measure(trial.function, group.u, lines, trial.precision)
        a = np.array([group.a[line.positions] @ line.weights for line in lines])
        size = float(np.max(np.abs(found.value) + np.abs(found.high - found.low)))
        scales = Scales(size, float(np.max(np.abs(group.u))), trial.precision)
        bad = np.flatnonzero(judge_entries(a, found, scales) == DISAGREE)
        if bad.size and _stays(trial, group, [lines[k] for k in bad], a[bad], found.noise[bad]):
            line, row = lines[bad[0]], bad[0]
            unit = float(np.max(np.abs(line.weights))) if np.ptp(line.weights) == 0 else 1.0
            numbers = [float(x / unit) for x in (a[row], found.low[row], found.high[row])]
            wrong.append(Conflict(group.positions, line.weights / unit, *numbers))
    return wrong


def _groups(trial: Trial) -> list[Group]:
    """For each output with at least two kinked entries whose kinks open the same way: those entries."""
    fine = [p for p in sorted(trial.jumps) if trial.table.codes[p] in (AGREE, SUBGRADIENT)]
    if len(fine) < 2:
        return []
    signs = np.stack([trial.jumps[p] for p in fine])
    outputs = [j for j in range(signs.shape[1]) if np.count_nonzero(signs[:, j]) > 1 and _one_way(signs[:, j])]
    if trial.u.size > 1 and not trial.free_upstream:
        return []
    chosen = outputs[:OUTPUTS]
    upstreams = [np.where(np.arange(trial.u.size) == j, trial.u, 0.0) for j in chosen]
    gradients = trial.backward.gradients(upstreams) if trial.free_upstream and trial.u.size > 1 else []
    vectors = [gradient.vector for gradient in gradients] or [trial.a] * len(chosen)
    return [Group(np.array(fine)[signs[:, j] != 0], u, a) for j, u, a in zip(chosen, upstreams, vectors, strict=True)]


def _one_way(signs: NDArray[np.int8]) -> bool:
    return bool((signs >= 0).all() or (signs <= 0).all())


def _directions(trial: Trial, group: Group) -> list[Direction]:
    """All ones, along the tie (all branches rise alike), random positive, random signed."""
    p, draws = group.positions, trial.draws
    steep = trial.table.steepest[p] / np.max(np.abs(trial.table.steepest[p]))
    level = np.where(np.abs(steep) > 1e-6, 1 / np.where(steep == 0, 1.0, steep), 1.0)
    level = np.clip(level, -1e3, 1e3)
    scale = float(np.max(trial.function.scale[p]))
    choices = [np.ones(p.size), level, draws.weights(p.size), draws.signs(p.size) * draws.weights(p.size)]
    return [Direction(p, choice * scale) for choice in choices]


def _stays(trial: Trial, group: Group, lines: list[Direction], a: Floats, noise: Floats) -> bool:
    """Whether slopes next door exclude the returned sum as well, along at least one of the lines."""
    slopes, noise = neighbours(trial, group.u, lines, noise)
    low, high = np.nanmin(slopes, axis=1), np.nanmax(slopes, axis=1)
    room = 1e-3 * (high - low) + 4 * noise
    return bool(np.any((a < low - room) | (a > high + room)))

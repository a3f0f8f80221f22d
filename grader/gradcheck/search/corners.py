"""Sums of shares where kinks of both signs meet: the median of three equal numbers, max(a, b) - max(c, d) at two ties.

Slopes along lines bound nothing there in general. But along some lines the function is smooth, at the point and next
door: whatever is added to all tied numbers is added to their median. No kink is crossed, so no convention has a say,
and the gradient along such a line must be the slope.
"""

from __future__ import annotations

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import DirectionalSlopes, measure
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import DISAGREE, UNRESOLVED
from grader.gradcheck.search.kinks import Conflict, neighbours
from grader.gradcheck.search.trial import Trial

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

CLEAR = 0.01  # of the slope: shares that are added up wrongly are wrong by more
SHARP = 1e-4
MOST = 4096
GROUPS = 8


def note_ties(trial: Trial, lines: list[Direction], slopes: DirectionalSlopes) -> None:
    """Suspect the tied entries of a block whose gradient is right entry by entry and wrong along a smooth line."""
    if trial.precision.eps > FLOAT64_EPS:
        return
    for k, line in enumerate(lines):
        if (trial.table.codes[line.positions] >= UNRESOLVED).any() or slopes.kink[k]:
            continue
        products = trial.a[line.positions] * line.weights
        size = max(float(np.linalg.norm(products)), abs(float(slopes.value[k])))
        if abs(float(products.sum()) - slopes.value[k]) > 2 * slopes.error[k] + CLEAR * size:
            trial.cornered |= {int(p) for p in _tied(trial, line.positions)}


def _tied(trial: Trial, positions: Indices) -> Indices:
    """Those whose number occurs again; all of them, if none does."""
    _, back, count = np.unique(trial.function.theta[positions], return_inverse=True, return_counts=True)
    again = positions[count[back] > 1]
    return again if again.size else positions


def smooth_lines(trial: Trial) -> list[Conflict]:
    """The first line through corners along which all is smooth, and the gradient is not the slope; 26 evaluations per line."""
    lines = _lines(trial)
    if not lines:
        return []
    slopes = measure(trial.function, trial.u, lines, trial.precision)
    for k, line in enumerate(lines):
        a, slope, error = float(trial.a[line.positions] @ line.weights), float(slopes.value[k]), float(slopes.error[k])
        size, terms = max(abs(a), abs(slope)), float(np.linalg.norm(trial.a[line.positions] * line.weights))
        clear = abs(a - slope) > CLEAR * size + 4 * error + 1e-6 * terms
        if slopes.kink[k] or not error <= SHARP * size or not clear:
            continue
        near, noise = neighbours(trial, trial.u, [line], slopes.noise[[k]])
        if np.all(np.abs(near - slope) <= 4 * noise[0] + SHARP * size):
            unit = float(np.max(np.abs(line.weights)))
            return [Conflict(line.positions, line.weights / unit, a / unit, slope / unit, slope / unit)]
    return []


def _lines(trial: Trial) -> list[Direction]:
    """All corners and kinks together, those that open upwards, those that open downwards, and those that are equal
    numbers; all by the same amount, or each so that the branches of a tie rise alike."""
    if trial.precision.eps > FLOAT64_EPS:
        return []
    mixed = _is_mixed(trial)
    met = trial.cornered | _equals(trial) | (trial.jumps.keys() if mixed else set())
    positions = np.array(sorted(met), dtype=np.intp)[:MOST]
    positions = positions[np.isfinite(trial.a[positions]) & (trial.table.codes[positions] != DISAGREE)]
    if positions.size < 2:
        return []
    groups = {part.tobytes(): part for part in _groups(trial, positions) if part.size > 1}
    lines = [line for part in groups.values() for line in _weighted(trial, part)]
    return lines


def _equals(trial: Trial) -> set[int]:
    """Entries with the number of one that sits at a corner, in the same input: flat along themselves, they may be tied."""
    found: set[int] = set()
    for part in trial.function.blocks.values():
        theta = trial.function.theta[part]
        corners = [p - part.start for p in trial.cornered if part.start <= p < part.stop]
        found |= {int(p) + part.start for p in np.flatnonzero(np.isin(theta, theta[corners]))}
    return found


def _is_mixed(trial: Trial) -> bool:
    """Whether kinks of both signs meet in one output."""
    if not trial.jumps:
        return False
    signs = np.stack(list(trial.jumps.values()))
    return bool(((signs > 0).any(axis=0) & (signs < 0).any(axis=0)).any())


def _groups(trial: Trial, positions: Indices) -> list[Indices]:
    nothing = np.zeros(trial.u.size, dtype=np.int8)
    signs = np.stack([trial.jumps.get(int(p), nothing) for p in positions])
    up, down = (signs > 0).any(axis=1), (signs < 0).any(axis=1)
    _, back = np.unique(trial.function.theta[positions], return_inverse=True)
    equal = [positions[back == k] for k in range(min(GROUPS, int(back.max()) + 1))]
    return [positions, positions[up & ~down], positions[down & ~up], *equal]


def _weighted(trial: Trial, positions: Indices) -> list[Direction]:
    scale = float(np.max(trial.function.scale[positions]))
    lines = [Direction(positions, np.full(positions.size, scale))]
    steep = trial.table.steepest[positions]
    if np.isfinite(steep).all() and (np.abs(steep) > 1e-6 * np.max(np.abs(steep))).all() and np.ptp(steep) != 0:
        level = np.clip(np.max(np.abs(steep)) / steep, -1e3, 1e3)
        lines.append(Direction(positions, level * scale / np.max(np.abs(level))))
    return lines

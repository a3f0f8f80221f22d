"""Whether entries keep their two slopes at steps of 3e-11: then they sit on a kink, and do not merely bend.

Most are asked together: many entries move at once, each by a step of its own size, and the change of the loss is held
against the sum of what the sweep saw of each. One entry that does not keep its slope spoils the sum. Where moves add up
to something else (all entries of one maximum) every entry is asked alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction
from grader.gradcheck.ladders.directional import TINY
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.search.trial import Trial

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

TOGETHER = 16
TRIED = 4  # groups; where none of them keeps its slopes, the others are not tried
BENT = 0.05


class Sides(NamedTuple):
    """Entries with the slopes that a sweep saw on the left and right of each, and one bar for both."""

    positions: Indices
    left: Floats
    right: Floats
    bar: Floats

    @property
    def jump(self) -> Floats:
        """How far the two slopes are apart."""
        return np.abs(self.right - self.left)

    def some(self, rows: Indices) -> Sides:
        """These rows."""
        return Sides(self.positions[rows], self.left[rows], self.right[rows], self.bar[rows])


def bend_signs(moves: Floats, y0: Floats) -> NDArray[np.int8]:
    """The sign of the kink of each output, (L, m), for moves (L, 2, m) of the outputs at the same step on both sides."""
    bends = moves.sum(axis=1)
    least = np.maximum(BENT * np.abs(moves).max(axis=1), 4 * FLOAT64_EPS * np.abs(y0))
    return np.asarray(np.where(np.abs(bends) > least, np.sign(bends), 0).astype(np.int8))


def keep_slopes(trial: Trial, sides: Sides) -> Bools:
    """Which entries have the same two slopes at steps of 3e-11; notes the sign of the kink of each output there."""
    kept = _keep_together(trial, sides)
    alone = np.flatnonzero(~kept)
    size = max(1, trial.function.batch // 2)
    for start in range(0, alone.size, size):
        rows = alone[start : start + size]
        kept[rows] = _keep_alone(trial, sides.some(rows))
    return kept


def _keep_together(trial: Trial, sides: Sides) -> Bools:
    kept = np.zeros(sides.positions.size, dtype=bool)
    seen = np.flatnonzero([int(p) in trial.bends for p in sides.positions])
    count = seen.size // TOGETHER
    groups = [seen[k::count] for k in range(count)]
    for some in (groups[:TRIED], groups[TRIED:]):
        good = [group for group, keeps in zip(some, _keep_groups(trial, sides, some), strict=True) if keeps]
        if not good:
            break
        for group in good:
            kept[group] = True
    trial.jumps.update({int(p): trial.bends[int(p)] for p in sides.positions[kept]})
    return kept


def _keep_groups(trial: Trial, sides: Sides, groups: list[Indices]) -> list[bool]:
    size = max(1, trial.function.batch // 2)
    parts = [_keep_batch(trial, sides, groups[k : k + size]) for k in range(0, len(groups), size)]
    return [keeps for part in parts for keeps in part]


def _keep_batch(trial: Trial, sides: Sides, groups: list[Indices]) -> list[bool]:
    """Whether every entry of each group keeps its two slopes: a change of one of them would exceed the room."""
    some = [sides.some(group[np.argsort(sides.positions[group])]) for group in groups]
    steps = [TINY * trial.function.scale[part.positions] * trial.draws.weights(part.positions.size) for part in some]
    moves = _moves(trial, [Direction(part.positions, step) for part, step in zip(some, steps, strict=True)])
    noises = 4 * FLOAT64_EPS * ((moves != 0).any(axis=1) @ np.abs(trial.function.y0 * trial.u))
    keeps = []
    for part, step, move, noise in zip(some, steps, moves @ trial.u, noises, strict=True):
        least, doubt = float(np.min(part.jump * step)), float(part.bar @ step) + noise
        off = max(abs(move[0] - part.right @ step), abs(move[1] + part.left @ step))
        keeps.append(bool(doubt <= 0.1 * least and off <= 0.02 * least + doubt))
    return keeps


def _moves(trial: Trial, lines: list[Direction]) -> Floats:
    """How far every output moves along each line, forwards and backwards by one, (L, 2, m)."""
    function = trial.function
    points = [function.point(function.theta, line, sign) for line in lines for sign in (1.0, -1.0)]
    return np.asarray(function.values(points).reshape(len(lines), 2, -1) - function.y0)


def _keep_alone(trial: Trial, sides: Sides) -> Bools:
    function, u, where = trial.function, trial.u, sides.positions
    t = TINY * function.scale[where]
    moves = _moves(trial, [Direction(where[[k]], t[[k]]) for k in range(where.size)])
    with np.errstate(all="ignore"):
        right, left = moves[:, 0] @ u / t, moves[:, 1] @ u / -t
        noise = 4 * ((moves != 0).any(axis=1) @ np.abs(function.y0 * u)) * FLOAT64_EPS / t
        room = 0.02 * sides.jump + sides.bar + noise
        keeps = (np.abs(right - sides.right) <= room) & (np.abs(left - sides.left) <= room)
        keeps &= noise <= 0.1 * sides.jump
        signs = bend_signs(moves, function.y0)
    trial.jumps.update({int(where[k]): signs[k] for k in np.flatnonzero(keeps)})
    return np.asarray(keeps)

"""Entries at corners, judged at a generic point nearby, where no kink is near.

Where kinks of both signs meet, the gradient of a chain of right backward passes need not be a subgradient at all. What
cannot be told at one point, because kinks are still near, is asked at another, further away.
"""

from __future__ import annotations

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.report import DISAGREE, PRECISION, SUBGRADIENT, UNRESOLVED
from grader.gradcheck.search.sweep import judge_all
from grader.gradcheck.search.trial import Table, Trial

Indices = NDArray[np.intp]

DISTANCES = (1e-2, 1e-1, 1.0)
ALONE = 16  # entries that get a ladder each; where they are right, the others are judged by a sweep
STEP = 1e-5


def judge_nearby(trial: Trial, corners: Indices) -> int:
    """Judge entries at a corner of several kinks at generic points nearby; returns how many turn out right there."""
    right = np.zeros(0, dtype=np.intp)
    for distance in DISTANCES:
        if corners.size == 0:
            break
        try:
            codes = _codes_at(trial, corners, distance)
        except GradcheckError:  # forward or backward fails there: then this point tells nothing
            continue
        right = np.concatenate([right, corners[codes <= PRECISION]])
        corners = corners[codes == UNRESOLVED]
    trial.table.codes[right], trial.table.kink[right] = SUBGRADIENT, True
    return int(right.size)


def _codes_at(trial: Trial, positions: Indices, distance: float) -> NDArray[np.int8]:
    """Verdicts on these entries at a random point that far away, in units of their scale."""
    function, n = trial.function, trial.function.theta.size
    there = function.at(function.theta + distance * function.scale * trial.draws.signs(n) * trial.draws.weights(n))
    backward = trial.backward.at(there)
    a = backward.gradients([trial.u])[0].vector
    other = Trial(there, backward, trial.draws, trial.u, a, Table(n), trial.free_upstream, eps=trial.eps)
    some = positions[np.unique(np.linspace(0, positions.size - 1, ALONE).astype(np.intp))]
    other.climb(some)
    rest = np.setdiff1d(positions, some)
    if rest.size and (other.table.codes[some] == DISAGREE).any():
        other.table.codes[rest] = DISAGREE
    elif rest.size:
        judge_all(other, rest, np.full(rest.size, STEP))
        other.table.codes[rest[other.table.codes[rest] < 0]] = UNRESOLVED
    function.evaluations += there.evaluations
    trial.backward.calls += backward.calls
    return np.asarray(other.table.codes[positions])

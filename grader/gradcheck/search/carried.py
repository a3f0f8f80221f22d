"""Verdicts without a ladder: what the ladders of a few entries show of a sweep is carried to the entries without one.

A sweep gives every entry one central difference, and the slopes on its two sides. The entries of a block that have a
ladder as well show how far off such numbers are; ten times that is the bar of the others.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import DISAGREE, UNRESOLVED
from grader.gradcheck.search.kept import Sides, keep_slopes
from grader.gradcheck.search.trial import Trial
from grader.gradcheck.verdicts.judgement import MATERIAL

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

ENOUGH = 4  # ladders, to carry what they show to others


class Swept(NamedTuple):
    """One central difference per entry: its value, the gap between its two sides, the size of its terms, its noise; the
    slopes on the left and right; and low and high, the ends of the interval in which a convention at a kink may lie."""

    C: Floats
    gap: Floats
    size: Floats
    noise: Floats
    left: Floats
    right: Floats
    low: Floats
    high: Floats


def block_sizes(trial: Trial, positions: Indices) -> Floats:
    """The size of the block that each entry belongs to."""
    block = np.zeros(positions.size)
    for name, part in trial.function.blocks.items():
        block[(positions >= part.start) & (positions < part.stop)] = trial.block_scale.get(name, 0.0)
    return block


def judge_swept(trial: Trial, positions: Indices, swept: Swept, measured: Indices, rest: Indices) -> Indices:
    """Verdicts on rows by their central differences and the bar that the measured rows show; those still in doubt.

    An entry is clearly wrong if it is further off than ten times that bar, has one slope on both sides, and is not at
    a place where the sweep saw nothing.
    """
    if rest.size == 0:
        return rest
    bar, most, bend = _carry(trial, positions, swept, measured, rest)
    gap = np.maximum(swept.gap[rest] - bend, 0.0)
    clear = _clearly_wrong(trial, positions, swept, rest, most, gap)
    clear |= _clearly_wrong(trial, positions, swept, rest, np.maximum(bar, 0.3 * gap), gap)
    trial.table.error[positions[rest]] = bar
    trial.table.codes[positions[rest]] = np.where(clear, DISAGREE, UNRESOLVED)
    return np.asarray(rest[~clear])


def _carry(
    trial: Trial, positions: Indices, swept: Swept, chosen: Indices, rest: Indices
) -> tuple[Floats, Floats, Floats]:
    """Two bars for entries without a ladder: ten times the error that the sweep made on most of those with one, which
    counts together with the gap of its two sides (a kink was crossed where they differ), and on all of them. And the
    part of the gap that mere curvature explains."""
    t = trial.table
    done = positions[chosen]
    good = ~t.kink[done] & np.isfinite(t.error[done])
    block = block_sizes(trial, positions)
    with np.errstate(all="ignore"):
        size = np.abs(t.value[done]) + 0.01 * block[chosen] + 1e-300
        off = np.abs(swept.C[chosen] - t.value[done]) + t.error[done]
        mine = np.abs(swept.C[rest]) + 0.01 * block[rest]
        shares = np.append((off / size)[good], 1e-9) if good.any() else np.array([1e-9])
        worst = (float(np.quantile(shares, 0.75)), float(np.max(shares)))
        usual, most = (10 * max(share, 1e-9) * mine + 4 * swept.noise[rest] for share in worst)
        return usual, most, _bend((swept.gap[chosen] / size)[good], (off / size)[good]) * mine


def _bend(gaps: Floats, errors: Floats) -> float:
    """The gap of the two sides, as a share, where ladders show it to be curvature: there the central difference between
    the two is right, which it is not where a kink was crossed."""
    if gaps.size < ENOUGH or np.mean(errors > 0.02 * gaps) > 0.1:
        return 0.0
    return 3 * float(np.quantile(gaps, 0.75))


def _clearly_wrong(
    trial: Trial, positions: Indices, swept: Swept, rest: Indices, bar: Floats, between: Floats
) -> Bools:
    a, C = trial.a[positions[rest]], swept.C[rest]
    block = block_sizes(trial, positions)[rest]
    with np.errstate(all="ignore"):
        gap = np.abs(a - C)
        far = gap > np.maximum(10 * bar, 4 * MATERIAL * np.maximum(np.abs(a), np.abs(C)))
        far &= gap > 0.6 * between  # every value between the two sides may be right
        one_slope = ~two_slopes(swept, rest, block)
        return np.asarray((far & one_slope & (swept.size[rest] > 0) & (bar <= 0.01 * block)) | ~np.isfinite(a))


def two_slopes(swept: Swept, rows: Indices | slice, block: Floats) -> Bools:
    """Which rows have different slopes on their two sides; block holds the sizes of their blocks."""
    room = np.maximum(0.05 * swept.size[rows], 1e-4 * block) + 8 * swept.noise[rows]
    return np.asarray(~(swept.gap[rows] <= room))


def judge_kinks(trial: Trial, positions: Indices, swept: Swept, measured: Indices, rest: Indices) -> Indices:
    """Verdicts on rows that sit on a kink, by the two slopes that the sweep saw; those that are left.

    The bar of these slopes is carried from rows whose ladder found a kink. A value that is far outside is wrong. Of
    the others the kink is shown once more, by steps so small that curvature would have gone.
    """
    kinked = measured[trial.table.kink[positions[measured]]]
    two = rest[two_slopes(swept, rest, block_sizes(trial, positions)[rest])]
    if kinked.size < ENOUGH or two.size == 0 or trial.precision.eps > FLOAT64_EPS:
        return rest
    bar = _kink_bar(trial, positions, swept, kinked, two)
    known = bar <= 1e-3 * (swept.high - swept.low)[two]
    two, bar = two[known], bar[known]
    a, every = trial.a[positions[two]], _all_kinks(trial, positions, swept, measured)
    wrong = np.maximum(swept.low[two] - a, a - swept.high[two]) > 10 * bar
    shown = wrong & every
    rest_of_two = two[~shown]
    sides = Sides(positions[rest_of_two], swept.left[rest_of_two], swept.right[rest_of_two], bar[~shown])
    shown[~shown] = keep_slopes(trial, sides)
    _note_kinks(trial, positions[two[shown]], Swept(*(part[two[shown]] for part in swept)), bar[shown])
    return np.setdiff1d(rest, two[shown])


def _kink_bar(trial: Trial, positions: Indices, swept: Swept, kinked: Indices, rows: Indices) -> Floats:
    """Ten times the error that the sweep made on the two slopes of rows whose ladder found a kink."""
    t, done = trial.table, positions[kinked]
    off = np.abs(swept.low[kinked] - t.low[done]) + np.abs(swept.high[kinked] - t.high[done]) + t.error[done]
    size = np.maximum(np.abs(t.low[done]), np.abs(t.high[done]))
    with np.errstate(all="ignore"):
        share = float(np.max(off / size))
    steep = np.maximum(np.abs(swept.low[rows]), np.abs(swept.high[rows]))
    return np.asarray(10 * max(share, 1e-9) * steep + 4 * swept.noise[rows])


def _all_kinks(trial: Trial, positions: Indices, swept: Swept, measured: Indices) -> bool:
    """Whether every measured row with two slopes turned out to be a kink."""
    two = two_slopes(swept, measured, block_sizes(trial, positions)[measured])
    return bool(trial.table.kink[positions[measured[two]]].all())


def _note_kinks(trial: Trial, positions: Indices, swept: Swept, bar: Floats) -> None:
    """Write the kinks into the table, and judge them."""
    t = trial.table
    t.low[positions], t.high[positions], t.error[positions] = swept.low, swept.high, bar
    t.value[positions] = (swept.low + swept.high) / 2
    t.steepest[positions] = np.where(np.abs(swept.left) > np.abs(swept.right), swept.left, swept.right)
    t.noise[positions], t.kink[positions] = swept.noise * t.step[positions], True
    trial.judge(positions)

"""The ladder: one line through x, thirteen step sizes, and what the slopes on it say.

For a function y(t) along a line and steps h_0 > h_1 > ... with ratio r, the slopes at one rung are

    central   C = (y(h) - y(-h)) / 2h = y' + h^2 y'''/6 + ...
    forward   F = (y(h) - y(0)) / h   = y' + h y''/2 + ...
    backward  B = (y(0) - y(-h)) / h  = y' - h y''/2 + ...

Richardson's extrapolation (L. F. Richardson, 1911) of two neighbouring rungs removes the first error term:
R of C, RF of F, RB of B. The jump J = RF - RB is zero up to h^3 where y is smooth, and constant at a kink.

A slope is believed when three consecutive rungs agree (the plateau rule of C. J. F. Ridders, 1982, as used by
gam-linalg's ``numeric_derivative``): the value is the middle one, its bar the spread of the three plus the measured
rounding noise. A single small difference of two rungs is not evidence; three of them are.

The ratio is 3.7 and not 4: with an integer ratio the rounding of a cancelling function repeats coherently down the
ladder, and three rungs can agree on a wrong value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from grader.arrays import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Indices = NDArray[np.intp]

RATIO = 3.7
RUNGS = 13
MORE_RUNGS = 7
FINE = 5  # rungs from this one on, 1.4e-5 of the entry and less
FLOAT64_EPS = 2.0**-52


@dataclass(frozen=True, eq=False)
class LadderReadings:
    """What M ladders say, one entry per column: all arrays have shape (M,).

    value +- error is the slope; at a kink the slopes from the two sides are left and right (each +- error) and value
    is their mean. noise is the smallest change of y that means anything, rung the middle rung that was used.
    """

    value: Floats
    error: Floats
    left: Floats
    right: Floats
    kink: Bools
    rung: Indices
    noise: Floats


class RungSlopes(NamedTuple):
    """All slopes of M ladders; arrays of shape (rungs, M), the extrapolated ones (rungs - 1, M)."""

    h: Floats
    C: Floats
    F: Floats
    B: Floats
    R: Floats
    RF: Floats
    RB: Floats
    J: Floats
    noise: Floats
    noise_J: Floats


class Plateaus(NamedTuple):
    """Candidates for the slope, per triple of rungs: value, bar, and the part of the bar that finer rungs imply."""

    value: Floats
    error: Floats
    residue: Floats


def step_sizes(first: float, start: int = 0, stop: int = RUNGS) -> Floats:
    """Step sizes first / RATIO**k, k = start..stop-1."""
    return np.asarray(first * RATIO ** -np.arange(start, stop, dtype=np.float64))


def read_ladders(
    y0: Floats,
    y_plus: Floats,
    y_minus: Floats,
    h: Floats,
    eps: float = FLOAT64_EPS,
    continuous: Bools | None = None,
) -> LadderReadings:
    """The slopes of M functions, each measured on its own ladder.

    y0: (M,), values at the point; y_plus, y_minus: (rungs, M), values at +h and -h; h: (rungs, M) or (rungs, 1),
    decreasing by RATIO; eps: relative spacing of the numbers that the function returns; continuous: (M,), functions known
    to have no stairs, whose finest slopes are therefore those of the point.
    """
    with np.errstate(all="ignore"):
        slopes = _slopes(y0, y_plus, y_minus, np.broadcast_to(h, y_plus.shape), eps)
        return _read(slopes, np.zeros(y0.shape, dtype=bool) if continuous is None else continuous)


def _slopes(y0: Floats, yp: Floats, ym: Floats, h: Floats, eps: float) -> RungSlopes:
    C, F, B = (yp - ym) / (2 * h), (yp - y0) / h, (y0 - ym) / h
    RF, RB = _extrapolate(F, RATIO), _extrapolate(B, RATIO)
    size = np.maximum(np.maximum(np.abs(yp), np.abs(ym)), np.abs(y0))
    floor = np.maximum(_tread(y0, yp, ym), _wobble(C, h))
    noise = np.maximum(eps * size, floor) / h
    noise_J = 2 * (RATIO * noise[1:] + noise[:-1]) / (RATIO - 1)
    return RungSlopes(h, C, F, B, _extrapolate(C, RATIO**2), RF, RB, RF - RB, noise, noise_J)


def _extrapolate(A: Floats, factor: float) -> Floats:
    return (factor * A[1:] - A[:-1]) / (factor - 1)


def _tread(y0: Floats, yp: Floats, ym: Floats) -> Floats:
    """Height of the stairs of a quantised y: frozen on both sides at fine steps, alive on both at coarse ones."""
    move = np.minimum(np.abs(yp - y0), np.abs(ym - y0))
    most = np.maximum(np.abs(yp - y0), np.abs(ym - y0))
    stairs = (most[-1] == 0) & (move[0] > 0)
    lowest = np.where(most > 0, most, np.inf).min(axis=0)
    return np.where(stairs & np.isfinite(lowest), lowest, 0.0)


def _wobble(C: Floats, h: Floats) -> Floats:
    """Rounding noise of y, measured: how far C moves between the four finest rungs, in units of y."""
    moved = np.abs(C[-3:] - C[-4:-1]) * h[-3:]
    largest: Floats = np.nan_to_num(moved, nan=0.0, posinf=0.0).max(axis=0)
    return largest


def _spread(A: Floats) -> Floats:
    """Largest minus smallest of each three consecutive rungs."""
    high = np.maximum(np.maximum(A[:-2], A[1:-1]), A[2:])
    low = np.minimum(np.minimum(A[:-2], A[1:-1]), A[2:])
    return high - low


def _read(s: RungSlopes, continuous: Bools) -> LadderReadings:
    kinked = _find_kinks(s)
    plateaus = _plateaus(s)
    quiet = _quiet(s, plateaus)
    allowed = _is_allowed(s, plateaus, quiet, kinked, continuous)
    error = np.where(allowed, plateaus.error, np.inf)
    best = error.argmin(axis=0)
    value = _pick(plateaus.value, best)
    doubt = np.where(continuous, 0.0, _doubt(plateaus, quiet, kinked, value, best))
    bar = np.maximum(_pick(error, best), doubt)
    left, right, side_bar, side_rung = _two_sides(s, kinked)
    smooth = np.isfinite(bar)
    half = len(s.C) - 2
    rung = np.where(best < half, best + 1, best - half + 2)
    return LadderReadings(
        value=np.where(smooth, value, (left + right) / 2),
        error=np.where(smooth, bar, side_bar),
        left=np.where(smooth, value, left),
        right=np.where(smooth, value, right),
        kink=~smooth & kinked.any(axis=0),
        rung=np.where(smooth, rung, side_rung).astype(np.intp),
        noise=(s.noise * s.h).min(axis=0),
    )


def _pick(A: Floats, row: Indices) -> Floats:
    picked: Floats = np.take_along_axis(A, row[None, :], axis=0)[0]
    return picked


def _find_kinks(s: RungSlopes) -> Bools:
    """Triples of rungs on which the jump is one and the same number: a kink within reach of these steps."""
    size = np.abs(s.J)
    low = np.minimum(np.minimum(size[:-2], size[1:-1]), size[2:])
    high = np.maximum(np.maximum(size[:-2], size[1:-1]), size[2:])
    one_sign = np.abs(np.sign(s.J[:-2]) + np.sign(s.J[1:-1]) + np.sign(s.J[2:])) == 3
    return np.asarray(one_sign & (high - low <= 0.25 * high) & (low > 2 * s.noise_J[2:]))


def _plateaus(s: RungSlopes) -> Plateaus:
    """Triples of central slopes, then triples of their extrapolation, each with its bar."""
    error_C = _spread(s.C) + 2 * s.noise[1:-1]
    error_R = _spread(s.R) + 2.3 * s.noise[2:-1]
    value = np.concatenate([s.C[1:-1], s.R[1:-1]])
    h = np.concatenate([s.h[1:-1], s.h[2:-1]])
    residue = _residue(s, value, h)
    error = np.concatenate([error_C, error_R]) + residue
    return Plateaus(value, np.where(np.isfinite(error), error, np.inf), residue)


def _residue(s: RungSlopes, value: Floats, h: Floats) -> Floats:
    """The noise that a candidate implies: how far the finer central slopes are from it, carried back to its step."""
    worst = np.zeros_like(value)
    for C, step in zip(s.C, s.h, strict=True):
        implied = np.abs(C - value) * step / h
        worst = np.maximum(worst, np.where((step < h) & np.isfinite(implied), implied, 0.0))
    return worst


def _is_allowed(s: RungSlopes, plateaus: Plateaus, quiet: Bools, kinked: Bools, continuous: Bools) -> Bools:
    """Which plateaus count: no jump on their rungs, finer than every kink, and not contradicted by a coarser one."""
    rows = _coarsest_rung(len(s.C))
    trusted = _is_trusted(s, plateaus, quiet, kinked, rows) & ~continuous
    first = np.where(trusted, rows, len(s.C)).argmin(axis=0)
    has_trusted = trusted.any(axis=0)
    anchor, anchor_bar = _pick(plateaus.value, first), _pick(plateaus.error, first)
    fits = np.abs(plateaus.value - anchor) <= plateaus.error + anchor_bar
    jump = np.where(kinked, np.abs(s.J[1:-1]), 0.0).max(axis=0)
    last = np.where(kinked, np.arange(len(kinked))[:, None], -1).max(axis=0)
    finer = (rows > last) & ((jump == 0) | (plateaus.error <= 0.01 * jump))
    return np.asarray(quiet & np.isfinite(plateaus.error) & np.where(has_trusted, fits, finer))


def _coarsest_rung(rungs: int) -> Indices:
    return np.concatenate([np.arange(rungs - 2), np.arange(rungs - 3)])[:, None]


def _quiet(s: RungSlopes, plateaus: Plateaus) -> Bools:
    """No jump: it is within the noise, or falls as fast as that of a smooth function (16 times per rung).

    The noise is the larger of that of y and of that implied by the finer rungs, which the extrapolation of one-sided
    slopes enlarges 2 (RATIO^2 + 1) / (RATIO - 1) = 11 times.
    """
    J, noise = np.abs(s.J), 2 * s.noise_J
    falls = (J[1:] <= noise[1:]) | (J[1:] <= J[:-1] / 16)
    inside = np.concatenate([J[1:], J[1:-1]]) <= 0.5 * plateaus.error + 11 * plateaus.residue
    return np.asarray(np.concatenate([falls, falls[1:]]) | inside)


def _is_trusted(s: RungSlopes, plateaus: Plateaus, quiet: Bools, kinked: Bools, rows: Indices) -> Bools:
    """Plateaus known to 1 % on coarser rungs than any kink: then the finer "kinks" are the stairs of a quantised y.

    A true kink at the point would show on the coarse rungs as well, so it must be much larger than their jump.
    """
    first = np.where(kinked.any(axis=0), kinked.argmax(axis=0), len(s.C))
    jump = np.where(kinked.any(axis=0), np.abs(_pick(s.J[1:-1], kinked.argmax(axis=0))), np.inf)
    seen = np.concatenate([np.abs(s.J[1:]) + s.noise_J[1:], np.abs(s.J[1:-1]) + s.noise_J[1:-1]])
    sure = (plateaus.error <= 0.01 * np.abs(plateaus.value)) & _may_overrule(plateaus, quiet, rows)
    return np.asarray(quiet & sure & (rows < first) & (jump > 4 * seen))


def _may_overrule(plateaus: Plateaus, quiet: Bools, rows: Indices) -> Bools:
    """Whether a coarse plateau weighs more than a contradicting finer one: it is known to 1e-4, or the two have little
    in common.

    A function of many kinks (a relu layer over a large batch) has a slope that wanders by a percent from rung to rung
    until the steps are smaller than the distance to the nearest kink: three coarse rungs that agree are chance there.
    """
    fine = np.where(quiet & (rows >= FINE), plateaus.error, np.inf)
    row = fine.argmin(axis=0)
    value, error = _pick(plateaus.value, row), _pick(fine, row)
    related = (np.abs(value - plateaus.value) <= 0.2 * np.abs(plateaus.value)) & (error <= 1e-4 * np.abs(value))
    return np.asarray(~related | (plateaus.error <= 1e-4 * np.abs(plateaus.value)))


def _doubt(plateaus: Plateaus, quiet: Bools, kinked: Bools, value: Floats, best: Indices) -> Floats:
    """A bar that reaches to the coarser plateau that is known to 30 % and contradicts the value, if there is one.

    Between two steps of its stairs a quantised y can be perfectly smooth, with a slope of its own.
    """
    rows = _coarsest_rung(len(kinked) + 3)
    first = np.where(kinked.any(axis=0), kinked.argmax(axis=0), len(rows))
    coarser = quiet & (rows < first) & (rows < rows[best].T - 1) & (plateaus.error <= 0.3 * np.abs(plateaus.value))
    coarser &= _may_overrule(plateaus, quiet, rows)
    error = np.where(coarser, plateaus.error, np.inf)
    rival = error.argmin(axis=0)
    gap, reach = np.abs(_pick(plateaus.value, rival) - value), _pick(error, rival)
    contradicts = np.isfinite(reach) & (gap > reach + _pick(plateaus.error, best))
    return np.where(contradicts, gap + reach, 0.0)


def _two_sides(s: RungSlopes, kinked: Bools) -> tuple[Floats, Floats, Floats, Indices]:
    """Slopes left and right of the point with one bar for both, from the steadiest triple (a kinked one, if any)."""
    error = np.maximum(_spread(s.RF), _spread(s.RB)) + s.noise_J[1:-1]
    error = np.where(np.isfinite(error), error, np.inf)
    usable = np.where(kinked.any(axis=0), kinked, True)
    best = np.where(usable, error, np.inf).argmin(axis=0)
    bar = _pick(np.where(usable, error, np.inf), best)
    return _pick(s.RB[1:-1], best), _pick(s.RF[1:-1], best), bar, best + 2

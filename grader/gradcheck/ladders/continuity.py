"""Many kinks or the stairs of a quantised function? The mean slope of an interval tells them apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction, VectorFunction
from grader.gradcheck.ladders.richardson import FLOAT64_EPS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

PLACES = (-0.9, -0.6, -0.35, -0.1, 0.1, 0.35, 0.6, 0.9)
SECANTS = (0, 2)  # the rungs whose secants are looked at: 1e-2 and 7e-4


def is_continuous(function: VectorFunction, plan: Sequence[Direction], rungs: tuple[Floats, Floats, Floats]) -> Bools:
    """Which outputs have kinks but no stairs along each line, (L, m): 32 evaluations per line.

    The fundamental theorem of calculus tells them apart: the mean of the slopes at points of an interval is the slope
    of its secant where a function is continuous, however many kinks it has. Between two steps of its stairs a
    quantised function has a slope of its own, which is one and the same at most points, and not that of the secant.
    """
    far, near = (_obeys_secant(function, plan, rungs, rung) for rung in SECANTS)
    return far | near


def _obeys_secant(
    function: VectorFunction, plan: Sequence[Direction], rungs: tuple[Floats, Floats, Floats], rung: int
) -> Bools:
    """Whether slopes differ over the interval of one rung, and their mean is the slope of its secant, (L, m)."""
    tau, reach = float(rungs[2][-1].max()), rungs[2][rung]
    points = []
    for k, line in enumerate(plan):
        for place in PLACES:
            points += [function.point(function.theta, line, place * reach[k] + sign * tau) for sign in (1, -1)]
    y = function.values(points).reshape(len(plan), len(PLACES), 2, -1)
    with np.errstate(all="ignore"):
        slopes = (y[:, :, 0] - y[:, :, 1]) / (2 * tau)
        secant = (rungs[0][rung] - rungs[1][rung]) / (2 * reach[:, None])
        here = (rungs[0][-1] - rungs[1][-1]) / (2 * rungs[2][-1][:, None])
        noise = 10 * FLOAT64_EPS * np.abs(function.y0) / tau
        differ = (np.abs(slopes - here[:, None]) > noise + 1e-6 * np.abs(secant)[:, None]).sum(axis=1) >= 3
        fits = np.abs(slopes.mean(axis=1) - secant) <= 6 * slopes.std(axis=1) / len(PLACES) ** 0.5
        spikes = np.abs(slopes).max(axis=1) > 5 * np.maximum(np.abs(secant), np.abs(here)) + noise
        return np.asarray(differ & fits & ~spikes)

"""Verdicts: a returned gradient against a measured slope with its bar.

    agree        |a - n| <= 2 E + rounding of a itself
    subgradient  at a kink: low - 2 E <= a <= high + 2 E (any Clarke subgradient is a legitimate convention)
    precision    beyond the bar, but by less than 1e-6 of the entry or 2^-22 of the block: arithmetic, not calculus
    unresolved   the bar is wider than 10 % of the slope and 1 % of the block: finite differences cannot see it here
    disagree     everything else

Agreement of two independent computations is evidence by itself; only a disagreement needs a bar that holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from grader.gradcheck.ladders.directional import DirectionalSlopes, Precision
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE, DISAGREE, PRECISION, SUBGRADIENT, UNRESOLVED

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

MATERIAL = 1e-6
MATERIAL_IN_BLOCK = 2.0**-22
NOTHING = 1e-11  # a slope known to be this small a part of the upstream gradient is known to be nothing


@dataclass(frozen=True)
class Scales:
    """What small means: the largest measured slope of the block, the largest upstream entry, the arithmetic used."""

    block: float
    upstream: float
    precision: Precision
    single: bool = False

    @property
    def rounding(self) -> float:
        """Errors of this size come from rounding in a correct backward pass (p - y is only known to 1e-16)."""
        return 1e-13 * self.block + 16 * FLOAT64_EPS * self.upstream

    def material(self, a: Floats, n: Floats) -> Floats:
        """Gaps below this are arithmetic. A backward pass in float32 may lose 2^-22 of the upstream by cancellation."""
        relative = max(MATERIAL, 8 * self.precision.eps)
        block = max(MATERIAL_IN_BLOCK, 2 * self.precision.eps) * self.block
        cancelled = MATERIAL_IN_BLOCK * self.upstream if self.single else 0.0
        with np.errstate(invalid="ignore"):
            return np.maximum(relative * np.maximum(np.abs(a), np.abs(n)), max(block, cancelled))


def judge_entries(a: Floats, found: DirectionalSlopes, scales: Scales) -> Codes:
    """One verdict code per entry: a (L,) returned, found (L,) measured along the same lines."""
    with np.errstate(all="ignore"):
        bar = 2 * found.error + scales.rounding + 64 * FLOAT64_EPS * (np.abs(a) + np.abs(found.value))
        gap = np.maximum(np.maximum(found.low - a, a - found.high), 0.0)
        wide = (found.error > 0.1 * np.abs(found.value)) & (found.error > 0.01 * scales.block)
        wide &= ~found.kink & (found.error > NOTHING * scales.upstream)
        wide |= ~np.isfinite(found.error)
        inside = np.where(found.high - found.low > bar, SUBGRADIENT, AGREE)
        code = np.where(gap <= bar, inside, np.where(gap <= scales.material(a, found.value), PRECISION, DISAGREE))
        code = np.where(wide & ~(gap > 10 * found.error), UNRESOLVED, code)
    return np.where(np.isfinite(a), code, DISAGREE).astype(np.int8)

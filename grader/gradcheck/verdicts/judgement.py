"""Verdicts: a returned gradient against a measured slope with its bar.

    agree        |a - n| <= 2 E + rounding of a itself
    subgradient  at a kink: low - 2 E <= a <= high + 2 E (any Clarke subgradient is a legitimate convention)
    precision    beyond the bar, but by less than 1e-6 of the entry, or than the measured noise of the backward pass
    unresolved   the bar is wider than 10 % of the slope and 1 % of the block: finite differences cannot see it here
    disagree     everything else

Agreement of two independent computations is evidence by itself; only a disagreement needs a bar that holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.ladders.directional import DirectionalSlopes, Precision
from grader.gradcheck.ladders.richardson import FLOAT64_EPS
from grader.gradcheck.report import AGREE, DISAGREE, PRECISION, SUBGRADIENT, UNRESOLVED

Floats = NDArray[np.float64]
Codes = NDArray[np.int8]

MATERIAL = 1e-6
MATERIAL_IN_BLOCK = 2.0**-22
NOTHING = 1e-11  # a slope known to be this small a part of the upstream gradient is known to be nothing
NOISE = 8  # two samples of a noise are multiplied by this


@dataclass(frozen=True)
class Scales:
    """What small means: the largest measured slope of the block, the largest upstream entry, the arithmetic used.

    rounding and nudged are the measured noise of the backward pass, one number per entry or one for all; eps is the
    spacing of the numbers that it returns.
    """

    block: float
    upstream: float
    precision: Precision
    eps: float = FLOAT64_EPS
    rounding: Floats | float = 0.0
    nudged: Floats | float = 0.0

    @property
    def room(self) -> Floats:
        """Rounding of a correct backward pass: measured, and never more than 2^-22 of the block."""
        return np.asarray(
            np.minimum(NOISE * np.asarray(self.rounding), max(MATERIAL_IN_BLOCK, 64 * self.eps) * self.block)
        )

    def nothing(self, a: Floats) -> Floats:
        """A bar below which a slope is known to be nothing; ten times that where the gradient is mere rounding itself."""
        rounding = np.abs(a) <= 8 * self.eps * self.upstream
        return np.asarray(np.where(rounding, 10.0, 1.0) * NOTHING * self.upstream)

    def saturation(self, a: Floats, n: Floats) -> Floats:
        """Where p - y is only known to a spacing of 1, what is left is 0 or of the right sign, and small in its block.

        What is far smaller than that spacing is left by no subtraction: it has digits of its own.
        """
        floor = min(16 * self.eps * self.upstream, 1e-3 * self.block)
        coarse = np.abs(a) >= self.eps * self.upstream / 1024
        near = (np.sign(a) == np.sign(n)) & (np.abs(a - n) <= 0.7 * np.maximum(np.abs(a), np.abs(n)))
        small = (a == 0) | (coarse & near)
        return np.asarray(np.where(small, floor, 0.0))

    def material(self, a: Floats, n: Floats) -> Floats:
        """Gaps below this are arithmetic: 1e-6 of the entry, what forward's precision hides, the noise of backward."""
        relative = max(MATERIAL, 8 * self.precision.eps, 8 * self.eps)
        hidden = 2 * self.precision.eps * self.block if self.precision.eps > FLOAT64_EPS else 0.0
        most = (1e-4 if self.eps == FLOAT64_EPS else max(1e-2, 64 * self.eps)) * self.block
        noise = np.minimum(NOISE * np.maximum(self.nudged, self.rounding), most)
        with np.errstate(invalid="ignore"):
            return np.asarray(np.maximum(relative * np.maximum(np.abs(a), np.abs(n)), np.maximum(hidden, noise)))


def judge_entries(a: Floats, found: DirectionalSlopes, scales: Scales) -> Codes:
    """One verdict code per entry: a (L,) returned, found (L,) measured along the same lines."""
    with np.errstate(all="ignore"):
        bar = 2 * found.error + scales.room + 64 * FLOAT64_EPS * (np.abs(a) + np.abs(found.value))
        bar = np.maximum(bar, scales.saturation(a, found.value))
        gap = np.maximum(np.maximum(found.low - a, a - found.high), 0.0)
        wide = (found.error > 0.1 * np.abs(found.value)) & (found.error > 0.01 * scales.block)
        wide &= ~found.kink & (found.error > scales.nothing(a))
        wide &= ~(gap <= MATERIAL * np.abs(found.value)) | (found.value == 0)  # agreement to six digits is no chance
        wide &= (a != 0) | (found.value != 0) | (found.error > MATERIAL * scales.upstream)
        wide |= ~np.isfinite(found.error)
        inside = np.where(found.high - found.low > bar, SUBGRADIENT, AGREE)
        code = np.where(gap <= bar, inside, np.where(gap <= scales.material(a, found.value), PRECISION, DISAGREE))
        code = np.where(wide & ~(gap > 10 * found.error), UNRESOLVED, code)
        code = np.where(_is_flat(a, found), np.minimum(code, _flat_code(a, scales)), code)
    return np.where(np.isfinite(a), code, DISAGREE).astype(np.int8)


def _is_flat(a: Floats, found: DirectionalSlopes) -> NDArray[np.bool_]:
    """Where forward is exactly 0 at every fine step, which says nothing of its rounding, and the gradient is not."""
    return np.asarray((found.error == 0) & (found.low == 0) & (found.high == 0) & (a != 0))


def _flat_code(a: Floats, scales: Scales) -> Codes:
    """Where forward is flat a gradient may be lost in its rounding: that of a saturated entropy is 1e-30, and the logits
    that it is computed from have a spacing of 1e-15. It is arithmetic beside larger ones of its block, and cannot be
    told where the block holds nothing larger."""
    size, eps = np.abs(a), scales.precision.eps
    least = 64 * eps * scales.upstream
    hidden = (size <= least) & (scales.block <= least)
    return np.where(size <= eps * scales.block, PRECISION, np.where(hidden, UNRESOLVED, DISAGREE)).astype(np.int8)

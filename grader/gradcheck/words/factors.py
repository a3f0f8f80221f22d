"""Arithmetic patterns: every wrong entry is the same simple function of its measured slope."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.report import Pattern
from grader.gradcheck.words.block_view import BlockView

Floats = NDArray[np.float64]


def match_zeros(v: BlockView) -> Pattern | None:
    """The gradient is exactly zero where the slope is not."""
    if v.a.size and not v.a.any():
        where = v.where(v.mask)
        noun = "entry" if v.a.size == 1 else "entries"
        return Pattern(
            "zeros",
            v.name,
            f"the gradient of {v.name} is 0 at {v.list_indices(where)} ({v.a.size} wrong {noun}), "
            "where the measured slope is not",
            factor=0.0,
            indices=where,
        )
    return None


def match_sign(v: BlockView) -> Pattern | None:
    """Right size, wrong sign."""
    if _telling(v) and v.equals(-v.n):
        return Pattern(
            "sign",
            v.name,
            f"{v.subject} exactly -1 x the measured slope: a sign is missing",
            factor=-1.0,
            indices=v.where(v.mask),
        )
    return None


def match_constant_factor(v: BlockView) -> Pattern | None:
    """One factor for all wrong entries; a lone entry must have a simple one to count."""
    if not _telling(v):
        return None
    low, high = _factor_range(v)
    if (
        not low <= high
        or not np.isfinite([low, high]).all()
        or low <= 0 <= high
        or low <= -1 <= high
        or low <= 1 <= high
    ):
        return None
    simple = _simplest(low, high)
    factor = (low + high) / 2 if simple is None else simple[1]
    if not v.equals(factor * v.n, factor) or (v.a.size == 1 and simple is None):
        return None
    said = simple[0] if simple is not None else _as_known(low, high)
    return Pattern(
        "constant factor", v.name, f"{v.subject} {said} x the measured slope", factor=factor, indices=v.where(v.mask)
    )


def _factor_range(v: BlockView) -> tuple[float, float]:
    """Smallest and largest factor that every wrong entry allows, within its bar."""
    ratio = v.a / v.n
    room = np.abs(ratio) * (3 * v.bar / np.abs(v.n) + 1e-9)
    return float(np.max(ratio - room)), float(np.min(ratio + room))


def _simplest(low: float, high: float) -> tuple[str, float] | None:
    """The simplest number in a range that is narrow enough to tell: a decimal of few digits, an integer, a reciprocal,
    a small fraction, a power of ten."""
    middle = (low + high) / 2
    if high - low > 0.02 * abs(middle):
        return None
    for digits in (1, 2, 3):
        number = float(f"{middle:.{digits - 1}e}")
        if low <= number <= high:
            return f"{number:g}", number
    if high - low > 1e-4 * abs(middle):
        return None
    for candidate in (Fraction(middle).limit_denominator(12), Fraction(round(middle)), _reciprocal(middle)):
        if candidate and low <= float(candidate) <= high and _small(candidate):
            return str(candidate), float(candidate)
    return None


def _as_known(low: float, high: float) -> str:
    """A factor to as many digits as its range allows, six at most."""
    middle, width = (low + high) / 2, (high - low) / 2
    known = 6 if width == 0 else int(np.clip(-np.log10(width / abs(middle)), 1, 6))
    return f"about {middle:.{known}g}" if known < 6 else f"{middle:.6g}"


def _telling(v: BlockView) -> bool:
    """Whether the slopes are known well enough for a ratio to mean something."""
    return bool(v.a.size and (np.abs(v.n) > 20 * v.bar).all() and v.a.all())


def _reciprocal(factor: float) -> Fraction:
    whole = round(1 / factor) if abs(factor) < 1 else 0
    return Fraction(1, whole) if whole else Fraction(0)


def _small(value: Fraction) -> bool:
    return min(abs(value.numerator), value.denominator) <= 12 and max(abs(value.numerator), value.denominator) <= 10000


def match_entrywise_factor(v: BlockView) -> Pattern | None:
    """Entry by entry the slope times, or divided by, the upstream gradient or an input of the same shape."""
    if v.a.size < 2 or not _telling(v):
        return None
    for name, z in _beside(v):
        if (z == z.flat[0]).all() or not z.all():
            continue
        if v.equals(v.n * z, z):
            return _factor_pattern(v, name, "times", "a factor too many")
        if v.equals(v.n / z, 1 / z):
            return _factor_pattern(v, name, "divided by", "a factor is missing")
    return None


def _factor_pattern(v: BlockView, name: str, verb: str, why: str) -> Pattern:
    kind = "upstream factor" if name.startswith("the upstream") else "input factor"
    return Pattern(
        kind, v.name, f"{v.subject} the measured slope {verb} {name}, entry by entry: {why}", indices=v.where(v.mask)
    )


def _beside(v: BlockView) -> list[tuple[str, Floats]]:
    """Arrays of the block's shape, by name, cut to the wrong entries."""
    found: list[tuple[str, Any]] = [("the upstream gradient", v.upstream)]
    found += [(name, value) for name, value in v.inputs.items()]
    arrays = [(name, np.asarray(value)) for name, value in found if isinstance(value, np.ndarray | float)]
    return [
        (name, array[v.mask].astype(np.float64))
        for name, array in arrays
        if array.shape == v.mask.shape and array.dtype.kind in "fiu"
    ]


def match_copy(v: BlockView) -> Pattern | None:
    """The gradient is an array that was passed in, or the gradient of another input."""
    if v.a.size < 2 and v.a.size < v.block.returned.size:
        return None
    for block in v.blocks:
        if block.name != v.name and block.shape == v.block.shape and v.equals(block.measured[v.mask]):
            return Pattern(
                "swapped",
                v.name,
                f"{v.subject} the measured slope for {block.name}: are the two swapped?",
                indices=v.where(v.mask),
            )
    for name, z in _beside(v):
        if np.array_equal(v.a, z):
            return Pattern("copy", v.name, f"{v.subject} simply {name}", indices=v.where(v.mask))
    return None


def match_offset(v: BlockView) -> Pattern | None:
    """One number too many, the same everywhere; or a multiple of the input itself (weight decay)."""
    if v.a.size < 3:
        return None
    gap, x = v.a - v.n, v.x[v.mask]
    best = int(np.argmin(v.bar))
    if np.ptp(v.n) > 1e-3 * np.max(np.abs(v.n)) and v.equals(v.n + gap[best]):
        return Pattern(
            "offset",
            v.name,
            f"{v.subject} the measured slope plus {gap[best]:.6g}",
            factor=float(gap[best]),
            indices=v.where(v.mask),
        )
    large = int(np.argmax(np.abs(x)))
    if x.all() and np.ptp(np.abs(x)) > 1e-3 * abs(x[large]):
        decay = float(gap[large] / x[large])
        if np.all(np.abs(gap) > 100 * v.bar) and v.equals(v.n + decay * x) and np.ptp(v.n / x) > 1e-3 * abs(decay):
            return Pattern(
                "decay",
                v.name,
                f"{v.subject} the measured slope plus {decay:.6g} x {v.name}: "
                "is there a penalty in one of the two passes only?",
                factor=decay,
                indices=v.where(v.mask),
            )
    return None


def match_rounding(v: BlockView) -> Pattern | None:
    """The right number, rounded to a few decimals."""
    for places in range(7):
        if v.a.any() and np.array_equal(v.a, np.round(v.n, places)) and np.abs(v.a - v.n).max() > 10 * v.bar.max():
            return Pattern(
                "rounded",
                v.name,
                f"{v.subject} the measured slope rounded to {places} decimals: return the number unrounded",
                indices=v.where(v.mask),
            )
    return None


def match_constant(v: BlockView) -> Pattern | None:
    """One and the same number everywhere: the sum or the mean of the slopes."""
    n = v.block.measured
    if v.a.size < 2 or not v.complete or not v.smooth or np.ptp(v.block.returned) > 0:
        return None
    for name, value in (("sum", n.sum()), ("mean", n.mean())):
        if abs(v.a[0] - value) <= 3 * v.block.error.sum() + 1e-6 * abs(value) and abs(value) > 20 * v.block.error.sum():
            return Pattern(
                "constant",
                v.name,
                f"every entry of the gradient of {v.name} is the {name} of the measured slopes",
                factor=float(v.a[0]),
            )
    return None


FACTORS = (
    match_zeros,
    match_sign,
    match_constant_factor,
    match_copy,
    match_entrywise_factor,
    match_offset,
    match_rounding,
    match_constant,
)

"""Numbers and places as text for a reader."""

from __future__ import annotations

import math


def number_text(value: float, digits: int = 7) -> str:
    """`value` to `digits` significant digits; whole numbers without a point."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "-inf" if value < 0 else "inf"
    return f"{value:.{digits}g}".replace("-0", "0") if value == 0 else f"{value:.{digits}g}"


def pair_text(got: float, expected: float) -> tuple[str, str]:
    """Both numbers with as many digits as it takes to tell them apart."""
    for digits in (7, 9, 12, 15, 17):
        pair = number_text(got, digits), number_text(expected, digits)
        if pair[0] != pair[1]:
            return pair
    return pair


def index_text(index: tuple[int, ...] | None) -> str:
    """Such as "[2, 1]"."""
    return "[" + ", ".join(map(str, index)) + "]" if index else ""


def points_text(points: float) -> str:
    """Points to two decimals, without trailing zeros."""
    return f"{points:.2f}".rstrip("0").rstrip(".")

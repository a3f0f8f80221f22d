"""The points at which lines are compared: values drawn from the ranges of the names that are not defined."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import numpy as np

from grader.arrays import NDArray
from grader.derivation.declaration import Range

Array = NDArray[np.float64]

POINTS, CLASSES = 24, 4
SHOWN_POINTS, SHOWN_CLASSES = 100, 3
UNKNOWN_VALUES = 3  # at each point of an equation, so many values of what it is solved for


class Ranges(msgspec.Struct, frozen=True):
    """Ranges by spelled name; `shares` are the vectors whose entries are positive and add up to 1; `unknown` is what an
    equation is solved for, empty where lines are expressions."""

    scalars: Mapping[str, Range]
    vectors: Mapping[str, Range]
    shares: frozenset[str] = frozenset()
    unknown: str = ""


class Points(msgspec.Struct, frozen=True):
    """Values of the names at `count` points: (count,) for a scalar, (count, classes) for a vector."""

    count: int
    classes: int
    values: dict[str, Array]


def draw_points(ranges: Ranges, rng: np.random.Generator) -> Points:
    """The POINTS points at which lines are compared.

    For an equation these are POINTS // UNKNOWN_VALUES points, one after the other, each with UNKNOWN_VALUES values of the unknown.
    """
    alone = UNKNOWN_VALUES if ranges.unknown else 1
    values = {}
    for name, (low, high) in ranges.scalars.items():
        repeated = 1 if name == ranges.unknown else alone
        values[name] = np.repeat(rng.uniform(low, high, POINTS // repeated), repeated)
    for name, (low, high) in ranges.vectors.items():
        drawn = rng.uniform(low, high, (POINTS // alone, CLASSES))
        if name in ranges.shares:
            drawn /= drawn.sum(axis=1, keepdims=True)
        values[name] = np.repeat(drawn, alone, axis=0)
    return Points(POINTS, CLASSES, values)


def draw_shown_points(ranges: Ranges, rng: np.random.Generator) -> Points:
    """SHOWN_POINTS points with short numbers, among which the one is chosen at which a wrong step is shown."""
    values = {}
    for name, limits in ranges.scalars.items():
        values[name] = rng.choice(short_numbers(*limits), SHOWN_POINTS)
    for name, limits in ranges.vectors.items():
        drawn = rng.choice(short_numbers(*limits), (SHOWN_POINTS, SHOWN_CLASSES))
        if name in ranges.shares:
            drawn = rng.permuted(np.tile([0.5, 0.25, 0.25], (SHOWN_POINTS, 1)), axis=1)
        values[name] = drawn
    return Points(SHOWN_POINTS, SHOWN_CLASSES, values)


def short_numbers(low: float, high: float) -> Array:
    """Up to a dozen numbers with few digits in (low, high): whole ones, halves and quarters, or tenths of a narrow range."""
    for step in (0.5, 0.25, 0.1, 0.05):
        inside = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
        if len(inside) >= 4:
            return np.asarray(inside[:: max(1, len(inside) // 12)], dtype=np.float64)
    return np.linspace(low, high, 5)

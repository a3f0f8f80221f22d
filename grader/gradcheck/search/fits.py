"""Slopes of a function of low precision from many points: a polynomial fitted by least squares averages its rounding.

Two points show the slope of a float16 function to a tenth; 40 points show it to a hundredth. Windows from large to
small are fitted, and the largest in which nothing but rounding is left over is used: where a kink lies in a window, or
the function bends too much for the polynomial, more is left over than in smaller ones.
"""

from __future__ import annotations

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.functions.vector_function import Direction, VectorFunction
from grader.gradcheck.ladders.directional import Precision

Floats = NDArray[np.float64]

POINTS = 40
WINDOWS = 7
MORE_WINDOWS = 10
DEGREE = 5
QUANTUM = 0.3  # of the spacing: the deviation of numbers that are rounded to it


def fit_slope(function: VectorFunction, u: Floats, line: Direction, precision: Precision) -> tuple[float, float]:
    """The slope of u.y along a line and its bar: 280 evaluations along one entry, 400 along many, since a line through
    all weights of a layer meets kinks sooner. The bar is inf where no fit was possible."""
    windows = WINDOWS if line.positions.size == 1 else MORE_WINDOWS
    places = np.cos(np.pi * (np.arange(POINTS) + 0.5) / POINTS)
    widths = precision.first * 2.0 ** -np.arange(windows)
    points = [function.point(function.theta, line, float(width * place)) for width in widths for place in places]
    moves = (function.values(points) - function.y0)[:, u != 0]
    losses = (moves @ u[u != 0]).reshape(windows, POINTS)
    fits = [_fit(places, row, width) for row, width in zip(losses, widths, strict=True) if np.isfinite(row).all()]
    if not fits:
        return np.inf, np.inf
    moving = (moves != 0).any(axis=0)
    spacing = float(np.abs(function.y0 * u)[u != 0] @ moving)
    inputs = np.abs(function.theta[line.positions] / line.weights).max()
    steps = float(inputs) * abs(fits[0][0]) / np.sqrt(line.positions.size)  # of the inputs, where they are rounded too
    return _choose(fits, QUANTUM * precision.eps * max(spacing, steps))


def _choose(fits: list[tuple[float, float, float]], rounding: float) -> tuple[float, float]:
    """The slope of the narrowest bar, among windows in which little more is left over than rounding explains.

    What is left over beyond that has a shape, so that the slope can be off by more than independent numbers explain; so
    it can be along many entries at once, with kinks in every window.
    """
    floor = max(min(left for _, _, left in fits), rounding)
    best = np.inf, np.inf
    for value, share, left in fits:
        shaped = len(fits) > WINDOWS or left > 1.3 * rounding
        bar = 3 * share * max(left, rounding) * (5 if shaped else 1)
        if left <= 2 * floor and bar < best[1]:
            best = value, bar
    return best


def _fit(places: Floats, losses: Floats, width: float) -> tuple[float, float, float]:
    """Slope at the middle, its deviation for values that deviate by 1, and the deviation of what is left over."""
    powers = np.vander(places, DEGREE + 1, increasing=True)
    inverse = np.linalg.pinv(powers)
    coefficients = inverse @ losses
    left = np.sqrt(((powers @ coefficients - losses) ** 2).sum() / (POINTS - DEGREE - 1))
    return float(coefficients[1] / width), float(np.linalg.norm(inverse[1]) / width), float(left)

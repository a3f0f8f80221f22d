"""The ladder of one slope as a picture: every step size, the slope that it gives, and how far off that is."""

from __future__ import annotations

import math
from collections.abc import Iterator

from grader.gradcheck import Ladder
from grader.pairs.picture import LadderPicture
from grader.text.numbers import index_text, number_text
from nncli.ui.plain.narrow import FULL, wrap_lines

LEFT, RIGHT = -16, 2  # powers of ten at the two ends of the scale
WIDTH = 37
LEAST_BAR = 9  # columns of the scale of errors in which anything can be told
BESIDE_BAR = 39  # columns of what stands on both sides of it
BENT = (
    "A large step is off because the loss bends between its two points:\n"
    "that error shrinks with the square of the step."
)
STRAIGHT = (
    "A large step does no harm here, since the loss does not bend along this entry;\n"
    "where it does, that error grows with the square of the step."
)
ROUNDED = (
    "A small step is off because its two losses are equal but for a few digits:\n"
    "what rounding leaves of their difference is divided by the step."
)
KINK = (
    "The two sides keep different slopes however small the step is: here is a kink.\n"
    "A step over it measures a mean of both, with no sign of trouble;\n"
    "that is why each side is measured on its own."
)


def ladder_lines(picture: LadderPicture, width: int = 78) -> Iterator[str]:
    """At most `width` columns of plain characters, and sentences that say what they show."""
    for line in _lines(picture, width):
        yield from wrap_lines(line, width).split("\n")


def _lines(picture: LadderPicture, width: int) -> Iterator[str]:
    name = f"d{picture.block}{index_text(picture.index)}"
    slope = picture.ladder.slope
    if slope.kink:
        yield from _kink(picture, name, width)
    else:
        yield f"{name}: slope of the loss against the step that measures it"
        yield ""
        yield from _rungs(picture, min(WIDTH, width - BESIDE_BAR))
    yield ""
    yield from _answer(picture, name)
    yield ""
    said = (KINK,) if slope.kink else (STRAIGHT if _is_straight(picture.ladder) else BENT, ROUNDED)
    for sentence in said:
        yield from sentence.split("\n") if width >= FULL - 2 else [sentence.replace("\n", " ")]


def _is_straight(ladder: Ladder) -> bool:
    """The largest step is off by no more than rounding explains."""
    return abs(ladder.central[0] - ladder.slope.value) <= 30 * ladder.noise / ladder.steps[0]


def _rungs(picture: LadderPicture, bar: int) -> Iterator[str]:
    """The slope of each step, and how far off it is on a scale of `bar` columns; without the scale where that is too narrow."""
    ladder = picture.ladder
    has_bar = bar >= LEAST_BAR
    yield f"{'step':>8}  {'measured slope':>18}  {_scale(bar) if has_bar else ''}".rstrip()
    for place, (step, central) in enumerate(zip(ladder.steps, ladder.central, strict=True)):
        mark = " <- used" if place == ladder.chosen else ""
        yield f"{step:8.1e}  {number_text(central, 12):>18}{f' |{_bar(ladder, place, bar)}|' if has_bar else ''}{mark}"
    if has_bar:
        yield f"{'':{29 if bar == WIDTH else 0}}o off by so much of the slope   . rounding alone"


def _scale(bar: int) -> str:
    scale = [" "] * (bar + 6)
    for power in (LEFT, -12, -8, -4, 0) if bar == WIDTH else (LEFT, -8, 0):
        word = f"1e{power}" if power else "1"
        scale[_column(10.0**power, bar) : _column(10.0**power, bar) + len(word)] = word
    return "".join(scale).rstrip()


def _bar(ladder: Ladder, place: int, bar: int) -> str:
    """One row of the picture: rounding alone as a dot, what the rung is really off as a circle."""
    row = [" "] * bar
    floor = ladder.noise / ladder.steps[place]
    size = max(abs(ladder.slope.value), 1e-300)
    if floor > 0 and math.isfinite(floor):
        row[_column(floor / size, bar)] = "."
    off = abs(ladder.central[place] - ladder.slope.value)
    row[_column(off / size, bar) if math.isfinite(off) else bar - 1] = "o"
    return "".join(row)


def _column(value: float, bar: int) -> int:
    """Where a relative error stands on the scale."""
    power = math.log10(value) if value > 0 else LEFT
    share = (min(max(power, LEFT), RIGHT) - LEFT) / (RIGHT - LEFT)
    return round(share * (bar - 1))


def _kink(picture: LadderPicture, name: str, width: int) -> Iterator[str]:
    ladder = picture.ladder
    yield f"{name}: slopes of the loss to the left and to the right, against the step"
    yield ""
    if width < FULL - 2:
        yield from _narrow_kink(ladder)
        return
    yield f"{'step':>9}  {'slope on the left':>20}  {'slope on the right':>20}  {'both together':>20}"
    for step, left, right, central in zip(ladder.steps, ladder.backward, ladder.forward, ladder.central, strict=True):
        yield f"{step:9.1e}  {number_text(left, 10):>20}  {number_text(right, 10):>20}  {number_text(central, 10):>20}"


def _narrow_kink(ladder: Ladder) -> Iterator[str]:
    yield f"{'step':>6}{'left':>10}{'right':>10}{'both':>10}"
    for step, *slopes in zip(ladder.steps, ladder.backward, ladder.forward, ladder.central, strict=True):
        yield f"{step:6.0e}{''.join(f'{slope:10.3g}' for slope in slopes)}"


def _answer(picture: LadderPicture, name: str) -> Iterator[str]:
    slope = picture.ladder.slope
    yours = f"you return {number_text(picture.returned, 10)}"
    if slope.kink:
        low, high = sorted((slope.left, slope.right))
        yield f"{name}: {yours};"
        yield f"every value from {number_text(low, 6)} to {number_text(high, 6)} is accepted."
        return
    off = abs(picture.returned - slope.value)
    fits = off <= 2 * slope.error + 1e-6 * abs(slope.value)
    yield f"{name}: measured {number_text(slope.value, 12)} +- {slope.error:.0e};"
    away = f"which is {off:.2g} away" if math.isfinite(off) else "which is no number to compare"
    yield f"{yours}, {'which agrees' if fits else away}."

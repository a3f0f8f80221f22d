"""The ladder of one slope as a picture: how far off each step is, what rounding alone explains, and where the error is least."""

from __future__ import annotations

import numpy as np

from grader.drawing.data import Array, Lines
from grader.drawing.pictures import Picture
from grader.exercise.view import View
from grader.pairs.picture import LadderPicture
from grader.text.numbers import index_text

LEAST_ERROR = 1e-17  # what is exactly right has no logarithm
X_NAME = "log10 of the step"


def ladder_chart(picture: LadderPicture) -> Picture:
    """Error against step, both as powers of ten; at a kink the slopes of the two sides against the step."""
    name = f"d{picture.block}{index_text(picture.index)}"
    steps = np.log10(np.array(picture.ladder.steps))
    return _kink(picture, name, steps) if picture.ladder.slope.kink else _errors(picture, name, steps)


def _errors(picture: LadderPicture, name: str, steps: Array) -> Picture:
    ladder = picture.ladder
    off = _powers(np.abs(np.array(ladder.central) - ladder.slope.value))
    rounding = _powers(ladder.noise / np.array(ladder.steps))
    if not np.isfinite(off).any():
        return Picture(View(name, "lines", ""), reason="no slope could be measured here")
    least = int(np.nanargmin(off))
    view = View(
        f"{name}: error against step",
        "lines",
        "",
        x=X_NAME,
        y="log10 of the error",
        says=f"How far off each step's slope is: least at a step of {ladder.steps[least]:.0e}. A larger one is off where the loss "
        "bends, a smaller one because rounding is divided by the step.",
    )
    marks = {f"least at h = {ladder.steps[least]:.0e}": (float(steps[least]), float(off[least]))}
    return Picture(view, Lines(steps, {"off by": off, "rounding alone": rounding}, marks))


def _kink(picture: LadderPicture, name: str, steps: Array) -> Picture:
    ladder = picture.ladder
    sides = {"on the left": ladder.backward, "on the right": ladder.forward, "both together": ladder.central}
    view = View(
        f"{name}: slopes of the two sides",
        "lines",
        "",
        x=X_NAME,
        y="slope of the loss",
        says="The two sides keep different slopes however small the step is: here is a kink.",
    )
    return Picture(view, Lines(steps, {side: np.array(slopes) for side, slopes in sides.items()}))


def _powers(errors: Array) -> Array:
    with np.errstate(invalid="ignore"):
        powers: Array = np.log10(np.maximum(errors, LEAST_ERROR))
    return powers

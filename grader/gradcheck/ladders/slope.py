"""The measured slope of a scalar loss, with a bar that holds: evidence to lay beside a gradient."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.functions.vector_function import Direction, Point, VectorFunction
from grader.gradcheck.ladders.directional import FLOAT16, FLOAT32, FLOAT64, Precision, raw, unit
from grader.gradcheck.ladders.richardson import MORE_RUNGS, RUNGS, LadderReadings, read_ladders

Floats = NDArray[np.float64]
Loss = Callable[[Floats], float]
ONE = np.ones(1)


@dataclass(frozen=True)
class MeasuredSlope:
    """The slope of a loss along one entry of x: value +- error.

    At a kink, left and right are the slopes from the two sides (each +- error) and value is their mean; elsewhere the
    three are equal. loss_plus and loss_minus are the losses at x + step and x - step, two evaluations behind the value.
    error is inf where no slope could be measured.
    """

    value: float
    error: float
    left: float
    right: float
    kink: bool
    step: float
    loss_plus: float
    loss_minus: float
    evaluations: int


@dataclass(frozen=True)
class Ladder:
    """All rungs of one ladder, coarse to fine: what `slope` saw, for a picture.

    chosen is the index of the rung behind the slope; noise the smallest change of the loss that means anything, so
    noise / step is the floor below which the slopes of a rung are rounding.
    """

    steps: tuple[float, ...]
    central: tuple[float, ...]
    forward: tuple[float, ...]
    backward: tuple[float, ...]
    noise: float
    chosen: int
    slope: MeasuredSlope


def slope(loss: Loss, x: Floats, index: int | tuple[int, ...]) -> MeasuredSlope:
    """Slope of loss(x) along x[index]: 28 evaluations, more where the loss is steep, coarse or of low precision.

    loss: takes an array like x and returns one number. x: float array of any shape. index: which entry.
    Raises GradcheckError if x holds integers or non-finite values, the index does not exist, or the loss raises or is
    not finite at x.
    """
    return ladder(loss, x, index).slope


def slopes(loss: Loss, x: Floats) -> NDArray[np.object_]:
    """`slope` for every entry of x: an object array of Slope in the shape of x."""
    function = _loss_function(loss, x)
    results = [_ladder(function, position).slope for position in range(function.theta.size)]
    result = np.empty(function.theta.size, dtype=object)
    result[:] = results
    return result.reshape(function.shape("x"))


def ladder(loss: Loss, x: Floats, index: int | tuple[int, ...]) -> Ladder:
    """The ladder of loss(x) along x[index]; arguments and errors as for `slope`."""
    function = _loss_function(loss, x)
    return _ladder(function, _position(function.shape("x"), index))


def ladder_batched(
    losses: Callable[[Sequence[Floats]], Sequence[Any]], x: Floats, index: int | tuple[int, ...]
) -> Ladder:
    """`ladder` for a loss that is asked in batches: losses takes many points and answers one number for each."""
    function = _one_number(VectorFunction(lambda points: list(losses([point["x"] for point in points])), {"x": x}))
    return _ladder(function, _position(function.shape("x"), index))


def _loss_function(loss: Loss, x: Floats) -> VectorFunction:
    def evaluate(points: Sequence[Point]) -> list[Any]:
        return [_value(loss, point["x"].copy()) for point in points]

    return _one_number(VectorFunction(evaluate, {"x": x}))


def _one_number(function: VectorFunction) -> VectorFunction:
    if function.structure.size != 1:
        raise GradcheckError(
            f"loss returned {function.structure.size} numbers ({function.structure.describe()}), expected one"
        )
    return function


def _value(loss: Loss, x: Floats) -> Any:
    """The loss, or the exception that it raised; its warnings are about our nudges, not about the caller's numbers."""
    try:
        with np.errstate(all="ignore"):
            return loss(x)
    except Exception as error:
        return error


def _position(shape: tuple[int, ...], index: int | tuple[int, ...]) -> int:
    full = (index,) if isinstance(index, int | np.integer) else tuple(index)
    try:
        return int(np.arange(np.prod(shape, dtype=int)).reshape(shape)[full])
    except (IndexError, TypeError) as error:
        raise GradcheckError(f"x[{index}] is not one entry of x, whose shape is {shape}") from error


def _ladder(function: VectorFunction, position: int) -> Ladder:
    """One ladder, longer where the loss bends too much; a second one with larger steps where rounding is the limit."""
    before = function.evaluations
    best = _one(function, position, FLOAT64)
    if best.slope.error > 1e-7 * abs(best.slope.value):
        for precision in _coarser(best):
            other = _one(function, position, precision)
            if _sharper(other.slope, best.slope):
                best = other
    spent = function.evaluations - before + len(function.repeats)
    return replace(best, slope=replace(best.slope, evaluations=spent))


def _sharper(other: MeasuredSlope, first: MeasuredSlope) -> bool:
    """Whether another ladder knows the slope better, and does not contradict the first."""
    fits = not abs(other.value - first.value) > other.error + first.error
    return fits and other.error < first.error and not first.kink


def _coarser(found: Ladder) -> tuple[Precision, ...]:
    """Larger first steps, if the noise at the chosen rung is what limits the bar."""
    limited = found.noise / found.steps[found.chosen] > 0.02 * found.slope.error
    return (
        (Precision(FLOAT32.name, FLOAT64.eps, FLOAT32.first), Precision(FLOAT16.name, FLOAT64.eps, FLOAT16.first))
        if limited
        else ()
    )


def _one(function: VectorFunction, position: int, precision: Precision) -> Ladder:
    line = unit(function, position)
    rungs = raw(function, [line], precision)
    best = _read(function, line, rungs, precision)
    floor = 100 * precision.eps * float(abs(function.y0[0])) / best.steps[-1]
    if best.slope.error > max(1e-4 * abs(best.slope.value), floor) and not best.slope.kink:
        more = raw(function, [line], precision, RUNGS, RUNGS + MORE_RUNGS)
        both = [np.concatenate(pair) for pair in zip(rungs, more, strict=True)]
        best = _read(function, line, (both[0], both[1], both[2]), precision)
    return best


def _read(
    function: VectorFunction, line: Direction, rungs: tuple[Floats, Floats, Floats], precision: Precision
) -> Ladder:
    yp, ym, h = rungs[0][:, :, 0], rungs[1][:, :, 0], rungs[2] * line.weights[0]
    found = read_ladders(function.y0, yp, ym, h, precision.eps)
    with np.errstate(all="ignore"):
        central, forward, backward = (yp - ym) / (2 * h), (yp - function.y0) / h, (function.y0 - ym) / h
    rung = int(found.rung[0])
    return Ladder(
        steps=_tuple(h),
        central=_tuple(central),
        forward=_tuple(forward),
        backward=_tuple(backward),
        noise=float(found.noise[0]),
        chosen=rung,
        slope=_as_slope(found, float(h[rung, 0]), float(yp[rung, 0]), float(ym[rung, 0])),
    )


def _as_slope(found: LadderReadings, step: float, plus: float, minus: float) -> MeasuredSlope:
    return MeasuredSlope(
        value=float(found.value[0]),
        error=float(found.error[0]),
        left=float(found.left[0]),
        right=float(found.right[0]),
        kink=bool(found.kink[0]),
        step=step,
        loss_plus=plus,
        loss_minus=minus,
        evaluations=0,
    )


def _tuple(column: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in column[:, 0])

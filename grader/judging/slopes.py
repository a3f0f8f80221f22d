"""How near a learner's right gradients are to measured slopes: what a pass has shown beside equal numbers.

A central difference at two steps, extrapolated (L. F. Richardson, 1911): its own error is about 1e-12 of the loss, and a right answer
waits for four evaluations an entry. Where it tells nothing, as at a corner, nothing is said.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from msgspec.structs import replace

from grader import wire
from grader.arrays import NDArray
from grader.exercise.spec import Slope
from grader.judging.evidence import loss_of
from grader.judging.judge import CaseResult
from grader.report import ExerciseReport, Outcome

Floats = NDArray[np.float64]
STEP = 1e-3  # of the entry's size; the error of the rule grows with its fourth power, rounding with its inverse
NEAR = 1e-6  # of the slope's size: what is farther away than this was not measured well


def with_slopes(report: ExerciseReport, results: Mapping[str, list[CaseResult]]) -> ExerciseReport:
    """The report of an exercise that passed, with how near each target's gradients are to measured slopes."""
    targets = [replace(one, slope_distance=slope_distance(results.get(one.name, ()))) for one in report.targets]
    return replace(report, targets=tuple(targets))


def slope_distance(results: Iterable[CaseResult]) -> float | None:
    """The greatest distance of a right gradient from the measured slope, over one case: of each part the entries of the least and the
    greatest slope. None where no slope is declared, or none could be measured.
    """
    for result in results:
        question, declared = result.question, result.question.target.slope
        if declared is None or question.case.kind != "plain" or result.verdict.outcome is not Outcome.PASSED:
            continue
        try:
            given = wire.revive(result.output) if result.output is not None else None
            return max(distances(declared, question.inputs, given, question.target.parts), default=None)
        except (
            ArithmeticError,
            LookupError,
            TypeError,
            ValueError,
        ):  # an output of a form that no slope is laid beside
            return None
    return None


def distances(declared: Slope, inputs: dict[str, Any], given: Any, parts: tuple[str, ...]) -> Iterator[float]:
    """Of each part of an output, two distances. Raises ArithmeticError where a slope cannot be measured, as at a corner; LookupError,
    TypeError, ValueError where the output has another form.
    """
    for part, name in declared.by_part.items():
        gradient = np.asarray(_part(given, part, parts), dtype=np.float64)
        loss, start = loss_of(declared, inputs, name)
        if gradient.shape != start.shape or not gradient.size:
            raise ValueError(part)
        for place in {int(np.argmin(gradient)), int(np.argmax(gradient))}:
            index = np.unravel_index(place, gradient.shape)
            slope = _slope(loss, start, index)
            distance = abs(float(gradient[index]) - slope)
            if not distance <= NEAR * max(1.0, abs(slope)):
                raise ArithmeticError(part)
            yield distance


def _part(given: Any, part: str, parts: tuple[str, ...]) -> Any:
    """What an output holds under the name of a part, such as "dx", or "grads.W1" of dicts within it. Raises LookupError."""
    if not part:
        return given
    if isinstance(given, Mapping):
        first, _, rest = part.partition(".")
        return given[part] if part in given else _part(given[first], rest, ())
    first, _, rest = part.partition(".")
    return _part(given[parts.index(first)], rest, ()) if first in parts else given[parts.index(part)]


def _slope(loss: Callable[[Floats], float], start: Floats, index: tuple[Any, ...]) -> float:
    step = STEP * max(1.0, abs(float(start[index])))
    far, near = _central(loss, start, index, step), _central(loss, start, index, step / 2)
    slope = (4 * near - far) / 3
    if not math.isfinite(slope):
        raise ArithmeticError("no slope")
    return slope


def _central(loss: Callable[[Floats], float], start: Floats, index: tuple[Any, ...], step: float) -> float:
    right, left = start.copy(), start.copy()
    right[index] += step
    left[index] -= step
    return (loss(right) - loss(left)) / float(right[index] - left[index])

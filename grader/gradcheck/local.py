"""Batches answered in this process: plain functions as `evaluate` and `backward_batch`, watched for mutation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.gradcheck.batched import check_batched
from grader.gradcheck.functions.vector_function import Point
from grader.gradcheck.report import GradientReport, Mode, Problem

WATCHED = 4
SMALL = 2**13


class Local:
    """Calls forward and backward one point at a time. Exceptions are returned, not raised.

    mutated holds the names of inputs that a call changed. Small inputs are copied for every call, large ones for the
    first WATCHED calls and from the first mutation on.
    """

    def __init__(self, forward: Callable[..., Any], backward: Callable[..., Any]) -> None:
        self._forward, self._backward = by_keyword(forward), by_keyword(backward)
        self._calls = 0
        self.mutated: dict[str, set[str]] = {"forward": set(), "backward": set()}

    def evaluate(self, points: Sequence[Point]) -> list[Any]:
        """Outputs of forward, one per point."""
        return [self._call("forward", self._forward, (), point) for point in points]

    def gradients(self, requests: Sequence[tuple[Any, Point]]) -> list[Any]:
        """Gradients of backward, one per (upstream, point)."""
        self._calls = 0
        return [self._call("backward", self._backward, (upstream,), point) for upstream, point in requests]

    def _call(self, who: str, function: Callable[..., Any], before: tuple[Any, ...], point: Point) -> Any:
        self._calls += 1
        watch = self._calls <= WATCHED
        if (
            watch
            or self.mutated[who]
            or sum(value.size for value in point.values() if isinstance(value, np.ndarray)) <= SMALL
        ):
            given = {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in point.items()}
        else:
            given = point
        try:
            with np.errstate(all="ignore"):
                output = _copy_output(function(*before, **given))
        except Exception as error:
            return error
        if watch:
            self.mutated[who] |= _changes(point, given)
        return output


def by_keyword(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, called with inputs by name; one that takes no names, such as np.tanh, gets them in their order."""
    return (
        (lambda *before, **inputs: function(*before, *inputs.values())) if isinstance(function, np.ufunc) else function
    )


def _changes(point: Point, given: Point) -> set[str]:
    arrays = [name for name, value in point.items() if isinstance(value, np.ndarray)]
    return {name for name in arrays if not np.array_equal(point[name], given[name], equal_nan=True)}


def _copy_output(output: Any) -> Any:
    """The output with arrays of its own: a function may return the same buffer every time."""
    if isinstance(output, np.ndarray):
        return output.copy()
    if isinstance(output, Mapping):
        return {key: _copy_output(value) for key, value in output.items()}
    return type(output)(_copy_output(value) for value in output) if type(output) in (tuple, list) else output


def check(
    forward: Callable[..., Any],
    backward: Callable[..., Any],
    inputs: Mapping[str, Any],
    *,
    mode: Mode = "full",
    seed: int = 0,
    wrt: Sequence[str] | None = None,
    upstream: Any = None,
) -> GradientReport:
    """Compare backward(upstream, **inputs) with the measured slopes of forward(**inputs), in this process.

    inputs: name -> float array of any shape; forward returns an array, a number, or a tuple or dict of arrays;
    backward returns one gradient per input, in the shape of that input: a dict, a tuple in the order of the inputs, or
    one array for one input. mode, seed, wrt and upstream as for `check_batched`, as are the errors raised.
    """
    local = Local(forward, backward)
    report = check_batched(local.evaluate, local.gradients, inputs, mode=mode, seed=seed, wrt=wrt, upstream=upstream)
    problems = tuple(
        Problem("mutates", name, f"{who} changes {name} in place: work on a copy, or the caller's {name} is lost")
        for who in ("forward", "backward")
        for name in sorted(local.mutated[who])
    )
    if not problems:
        return report
    return replace(report, passed=False, verdict="disagree", problems=report.problems + problems)

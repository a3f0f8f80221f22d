"""What a backward pass returned, laid end to end like the inputs; and whether it is linear in the upstream gradient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.functions.vector_function import BackwardBatch, VectorFunction
from grader.gradcheck.report import Problem

Floats = NDArray[np.float64]


class Gradient(NamedTuple):
    """vector: the gradient laid end to end, nan in blocks of the wrong shape; odd: those blocks as they came."""

    vector: Floats
    odd: dict[str, Floats]
    single: dict[str, bool]


class Backward:
    """Asks for gradients in batches, and counts the calls."""

    def __init__(self, function: VectorFunction, backward_batch: BackwardBatch) -> None:
        self.function, self.calls = function, 0
        self._batch = backward_batch

    def at(self, function: VectorFunction) -> Backward:
        """The same backward pass at the point of another function."""
        return Backward(function, self._batch)

    def gradients(self, upstreams: list[Floats]) -> list[Gradient]:
        """One gradient per upstream vector, at the given inputs. Raises GradcheckError where backward failed."""
        requests = [(self.function.vector(u), dict(self.function.inputs)) for u in upstreams]
        self.calls += len(requests)
        answers = self._batch(requests)
        if len(answers) != len(requests):
            raise GradcheckError(f"backward answered {len(answers)} gradients for {len(requests)} requests")
        return [_lay_out(self.function, answer) for answer in answers]


def _lay_out(function: VectorFunction, answer: Any) -> Gradient:
    if isinstance(answer, BaseException):
        raise GradcheckError(f"backward raised {type(answer).__name__}: {answer}") from answer
    vector = np.full(function.theta.size, np.nan)
    odd: dict[str, Floats] = {}
    single: dict[str, bool] = {}
    for name, value in _by_name(function, answer).items():
        array = _real(name, value)
        single[name] = _is_single(array)
        shape = function.shape(name)
        if array.shape == shape or array.size == 1 == int(np.prod(shape)):
            vector[function.blocks[name]] = array.reshape(-1)
        else:
            odd[name] = array
    return Gradient(vector, odd, single)


def _by_name(function: VectorFunction, answer: Any) -> dict[str, Any]:
    names = function.names
    if isinstance(answer, Mapping):
        missing = [name for name in names if name not in answer]
        if missing:
            raise GradcheckError(
                f"backward returned gradients for {list(answer)}, expected one for each of {list(names)}"
            )
        return {name: answer[name] for name in names}
    if len(names) == 1 and not (isinstance(answer, tuple) and len(answer) == 1):
        return {names[0]: answer}
    if not isinstance(answer, tuple | list):
        raise GradcheckError(f"backward returned one {type(answer).__name__}, expected gradients for {list(names)}")
    keys = names if len(answer) == len(names) else tuple(function.inputs)
    if len(answer) != len(keys):
        raise GradcheckError(f"backward returned {len(answer)} gradients, expected {len(names)}: {list(names)}")
    return {name: value for name, value in zip(keys, answer, strict=True) if name in names}


def _real(name: str, value: Any) -> Floats:
    if value is None:
        raise GradcheckError(f"backward returned None for {name}: does it end with a return statement?")
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise GradcheckError(f"backward returned a ragged sequence for {name} ({error}): return one array") from error
    if array.dtype.kind not in "fiub":
        raise GradcheckError(f"backward returned dtype {array.dtype} for {name}, expected real numbers")
    return array.astype(np.float64)


def _is_single(array: Floats) -> bool:
    """Whether all numbers fit float32: then the backward pass computes in it."""
    with np.errstate(over="ignore"):
        return bool(np.any(array != 0) and np.array_equal(array, array.astype(np.float32)))


def shape_problems(function: VectorFunction, gradient: Gradient) -> list[Problem]:
    """One problem per block whose gradient has another shape than its input."""
    return [
        Problem(
            "shape",
            name,
            f"the gradient of {name} has shape {array.shape}, expected {function.shape(name)}, that of {name}",
        )
        for name, array in gradient.odd.items()
    ]


def upstream_problem(
    function: VectorFunction, at_u: Gradient, at_v: Gradient, at_mix: Gradient, largest: float
) -> list[Problem]:
    """A backward pass is a matrix times the upstream gradient: b(2u - v/2) must be 2 b(u) - b(v)/2.

    The test needs no finite difference. The tolerance is 1e-5 of the size of the block (room for float32 arithmetic),
    and 1e-13 of the largest upstream entry (a saturated gradient is the rounding of terms of that size).
    """
    u, v, mix = at_u.vector, at_v.vector, at_mix.vector
    wrong = []
    for name, part in function.blocks.items():
        with np.errstate(all="ignore"):
            size = np.max(2 * np.abs(u[part]) + np.abs(v[part]) / 2, initial=0.0)
            off = np.max(np.abs(mix[part] - (2 * u[part] - v[part] / 2)), initial=0.0)
        if np.isfinite(size) and off > 1e-5 * size + 1e-13 * largest:
            wrong.append(name)
    if not wrong:
        return []
    same = all(np.array_equal(u[function.blocks[name]], v[function.blocks[name]]) for name in wrong)
    names = ", ".join(wrong)
    said = (
        f"the gradient of {names} is the same for every upstream gradient: multiply by it"
        if same
        else (
            f"the gradient of {names} is not linear in the upstream gradient: "
            "backward(2u - v/2) differs from 2 backward(u) - backward(v)/2"
        )
    )
    return [Problem("upstream", wrong[0] if len(wrong) == 1 else "", said)]


def repeat_problem(first: Gradient, second: Gradient) -> list[Problem]:
    """A problem if two backward calls with the same arguments gave different numbers."""
    off = np.abs(first.vector - second.vector)
    size = np.nanmax(np.abs(first.vector), initial=0.0)
    with np.errstate(invalid="ignore"):
        if not np.any(off > 1e-9 * size):
            return []
    return [
        Problem("random", "", "backward returned different gradients for the same arguments: fix its randomness first")
    ]

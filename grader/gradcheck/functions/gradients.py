"""What a backward pass returned, laid end to end like the inputs; and whether it is linear in the upstream gradient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.draws import Draws
from grader.gradcheck.errors import GradcheckError, NoGradient
from grader.gradcheck.functions.outputs import to_array
from grader.gradcheck.functions.vector_function import BackwardBatch, Point, VectorFunction
from grader.gradcheck.report import Problem

Floats = NDArray[np.float64]


FLOAT64_EPS, FLOAT32_EPS, FLOAT16_EPS = 2.0**-52, 2.0**-23, 2.0**-10
THIRDS = (1 / 3, 0.7)  # factors that no binary fraction equals: every product is rounded anew
NUDGE = 2.0**-12


class Gradient(NamedTuple):
    """vector: the gradient laid end to end, nan in blocks of the wrong shape; odd: those blocks as they came.

    eps holds, by input, the spacing of the numbers that the gradient consists of: that of float64, float32 or float16.
    """

    vector: Floats
    odd: dict[str, Floats]
    eps: dict[str, float]


class Noise(NamedTuple):
    """What is arithmetic in a gradient, entry by entry (laid end to end).

    rounding: how far b(c u) / c is from b(u). nudged: what is not smooth when each input entry moves by
    2^-12 of itself, which is the rounding of a pass that computes in float32 somewhere.
    """

    rounding: Floats
    nudged: Floats


class Backward:
    """Asks for gradients in batches, and counts the calls."""

    def __init__(self, function: VectorFunction, backward_batch: BackwardBatch) -> None:
        self.function, self.calls = function, 0
        self._batch = backward_batch

    def at(self, function: VectorFunction) -> Backward:
        """The same backward pass at the point of another function."""
        return Backward(function, self._batch)

    def gradients(self, upstreams: list[Floats], points: list[Point] | None = None) -> list[Gradient]:
        """One gradient per upstream vector, at the given inputs or at as many points. Raises GradcheckError where
        backward failed."""
        places = [self.function.inputs] * len(upstreams) if points is None else points
        requests = [(self.function.vector(u), dict(place)) for u, place in zip(upstreams, places, strict=True)]
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
    eps: dict[str, float] = {}
    parts = _by_name(function, answer)
    absent = [name for name, value in parts.items() if value is None]
    if absent and len(absent) < len(parts):
        raise NoGradient(absent, [name for name in parts if name not in absent])
    for name, value in parts.items():
        array = _real(name, value)
        eps[name] = _spacing(array)
        shape = function.shape(name)
        if array.shape == shape or array.size == 1 == int(np.prod(shape)):
            vector[function.blocks[name]] = array.reshape(-1)
        else:
            odd[name] = array
    return Gradient(vector, odd, eps)


def _by_name(function: VectorFunction, answer: Any) -> dict[str, Any]:
    names = function.names
    if isinstance(answer, Mapping):
        missing = [name for name in names if name not in answer]
        if missing:
            raise GradcheckError(
                f"backward returned gradients for {list(answer)}, expected one for each of {list(names)}"
            )
        return {name: answer[name] for name in names}
    if len(names) == 1 and not (isinstance(answer, tuple) and (len(answer) == 1 or _is_one_of_all(function, answer))):
        return {names[0]: answer}
    if not isinstance(answer, tuple | list):
        raise GradcheckError(f"backward returned one {type(answer).__name__}, expected gradients for {list(names)}")
    keys = names if len(answer) == len(names) else tuple(function.inputs)
    if len(answer) != len(keys):
        raise GradcheckError(f"backward returned {len(answer)} gradients, expected {len(names)}: {list(names)}")
    return {name: value for name, value in zip(keys, answer, strict=True) if name in names}


def _is_one_of_all(function: VectorFunction, answer: tuple[Any, ...]) -> bool:
    """A gradient for each input, of which one is asked for: None, or of its shape, at the place of that input."""
    if len(answer) != len(function.inputs):
        return False
    (name,) = function.names
    mine = answer[list(function.inputs).index(name)]
    return mine is None or getattr(mine, "shape", ()) == function.shape(name)


def _real(name: str, value: Any) -> Floats:
    if value is None:
        raise GradcheckError(f"backward returned None for {name}: does it end with a return statement?")
    array = to_array(value, f"backward's gradient of {name}")
    if array.dtype.kind not in "fiub":
        raise GradcheckError(f"backward returned dtype {array.dtype} for {name}, expected real numbers")
    return array.astype(np.float64)


def _spacing(array: Floats) -> float:
    """The spacing of the shortest type that all numbers fit: then the backward pass computes in it."""
    array = array[np.isfinite(array)]
    if not array.any():
        return FLOAT64_EPS
    with np.errstate(over="ignore"):
        if np.array_equal(array, array.astype(np.float16)) and needs_digits(array, 8):
            return FLOAT16_EPS
        return FLOAT32_EPS if np.array_equal(array, array.astype(np.float32)) else FLOAT64_EPS


def needs_digits(array: Floats, bits: int) -> bool:
    """Whether some number needs that many binary digits: 0, 1 and one half fit every type and show none."""
    mantissa = np.frexp(array)[0] * 2.0**bits
    return bool(np.any(mantissa != np.round(mantissa)))


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


class UpstreamTest:
    """Is a backward pass linear in its upstream gradient, and how well does it compute? No finite difference is needed.

    A linear pass is homogeneous, b(2u) = 2 b(u) and b(-u) = -b(u), and exactly so, since no digit changes: 1e-5 of the
    block is room enough. It is additive, b(2u - v/2) = 2 b(u) - b(v)/2, up to rounding, which where terms cancel can be
    as large as the upstream gradient times the spacing of the numbers: there the room is wide.
    """

    def __init__(self, function: VectorFunction, u: Floats, v: Floats) -> None:
        self.function, self.u, self.v = function, u, v
        self.largest = float(np.max(np.abs([u, v])))

    def upstreams(self) -> list[Floats]:
        """The upstream gradients to ask for, after u itself."""
        return [2 * self.u, -self.u, self.v, 2 * self.u - self.v / 2, *(c * self.u for c in THIRDS)]

    def problems(self, first: Gradient, others: list[Gradient]) -> list[Problem]:
        """At most one problem, from the gradients at `upstreams`."""
        a = first.vector
        double, negative, at_v, mix = (gradient.vector for gradient in others[:4])
        wrong = []
        for name, part in self.function.blocks.items():
            low = 0.05 if first.eps.get(name, FLOAT64_EPS) == FLOAT16_EPS else 0.0
            size = np.max(2 * np.abs(a[part]) + np.abs(at_v[part]) / 2, initial=0.0)
            scaled = np.maximum(np.abs(double[part] - 2 * a[part]), np.abs(negative[part] + a[part]))
            added = np.max(np.abs(mix[part] - (2 * a[part] - at_v[part] / 2)), initial=0.0)
            strict = np.max(scaled, initial=0.0) > 1e-5 * size + low * 1e-4 * self.largest
            loose = added > max(1e-3, low) * size + max(3e-5, low) * self.largest
            if np.isfinite(size) and (strict or loose):
                wrong.append(name)
        return self._as_problem(a, at_v, wrong)

    def _as_problem(self, a: Floats, at_v: Floats, wrong: list[str]) -> list[Problem]:
        if not wrong:
            return []
        names = ", ".join(wrong)
        same = all(np.array_equal(a[self.function.blocks[name]], at_v[self.function.blocks[name]]) for name in wrong)
        said = (
            f"the gradient of {names} is the same for every upstream gradient: multiply by it"
            if same
            else f"the gradient of {names} is not linear in the upstream gradient: for u twice as large, or of the "
            "other sign, or for the sum of two, it is not twice as large, of the other sign, or the sum"
        )
        return [Problem("upstream", wrong[0] if len(wrong) == 1 else "", said)]

    def rounding(self, first: Gradient, others: list[Gradient]) -> Floats:
        """The rounding of each entry, from b(c u) / c and the additive combination."""
        at_v, mix = others[2].vector, others[3].vector
        off = np.abs(mix - (2 * first.vector - at_v / 2)) / 2
        for c, gradient in zip(THIRDS, others[4:], strict=True):
            off = np.maximum(off, np.abs(gradient.vector / c - first.vector))
        return np.asarray(np.nan_to_num(off, nan=0.0, posinf=0.0))


def nudged_noise(function: VectorFunction, backward: Backward, draws: Draws, u: Floats, first: Gradient) -> Floats:
    """What is not smooth in the gradient when every input entry moves by small steps of 2^-12 of itself.

    The fourth difference of a smooth gradient is nothing at this scale, and that of one computed in float32 somewhere
    is its rounding. The given point itself is left out: a tie is broken by the first step. What is larger than the
    rounding of float32 in a block is no rounding: a kink was crossed.
    """
    step = NUDGE * function.theta * draws.signs(function.theta.size) * draws.weights(function.theta.size)
    points = [function.point(function.theta + k * step) for k in range(1, 8)]
    try:
        rows = np.stack([gradient.vector for gradient in backward.gradients([u] * len(points), points)])
    except GradcheckError:  # beside the point the pass may fail: then nothing is known of its noise
        return np.zeros(function.theta.size)
    bends = np.asarray(np.nan_to_num(np.abs(np.diff(rows, n=4, axis=0)).max(axis=0) / 6, nan=0.0, posinf=0.0))
    for name, part in function.blocks.items():
        share = 1e-5 if first.eps.get(name, FLOAT64_EPS) == FLOAT64_EPS else 1e-2
        largest = np.max(np.abs(first.vector[part]), initial=0.0)
        bends[part] = np.where(bends[part] <= share * largest, bends[part], 0.0)
    return bends


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

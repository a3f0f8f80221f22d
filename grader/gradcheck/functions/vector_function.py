"""The function under test as one vector in, one vector out; every evaluation goes through here and is counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.errors import GradcheckError
from grader.gradcheck.functions.outputs import Structure, flatten, to_array

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Point = dict[str, Any]
Evaluate = Callable[[Sequence[Point]], Sequence[Any]]
BackwardBatch = Callable[[Sequence[tuple[Any, Point]]], Sequence[Any]]

BATCH_BYTES = 2**25


class Direction(NamedTuple):
    """A line through the inputs: entry positions[k] of all inputs laid end to end moves by t * weights[k].

    positions ascend.
    """

    positions: Indices
    weights: Floats


class VectorFunction:
    """Inputs laid end to end as one vector theta, and forward as a function of it.

    evaluate: a list of points (dicts of arrays) -> a list of outputs, an exception standing for a call that raised.
    wrt names the inputs to differentiate; the others are passed on untouched. Raises GradcheckError for inputs that
    cannot be nudged, and where forward itself fails at the point.
    """

    def __init__(self, evaluate: Evaluate, inputs: Mapping[str, Any], wrt: Sequence[str] | None = None) -> None:
        self.evaluations = 0
        self._evaluate = evaluate
        self.names = _names(inputs, wrt)
        self.inputs: Point = {name: _copy(value) for name, value in inputs.items()}
        for name in self.names:
            self.inputs[name] = _floats(name, inputs)
        self.blocks: dict[str, slice] = {}
        start = 0
        for name in self.names:
            self.blocks[name] = slice(start, start + self.inputs[name].size)
            start += self.inputs[name].size
        self._edges = np.array([0] + [part.stop for part in self.blocks.values()])
        if start == 0:
            raise GradcheckError("there is no entry to differentiate: inputs are empty")
        self.theta: Floats = np.concatenate([self.inputs[name].reshape(-1) for name in self.names])
        self.scale: Floats = np.maximum(1.0, np.abs(self.theta))
        self.structure, self.repeats = self._start()
        self.y0: Floats = self.repeats[0]

    def at(self, theta: Floats) -> VectorFunction:
        """The same function at another point."""
        return VectorFunction(self._evaluate, {**self.inputs, **self.point(theta)}, self.names)

    def _start(self) -> tuple[Structure, Floats]:
        outputs = self._run([dict(self.inputs), dict(self.inputs)])
        for output in outputs:
            if isinstance(output, BaseException):
                raise GradcheckError(f"forward raised {type(output).__name__}: {output}") from output
        first, structure = flatten(outputs[0])
        second, again = flatten(outputs[1])
        if again != structure:
            raise GradcheckError(
                f"forward changes the shape of its output from call to call: got {structure.describe()}, "
                f"then {again.describe()}"
            )
        bad = np.flatnonzero(~np.isfinite(first))
        if bad.size:
            raise GradcheckError(
                f"forward returned {first[bad[0]]} (entry {bad[0]} of {first.size}) at the given inputs: "
                "a slope needs finite values on all sides"
            )
        return structure, np.stack([first, second])

    def _run(self, points: Sequence[Point]) -> Sequence[Any]:
        self.evaluations += len(points)
        outputs = self._evaluate(points)
        if len(outputs) != len(points):
            raise GradcheckError(f"evaluate answered {len(outputs)} outputs for {len(points)} points")
        return outputs

    @property
    def batch(self) -> int:
        """How many points are sent at once, so that a batch stays near 32 MB."""
        return max(26, BATCH_BYTES // (8 * (self.theta.size + self.y0.size)))

    def shape(self, name: str) -> tuple[int, ...]:
        """Shape of one input."""
        return tuple(self.inputs[name].shape)

    def block_of(self, position: int) -> str:
        """Name of the input that holds this entry."""
        return next(name for name, part in self.blocks.items() if part.start <= position < part.stop)

    def point(self, theta: Floats, line: Direction | None = None, t: float = 0.0) -> Point:
        """The inputs at theta, moved by t along the line; inputs that the line leaves alone are shared, not copied."""
        point = dict(self.inputs)
        moved = theta is not self.theta
        cuts = None if line is None else np.searchsorted(line.positions, self._edges).tolist()
        for k, (name, part) in enumerate(self.blocks.items()):
            touched = cuts is not None and cuts[k] < cuts[k + 1]
            if not (moved or touched):
                continue
            array = theta[part].copy()
            if line is not None and cuts is not None and touched:
                inside = slice(cuts[k], cuts[k + 1])
                array[_places(line.positions[inside], part.start)] += t * line.weights[inside]
            point[name] = array.reshape(self.inputs[name].shape)
        return point

    def values(self, points: Sequence[Point]) -> Floats:
        """Forward at each point, (len(points), m); a row of nan where it raised or changed its shape."""
        table = np.full((len(points), self.structure.size), np.nan)
        for row, output in enumerate(self._run(points)):
            if isinstance(output, BaseException):
                continue
            vector, structure = flatten(output)
            if structure == self.structure:
                table[row] = vector
        return table

    def vector(self, array: Any) -> Any:
        """An upstream gradient in the structure of the output."""
        return self.structure.restore(array)


def _places(positions: Indices, start: int) -> Indices | slice:
    """Ascending positions within a block, as a slice where they have no gap: much faster to add to."""
    first, last = int(positions[0]) - start, int(positions[-1]) - start
    return slice(first, last + 1) if last - first + 1 == positions.size else positions - start


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


def _names(inputs: Mapping[str, Any], wrt: Sequence[str] | None) -> tuple[str, ...]:
    """The inputs to differentiate by, each once."""
    if not isinstance(inputs, Mapping):
        raise GradcheckError(f"inputs is a {type(inputs).__name__}, expected a dict of arrays by name")
    if wrt is None:
        return tuple(inputs)
    if not isinstance(wrt, str | tuple | list | set | frozenset):
        raise GradcheckError(f"wrt is a {type(wrt).__name__}, expected names of inputs")
    return (wrt,) if isinstance(wrt, str) else tuple(dict.fromkeys(wrt))


def _floats(name: str, inputs: Mapping[str, Any]) -> Floats:
    if name not in inputs:
        raise GradcheckError(f"wrt names {name!r}, which is not among the inputs {list(inputs)}")
    array = to_array(inputs[name], name)
    if array.dtype.kind in "iub":
        raise GradcheckError(
            f"{name} holds integers (dtype {array.dtype}): a nudge of 1e-5 would be rounded away. "
            f"Pass {name}.astype(float), or leave it out of wrt if it is not differentiated"
        )
    if array.dtype.kind != "f":
        raise GradcheckError(
            f"{name} has dtype {array.dtype}: got {type(inputs[name]).__name__}, expected real numbers"
        )
    if not np.isfinite(array).all():
        raise GradcheckError(f"{name} holds nan or infinity at flat position {np.flatnonzero(~np.isfinite(array))[0]}")
    return np.array(array, dtype=np.float64)

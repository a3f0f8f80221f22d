"""A tape that writes down operations and plays them backwards, and a layer that makes its weights at its first call.

Kernels are (in, out), as in Keras; examples are rows.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": Tensorflow GradientTape, The Layer, Computation Graphs, Keras
and Tensorflow; "Introduction to Neural Networks II": Automatic Differentiation - Reverse Mode; Glorot and Bengio
(2010) for the start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

from grader.arrays import ArrayLike
from grader.reference.floats import FloatArray

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator

Shares: TypeAlias = "tuple[FloatArray, ...]"
Back: TypeAlias = "Callable[[FloatArray], Shares]"

OPEN: Final[list[Tape]] = []  # the tapes that are running


class Tensor:
    """An array whose operations are told to every tape that is running."""

    def __init__(self, value: ArrayLike) -> None:
        self.value: FloatArray = np.asarray(value, dtype=np.float64)

    def __add__(self, other: Tensor) -> Tensor:
        return emit(self.value + other.value, (self, other), lambda d: (fit_shape(d, self), fit_shape(d, other)))

    def __sub__(self, other: Tensor) -> Tensor:
        return emit(self.value - other.value, (self, other), lambda d: (fit_shape(d, self), fit_shape(-d, other)))

    def __mul__(self, other: Tensor) -> Tensor:
        a, b = self.value, other.value
        return emit(a * b, (self, other), lambda d: (fit_shape(d * b, self), fit_shape(d * a, other)))

    def __matmul__(self, other: Tensor) -> Tensor:
        a, b = self.value, other.value
        return emit(a @ b, (self, other), lambda d: (d @ b.T, a.T @ d))

    def sigmoid(self) -> Tensor:
        """1/(1 + e^-value), entry by entry."""
        s = 1 / (1 + np.exp(-self.value))
        return emit(s, (self,), lambda d: (d * s * (1 - s),))

    def relu(self) -> Tensor:
        """max(0, value), entry by entry."""
        positive = self.value > 0
        return emit(self.value * positive, (self,), lambda d: (d * positive,))

    def sum(self) -> Tensor:
        """The sum of all entries, without axes."""
        shape = self.value.shape
        return emit(self.value.sum(), (self,), lambda d: (np.broadcast_to(d, shape).copy(),))


class Variable(Tensor):
    """A Tensor that every tape follows by itself."""


def fit_shape(d: FloatArray, tensor: Tensor) -> FloatArray:
    """d summed over the axes that broadcasting added to the tensor."""
    added = d.ndim - tensor.value.ndim
    d = d.sum(axis=tuple(range(added)))
    stretched = tuple(axis for axis, n in enumerate(tensor.value.shape) if n == 1)
    summed: FloatArray = d.sum(axis=stretched, keepdims=True)
    return summed


def emit(value: ArrayLike, inputs: tuple[Tensor, ...], back: Back) -> Tensor:
    """The Tensor of a result, told to every tape that is running."""
    out = Tensor(value)
    for tape in list(OPEN):
        tape.record(out, inputs, back)
    return out


class Operation(NamedTuple):
    """One line of a tape's record: `back` gives the share of each input in its shape."""

    out: Tensor
    inputs: tuple[Tensor, ...]
    back: Back


class Tape:
    """Records what is computed from Variables and watched Tensors; may be asked once, or often if persistent."""

    def __init__(self, persistent: bool = False) -> None:
        self.persistent, self.asked = persistent, False
        self.followed: list[Tensor] = []  # the Tensors themselves: an id may be given out again
        self.operations: list[Operation] = []

    def __enter__(self) -> Tape:
        OPEN.append(self)
        return self

    def __exit__(self, *error: object) -> None:
        OPEN.remove(self)

    def follows(self, tensor: Tensor) -> bool:
        """A Variable, a watched Tensor, or the result of a recorded operation."""
        return isinstance(tensor, Variable) or any(tensor is one for one in self.followed)

    def watch(self, tensor: Tensor) -> None:
        """Follow this Tensor from now on."""
        self.followed.append(tensor)

    def record(self, out: Tensor, inputs: tuple[Tensor, ...], back: Back) -> None:
        """Write the operation down if one of its inputs is followed."""
        if any(self.follows(one) for one in inputs):
            self.watch(out)
            self.operations.append(Operation(out, inputs, back))

    def gradient(self, target: Tensor, sources: Sequence[Tensor]) -> list[FloatArray | None]:
        """The gradients of the sum of target's entries; None where target does not depend on a followed source.

        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        if self.asked and not self.persistent:
            raise RuntimeError("this tape may be asked once; make it with persistent=True")
        self.asked = True
        shares = {id(target): np.ones_like(target.value)}
        for operation in reversed(self.operations):
            dout = shares.get(id(operation.out))
            if dout is not None:
                for one, share in zip(operation.inputs, operation.back(dout), strict=True):
                    shares[id(one)] = shares.get(id(one), 0) + share
        return [shares.get(id(source)) if self.follows(source) else None for source in sources]


class Dense:
    """activation(x @ kernel + bias), built at the first call: kernel uniform(-k, k), k = sqrt(6/(D + units)), bias 0."""

    def __init__(self, units: int, activation: str | None, rng: Generator) -> None:
        self.units, self.activation, self.rng = units, activation, rng
        self.trainable_variables: list[Variable] = []

    def build(self, inputs: int) -> None:
        """Make the kernel (inputs, units) and the bias (units,)."""
        k = np.sqrt(6 / (inputs + self.units))
        kernel = Variable(self.rng.uniform(-k, k, (inputs, self.units)))
        self.trainable_variables = [kernel, Variable(np.zeros(self.units))]

    def activate(self, z: Tensor) -> Tensor:
        """The activation of z; z itself where there is none."""
        return {"sigmoid": z.sigmoid, "relu": z.relu}[self.activation]() if self.activation else z

    def __call__(self, x: Tensor) -> Tensor:
        """Tensor (N, D) -> Tensor (N, units)."""
        if not self.trainable_variables:
            self.build(x.value.shape[1])
        kernel, bias = self.trainable_variables
        return self.activate(x @ kernel + bias)

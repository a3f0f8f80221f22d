"""What a forward pass returns, as one vector, and a vector as what a backward pass expects."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.errors import GradcheckError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Structure:
    """How a vector is cut into arrays: kind is "float", "array", "tuple" or "dict"; one key and shape per array."""

    kind: str
    keys: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Number of entries of the vector."""
        return sum(math.prod(shape) for shape in self.shapes)

    def describe(self) -> str:
        """The structure in words, for messages."""
        return f"{self.kind} " + ", ".join(str(shape) for shape in self.shapes)

    def restore(self, vector: Floats) -> Any:
        """The vector cut into the arrays of this structure: the inverse of `flatten`."""
        parts, start = [], 0
        for shape in self.shapes:
            size = math.prod(shape)
            parts.append(vector[start : start + size].reshape(shape).copy())
            start += size
        if self.kind == "float":
            return float(parts[0][()])
        if self.kind == "array":
            return parts[0]
        return tuple(parts) if self.kind == "tuple" else dict(zip(self.keys, parts, strict=True))


def flatten(output: Any, who: str = "forward") -> tuple[Floats, Structure]:
    """All numbers of an output as one float64 vector, and its structure.

    output: an array, a number, or a tuple, list or dict of arrays. Raises GradcheckError for anything else.
    """
    if isinstance(output, Mapping):
        arrays = [_numbers(value, f"{who}'s {key!r}") for key, value in output.items()]
        structure = Structure("dict", tuple(map(str, output)), tuple(array.shape for array in arrays))
    elif isinstance(output, tuple | list) and any(to_array(part, who).ndim for part in output):
        arrays = [_numbers(value, f"{who}'s output {i}") for i, value in enumerate(output)]
        structure = Structure("tuple", tuple(map(str, range(len(arrays)))), tuple(a.shape for a in arrays))
    else:
        arrays = [_numbers(output, who)]
        kind = "array" if isinstance(output, np.ndarray | list | tuple) else "float"
        structure = Structure(kind, ("0",), (arrays[0].shape,))
    if structure.size == 0:
        raise GradcheckError(f"{who} returned no numbers ({structure.describe()}): there is nothing to differentiate")
    if len(arrays) == 1:
        return arrays[0].reshape(-1), structure
    return np.concatenate([array.reshape(-1) for array in arrays]), structure


def _numbers(value: Any, who: str) -> Floats:
    if value is None:
        raise GradcheckError(f"{who} returned None: does it end with a return statement?")
    array = to_array(value, who)
    if array.dtype.kind not in "fiub":
        raise GradcheckError(f"{who} returned {_kind(value, array)}: got dtype {array.dtype}, expected real numbers")
    return array.astype(np.float64)


def _kind(value: Any, array: NDArray[Any]) -> str:
    return "complex numbers" if array.dtype.kind == "c" else f"a {type(value).__name__}"


def to_array(value: Any, who: str) -> NDArray[Any]:
    """np.asarray; whatever it raises for a ragged list or for an object of its own mind becomes a GradcheckError."""
    try:
        return np.asarray(value)
    except ValueError as error:
        raise GradcheckError(f"{who}: a ragged sequence ({error}), expected one array") from error
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        raise GradcheckError(f"{who}: a {type(value).__name__} cannot be made an array ({said})") from error

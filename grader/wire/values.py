"""What a learner's value *is*, as plain data: a Python float, an array of a dtype and shape, a list of such.

The worker describes what the learner's code returned; the judge reads the description. It holds numbers as raw bytes, so the judge can tell
a list from an array and a shape from another before any tolerance is asked. What a description may hold is bounded by its types.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, get_args

import msgspec
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_NODES = 20_000
MAX_DEPTH = 12
MAX_TEXT = 2_000
NUMERIC_KINDS = frozenset("biufc")

Words = Annotated[str, msgspec.Meta(max_length=MAX_TEXT + 1)]
NumberType = Literal["bool", "int", "float", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
                     "float16", "float32", "float64"]  # fmt: skip
EntryType = Literal["|b1", "|i1", "|u1", "<i2", "<i4", "<i8", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c16"]
Container = Literal["ndarray", "matrix", "masked"]
LARGEST = 1 << 48  # entries, were no axis empty; NumPy itself refuses to shape more
Shape = Annotated[tuple[int, ...], msgspec.Meta(max_length=32)]


class WireError(Exception):
    """A frame or a value that breaks the rules of this module."""


class Number(msgspec.Struct, frozen=True, tag="number"):
    """One number; `dtype` is "bool", "int", "float" for Python's own, otherwise NumPy's name."""

    value: bool | int | float
    dtype: NumberType


class Array(msgspec.Struct, frozen=True, tag="array"):
    """Raw little-endian entries in C order. Raises ValueError where they are not as many as the shape says."""

    dtype: EntryType
    shape: Shape
    data: bytes
    container: Container = "ndarray"

    def __post_init__(self) -> None:
        if _entries(self.shape) * _ENTRY_BYTES[self.dtype] != len(self.data):
            raise ValueError("shape and data do not fit")


_ENTRY_BYTES = {name: int(name[2:]) for name in get_args(EntryType)}


@functools.lru_cache(maxsize=256)  # an answer may have twenty thousand arrays, most of them alike
def _entries(shape: tuple[int, ...]) -> int:
    """How many entries an array of this shape has. Raises ValueError."""
    if any(length < 0 for length in shape) or math.prod(length or 1 for length in shape) > LARGEST:
        raise ValueError("a shape that no array has")
    return math.prod(shape)


class Items(msgspec.Struct, frozen=True, tag="items"):
    container: Literal["tuple", "list"]
    items: Annotated[list[Value], msgspec.Meta(max_length=MAX_NODES)]


class Mapping(msgspec.Struct, frozen=True, tag="mapping"):
    """A dict with text keys, in its own order."""

    keys: Annotated[list[Words], msgspec.Meta(max_length=MAX_NODES)]
    items: Annotated[list[Value], msgspec.Meta(max_length=MAX_NODES)]

    def __post_init__(self) -> None:
        if len(self.keys) != len(self.items):
            raise ValueError("keys and items do not fit")

    def get(self, key: str) -> Value | None:
        return dict(zip(self.keys, self.items, strict=True)).get(key)


class Text(msgspec.Struct, frozen=True, tag="text"):
    value: Words


class Nothing(msgspec.Struct, frozen=True, tag="none"):
    pass


class Opaque(msgspec.Struct, frozen=True, tag="opaque"):
    """Something that is neither number, text nor container: `what` names its type."""

    what: Words


Value: TypeAlias = Number | Array | Items | Mapping | Text | Nothing | Opaque


# ---------------------------------------------------------------------------------------------------------------- describing

_encoder = msgspec.msgpack.Encoder()

# Captured at import: a submission that patches NumPy or builtins later describes its values no differently.
_ndarray, _generic, _asarray, _frombuffer = np.ndarray, np.generic, np.ascontiguousarray, np.frombuffer
_matrix = np.matrix


def clean_text(text: str, limit: int = MAX_TEXT) -> str:
    """`text` without lone surrogates, cut to `limit` characters."""
    text = str.__str__(text)[: limit + 1]
    if not text.isascii():
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= limit else text[:limit] + "…"


def describe(value: object) -> Value:
    """The description of `value`. Raises WireError where it is too deep or has too many parts."""
    return _describe(value, iter(range(MAX_NODES)), 0)


def _describe(value: object, nodes: Iterator[int], depth: int) -> Value:
    if depth > MAX_DEPTH or next(nodes, None) is None:
        raise WireError("the value is nested too deeply or has too many parts")
    if value is None:
        return Nothing()
    if isinstance(value, _ndarray):
        return _describe_array(value)
    if isinstance(value, _generic):
        return _describe_scalar(value)
    if isinstance(value, (bool, int, float)):
        return _describe_number(value)
    if isinstance(value, str):
        return Text(clean_text(value))
    if isinstance(value, (tuple, list)):
        parts: Any = tuple.__iter__(value) if isinstance(value, tuple) else list.__iter__(value)
        container: Literal["tuple", "list"] = "tuple" if isinstance(value, tuple) else "list"
        return Items(container, [_describe(part, nodes, depth + 1) for part in parts])
    if isinstance(value, dict):
        return _describe_dict(value, nodes, depth)
    return Opaque(clean_text(type(value).__name__, 80))


def _describe_dict(value: dict[Any, Any], nodes: Iterator[int], depth: int) -> Value:
    pairs = list(dict.items(value))
    if not all(isinstance(key, str) for key, _ in pairs):
        return Opaque("dict whose keys are not text")
    return Mapping([clean_text(key, 200) for key, _ in pairs], [_describe(part, nodes, depth + 1) for _, part in pairs])


def _describe_number(value: bool | int | float) -> Value:
    if isinstance(value, bool):
        return Number(value, "bool")
    if isinstance(value, float):
        return Number(float.__float__(value), "float")
    bits = int.bit_length(value)
    return Number(int.__int__(value), "int") if bits < 63 else Opaque(f"int of {bits} bits")


def _describe_scalar(value: np.generic) -> Value:
    array = _describe_array(_asarray(value))
    if not isinstance(array, Array) or array.dtype[1] == "c":
        return array if isinstance(array, Opaque) else Opaque("complex number")
    entry = _frombuffer(array.data, array.dtype)[0]
    plain = bool(entry) if entry.dtype.kind == "b" else float(entry) if entry.dtype.kind == "f" else int(entry)
    return (
        Number(plain, entry.dtype.name)
        if abs(plain) < 2**63 or plain != plain or entry.dtype.kind == "f"
        else Opaque("int")
    )


def _describe_array(array: NDArray[Any]) -> Value:
    container = _container(array)
    plain = _ndarray.view(array, _ndarray)
    dtype = plain.dtype
    if dtype.kind not in NUMERIC_KINDS:
        return Opaque(f"array of {dtype.name[:40]}")
    wanted, entries = _entries_of(dtype)
    data = _ndarray.tobytes(_ndarray.astype(plain, wanted, copy=False))
    return Array(entries, _shape(plain), data, container)


@functools.lru_cache(maxsize=64)  # asked for each array on either side of the line
def _entries_of(dtype: np.dtype[Any]) -> tuple[np.dtype[Any], Any]:
    """The type in which entries are sent, and its name."""
    wanted = np.dtype("f8") if dtype.kind == "f" and dtype.itemsize > 8 else dtype.newbyteorder("<")
    if dtype.kind == "c":
        wanted = np.dtype("<c16")
    return wanted, wanted.newbyteorder("<").str


def _shape(array: NDArray[Any]) -> tuple[int, ...]:
    return tuple(int(length) for length in array.shape)


def _container(array: NDArray[Any]) -> Container:
    if type(array) is _ndarray:
        return "ndarray"
    if isinstance(array, _matrix):
        return "matrix"
    return "masked" if any(kind.__name__ == "MaskedArray" for kind in type(array).__mro__) else "ndarray"


# ------------------------------------------------------------------------------------------------------------------- reading


def array_of(described: Array) -> NDArray[Any]:
    """A fresh, writable base-class array."""
    dtype = np.dtype(described.dtype)
    return np.frombuffer(described.data, dtype).reshape(described.shape).astype(dtype.newbyteorder("="))


def same(one: Value, other: Value) -> bool:
    """Equal bit for bit: NaN is itself, and 0.0 is not -0.0."""
    return _encoder.encode(one) == _encoder.encode(other)


def revive(value: Value) -> Any:
    """The Python or NumPy value that was described: fresh copies, so that nothing is shared between two calls."""
    if isinstance(value, Array):
        return array_of(value)
    if isinstance(value, Number) and value.dtype == "float32":
        return np.float32(value.value)
    if isinstance(value, (Number, Text)):
        return value.value
    if isinstance(value, Items):
        parts = [revive(part) for part in value.items]
        return tuple(parts) if value.container == "tuple" else parts
    if isinstance(value, Mapping):
        return dict(zip(value.keys, map(revive, value.items), strict=True))
    return None


def describe_inputs(inputs: dict[str, Any]) -> dict[str, Value]:
    """The description of each input of a call, by its name."""
    return {name: describe(value) for name, value in inputs.items()}


def check_bounds(values: Iterable[Value]) -> None:
    """Raises WireError where one of these descriptions is none that `describe` would have made."""
    for value in values:
        _check_bounds(value)


def _check_bounds(value: Value) -> None:
    level, count = [value], 1
    for _ in range(MAX_DEPTH + 1):
        level = [part for one in level if isinstance(one, (Items, Mapping)) for part in one.items]
        count += len(level)
        if not level:
            return
        if count > MAX_NODES:
            break
    raise WireError("a malformed answer: it is nested too deeply or has too many parts")

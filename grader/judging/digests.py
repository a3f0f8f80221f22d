"""A wrong output -> a digest of its numbers: two learners who made the same mistake gave the same ones.

Rounded to six digits, so that other orders of addition agree. A digest says nothing about a learner beyond these numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from numbers import Number
from typing import Any

import numpy as np

from grader import wire
from grader.text.digest import sha256

DIGITS = 6
MOST_PARTS, MOST_BYTES = (
    2_000,
    1 << 20,
)  # of an output that is looked at: it costs the judge, and no mistake that many make is larger


def digest_of_output(output: wire.Value) -> str:
    """The digest of an output as a worker describes it; empty for one that has more parts, or more bytes, than any that is asked for."""
    parts, size, left = [output], 0, MOST_PARTS
    while parts:
        part = parts.pop()
        left -= 1
        size += len(part.data) if isinstance(part, wire.Array) else 0
        if isinstance(part, (wire.Items, wire.Mapping)):
            parts += part.items
        if left < len(parts) or size > MOST_BYTES:
            return ""
    return digest_of(wire.revive(output))


def digest_of(value: Any) -> str:
    """Sixteen hexadecimal digits, equal for outputs that agree to six digits in every number, of the same shapes."""
    whole = sha256()
    for piece in _pieces(value):
        whole.update(piece)
    return whole.hexdigest()[:16]


def _pieces(value: Any) -> Iterator[bytes]:
    if isinstance(value, Mapping):
        for key in sorted(value, key=str):
            yield f"key {key}\0".encode("utf-8", "backslashreplace")
            yield from _pieces(value[key])
    elif isinstance(value, (list, tuple)):
        yield f"list {len(value)}\0".encode()
        for one in value:
            yield from _pieces(one)
    elif isinstance(value, int) and abs(value) >= 1 << 1000:  # no float64 holds it
        yield f"integer {value.bit_length()} {value % ((1 << 61) - 1)}\0".encode()
    elif isinstance(value, (np.ndarray, Number, np.generic)) and np.asarray(value).dtype.kind in "biuf":
        yield from _numbers(np.asarray(value, dtype=np.float64))
    else:
        yield f"{type(value).__name__} {str(value)[:1000]}\0".encode("utf-8", "backslashreplace")


def _numbers(array: np.ndarray[Any, np.dtype[np.float64]]) -> Iterator[bytes]:
    """The shape, and of each number six digits and the power of ten that they stand before."""
    yield f"array {array.shape}\0".encode()
    finite = np.isfinite(array) & (array != 0)
    powers = np.zeros(array.shape)
    powers[finite] = np.floor(np.log10(np.abs(array[finite])))
    digits = np.where(np.isfinite(array), 0.0, array)
    with np.errstate(all="ignore"):
        digits[finite] = np.rint(array[finite] / 10.0 ** powers[finite] * 10 ** (DIGITS - 1))
    carried = np.abs(digits) == 10**DIGITS  # 9.999999 is 10
    digits[carried] /= 10
    powers[carried] += 1
    nothing = digits == 0  # a number too small to be divided by its power
    powers[nothing] = 0
    digits[nothing] = 0
    digits[np.isnan(digits)] = np.nan
    yield digits.tobytes()
    yield powers.tobytes()

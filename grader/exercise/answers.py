"""What counts as an answer in a constant: a number, True or False, a word, the shape of an array."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
import numpy as np

from grader import wire


class AnswerKind(msgspec.Struct, frozen=True):
    """`matches(given, expected)` is true where the described value is that answer; `shown` writes an expected answer."""

    name: str
    matches: Callable[[wire.Value, Any], bool]
    shown: Callable[[Any], str] = repr


def number_in(value: wire.Value) -> float | None:
    """The number that a description holds, None where it holds none: True is no number, a 0-d array is one."""
    if isinstance(value, wire.Array) and value.shape == () and value.container == "ndarray":
        entry = wire.array_of(value)[()]
        return float(entry) if entry.dtype.kind in "iuf" else None
    if isinstance(value, wire.Number) and value.dtype != "bool":
        return float(value.value)
    return None


def _same_number(value: wire.Value, expected: Any) -> bool:
    number = number_in(value)
    return number is not None and math.isfinite(number) and abs(number - expected) <= 1e-12 + 1e-6 * abs(expected)


def _same_truth(value: wire.Value, expected: Any) -> bool:
    return isinstance(value, wire.Number) and value.dtype == "bool" and bool(value.value == expected)


def _same_shape(value: wire.Value, expected: Any) -> bool:
    if isinstance(value, wire.Text):
        return bool(value.value.strip().lower() == expected)
    if isinstance(value, wire.Items):
        lengths = [part.value if isinstance(part, wire.Number) and _whole(part) else None for part in value.items]
        return isinstance(expected, tuple) and lengths == list(expected)
    return (
        isinstance(expected, int) and isinstance(value, wire.Number) and _whole(value) and bool(value.value == expected)
    )


def _whole(value: wire.Number) -> bool:
    return value.dtype != "bool" and np.dtype(value.dtype if value.dtype != "int" else "int64").kind in "iu"


def plain_word(text: str) -> str:
    """`text` in lower case, with "-", "_" and runs of blanks as one blank."""
    return re.sub(r"[\s_-]+", " ", text).strip().lower()


def word(synonyms: Mapping[str, tuple[str, ...]] | None = None) -> AnswerKind:
    """One word; `synonyms` maps a word to others that count as the same."""
    canonical = {plain_word(other): plain_word(first) for first, others in (synonyms or {}).items() for other in others}

    def same(value: wire.Value, expected: Any) -> bool:
        if not isinstance(value, wire.Text):
            return False
        given = plain_word(value.value)
        return bool(canonical.get(given, given) == plain_word(expected))

    return AnswerKind("a word", same)


def number_or_word(synonyms: Mapping[str, tuple[str, ...]] | None = None) -> AnswerKind:
    """A word where the right answer is one, else a number."""
    words = word(synonyms)

    def kind(expected: Any) -> AnswerKind:
        return words if isinstance(expected, str) else number

    return AnswerKind(
        "a number or a word",
        lambda value, expected: kind(expected).matches(value, expected),
        lambda expected: kind(expected).shown(expected),
    )


number = AnswerKind("a number", _same_number, lambda expected: f"{expected:.10g}")
truth = AnswerKind("True or False", _same_truth)
shape = AnswerKind('a tuple of lengths or "error"', _same_shape)

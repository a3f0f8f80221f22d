"""How a returned value differs from the expected one, in words: where, got, expected.

Type, shape and kind of entries are compared before any tolerance is asked, so an empty array, a masked array or a shape that would only
broadcast never passes. `got` is a description (see wire.py); `expected` is the reference's Python or NumPy value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.arrays import NDArray
from grader.exercise.spec import FLOAT32, Tolerance
from grader.judging.share import spend
from grader.text.numbers import index_text, number_text, pair_text

SMALL = 16  # entries; of a larger array the worst entry is shown instead of the first


class Difference(msgspec.Struct, frozen=True):
    """One difference. `kind` is a word for the diagnosis; `part` and `index` say where, `wrong` of `total` entries differ."""

    kind: str
    reason: str
    got: str
    expected: str
    part: tuple[str, ...] = ()
    index: tuple[int, ...] | None = None
    wrong: int = 0
    total: int = 0

    @property
    def where(self) -> str | None:
        """Such as "dx[2, 1]"; None for a single number."""
        name = ", ".join(self.part)
        place = index_text(self.index) if self.index else ""
        return (name + place) or None


class Rules(msgspec.Struct, frozen=True):
    """How strictly values are compared; with `lenient`, every non-finite number equals every other (mistakes only)."""

    tolerance: Tolerance
    parts: tuple[str, ...] = ()
    lenient: bool = False


def difference(got: wire.Value, expected: Any, rules: Rules) -> Difference | None:
    """The first difference between what was returned and what is expected, None where there is none."""
    return next(differences(got, expected, rules, ()), None)


def differences(got: wire.Value, expected: Any, rules: Rules, part: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Every part that differs, in order; one difference for a whole value of the wrong kind."""
    spend()
    if isinstance(expected, (tuple, list)):
        yield from _sequence_differences(got, expected, rules, part)
    elif isinstance(expected, Mapping):
        yield from _mapping_differences(got, expected, rules, part)
    elif isinstance(expected, str) or expected is None:
        yield from _text_differences(got, expected, part)
    else:
        difference = _array_difference(got, np.asarray(expected), rules, part)
        if difference:
            yield difference


def _sequence_differences(
    got: wire.Value, expected: Sequence[Any], rules: Rules, part: tuple[str, ...]
) -> Iterator[Difference]:
    wanted = f"{len(expected)} values" + (f" ({', '.join(rules.parts)})" if rules.parts and not part else "")
    if not isinstance(got, wire.Items):
        kind, reason = _not_several(got, expected)
        yield Difference(kind, reason, value_text(got), wanted, part)
    elif len(got.items) != len(expected):
        many = f"{len(got.items)} value" + "s" * (len(got.items) != 1)
        yield Difference("count", f"{many} where {wanted} are expected", many, wanted, part)
    else:
        for name, one, right in zip(part_names(expected, rules, part), got.items, expected, strict=True):
            yield from differences(one, right, rules, (*part, name))


def part_names(expected: Sequence[Any], rules: Rules, part: tuple[str, ...]) -> Sequence[str]:
    """The declared names of the parts where their number fits, but not within a part; otherwise "value 1", "value 2", ..."""
    if len(rules.parts) == len(expected) and not set(rules.parts) & set(part):
        return rules.parts
    return [f"value {number}" for number in range(1, len(expected) + 1)]


def _not_several(got: wire.Value, expected: Sequence[Any]) -> tuple[str, str]:
    if isinstance(got, wire.Array) and got.shape[:1] == (len(expected),):
        return "container", f"one array where a tuple of {len(expected)} values is expected"
    if isinstance(got, (wire.Array, wire.Number)):
        return "count", f"one value where {len(expected)} are expected"
    return "type", f"{value_text(got)} where {len(expected)} values are expected"


def _mapping_differences(
    got: wire.Value, expected: Mapping[str, Any], rules: Rules, part: tuple[str, ...]
) -> Iterator[Difference]:
    if not isinstance(got, wire.Mapping):
        yield Difference(
            "type",
            f"{value_text(got)} where a dict is expected",
            value_text(got),
            f"a dict with {', '.join(expected)}",
            part,
        )
        return
    for key, right in expected.items():
        value = got.get(key)
        if value is None:
            yield Difference(
                "count", f"the key {key!r} is missing", f"keys {', '.join(got.keys)}"[:80], f"key {key}", (*part, key)
            )
        else:
            yield from differences(value, right, rules, (*part, key))


def _text_differences(got: wire.Value, expected: str | None, part: tuple[str, ...]) -> Iterator[Difference]:
    same = isinstance(got, wire.Nothing) if expected is None else isinstance(got, wire.Text) and got.value == expected
    if not same:
        wanted = "None" if expected is None else repr(expected)
        yield Difference("word", "", value_text(got), wanted, part)


# --------------------------------------------------------------------------------------------------------------------- arrays


def _array_difference(
    got: wire.Value, expected: NDArray[Any], rules: Rules, part: tuple[str, ...]
) -> Difference | None:
    scalar = expected.ndim == 0
    wanted = number_text(float(expected)) if scalar else f"an array of shape {shape_text(expected.shape)}"
    if isinstance(got, wire.Number):
        got_array: NDArray[Any] = np.asarray(got.value)
        dtype: str = got.dtype
    elif isinstance(got, wire.Array):
        if got.container != "ndarray":
            return Difference(
                "container", f"a {got.container} where {wanted} is expected", value_text(got), wanted, part
            )
        got_array, dtype = wire.array_of(got), np.dtype(got.dtype).name
    else:
        kind = "none" if isinstance(got, wire.Nothing) else "container" if _list_of(got, expected) else "type"
        return Difference(kind, f"{value_text(got)} where {wanted} is expected", value_text(got), wanted, part)
    if got_array.dtype.kind not in "biuf":
        return Difference("type", "complex numbers where real ones are expected", value_text(got), wanted, part)
    if got_array.shape != expected.shape:
        return _shape_difference(got_array, expected, rules, part)
    tolerance = FLOAT32 if dtype == "float32" else rules.tolerance
    return _entry_difference(got_array, expected, tolerance, rules.lenient, part)


def _list_of(got: wire.Value, expected: NDArray[Any]) -> bool:
    """A list or tuple with the right shape: right numbers, perhaps, in the wrong container."""
    return isinstance(got, wire.Items) and has_shape(got, expected.shape)


def has_shape(got: wire.Value, shape: tuple[int, ...]) -> bool:
    """A number, an array, or lists of lists of them, of this shape as a whole. Looks at no more parts than such a value has."""
    if isinstance(got, wire.Items):
        return bool(shape) and len(got.items) == shape[0] and all(has_shape(part, shape[1:]) for part in got.items)
    return got.shape == shape if isinstance(got, wire.Array) else isinstance(got, wire.Number) and not shape


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as a reader writes it: (3,), (2, 3); a number has none."""
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"


def _shape_difference(got: NDArray[Any], expected: NDArray[Any], rules: Rules, part: tuple[str, ...]) -> Difference:
    have, want = (
        f"shape {shape_text(got.shape)}",
        f"shape {shape_text(expected.shape)}" if expected.ndim else "one number",
    )
    kind = "shape"
    squeezed = tuple(n for n in got.shape if n != 1) == tuple(n for n in expected.shape if n != 1)
    if squeezed and entries_equal(got.reshape(expected.shape), expected, rules.tolerance):
        kind = "keepdims"
    return Difference(kind, f"{have} where {want} is expected", have, want, part)


def entries_equal(got: NDArray[Any], expected: NDArray[Any], tolerance: Tolerance, lenient: bool = False) -> bool:
    """Whether every entry is equal within the tolerance; where `lenient`, anything not finite equals what is not finite."""
    return not _wrong_entries(got, expected, tolerance, lenient).any()


def _wrong_entries(got: NDArray[Any], expected: NDArray[Any], tolerance: Tolerance, lenient: bool) -> NDArray[np.bool_]:
    have, want = got.astype(np.float64), expected.astype(np.float64)
    finite = np.isfinite(have)
    with np.errstate(all="ignore"):
        close = np.abs(have - want) <= tolerance.absolute + tolerance.relative * np.abs(want)
    lost = ~np.isfinite(want)  # anything finite is "close" to infinity
    both_lost = ~finite & lost if lenient else np.zeros_like(finite)
    return np.asarray(~((close & finite & ~lost) | both_lost))


def _entry_difference(
    got: NDArray[Any], expected: NDArray[Any], tolerance: Tolerance, lenient: bool, part: tuple[str, ...]
) -> Difference | None:
    wrong = _wrong_entries(got, expected, tolerance, lenient)
    if not wrong.any():
        return None
    index = _place_text(got, expected, wrong)
    have, want = float(got[index]), float(expected[index])
    kind = "number" if np.isfinite(have) else "non-finite"
    got_text, expected_text = pair_text(have, want)
    reason = _count_wrong(wrong)
    if kind == "non-finite":
        name = "NaN" if np.isnan(have) else "infinity"
        reason = f"{name}" + (f" at {index_text(index)}" if index else "") + (f"; {reason}" if reason else "")
    return Difference(kind, reason, got_text, expected_text, part, index or None, int(wrong.sum()), wrong.size)


def _place_text(got: NDArray[Any], expected: NDArray[Any], wrong: NDArray[np.bool_]) -> tuple[int, ...]:
    """The first wrong entry of a small array, the worst one of a large array; a non-finite one before any other.

    Of entries that are as wrong as each other but for rounding it is the first, so that every machine shows the same.
    """
    if got.size <= SMALL:
        flat = int(np.argmax(wrong))
    else:
        with np.errstate(all="ignore"):
            gap = np.where(
                wrong, np.nan_to_num(np.abs(got.astype(np.float64) - expected), nan=np.inf, posinf=np.inf), -1.0
            )
        flat = int(np.argmax(gap >= gap.max() * (1 - 1e-9)))
    return tuple(int(i) for i in np.unravel_index(flat, got.shape))


def _count_wrong(wrong: NDArray[np.bool_]) -> str:
    """Such as "5 of 12 entries" or "3 of 64 rows"; empty for a single number."""
    if wrong.size == 1:
        return ""
    if wrong.ndim == 2 and wrong.size > SMALL:
        rows = np.atleast_1d(wrong.any(axis=1))
        return f"{int(rows.sum())} of {len(rows)} rows wrong"
    return f"{int(wrong.sum())} of {wrong.size} entries wrong"


LONGEST_ITEMS = 40


def _items_text(value: wire.Items) -> str:
    """A few numbers or words as Python writes them; of more, how many there are."""
    plain = all(isinstance(part, (wire.Number, wire.Text, wire.Nothing)) for part in value.items)
    words = [repr(part.value) if isinstance(part, wire.Text) else value_text(part) for part in value.items[:8]]
    inner = ", ".join(words) + ("," if value.container == "tuple" and len(words) == 1 else "")
    text = f"({inner})" if value.container == "tuple" else f"[{inner}]"
    short = plain and len(value.items) <= 8 and len(text) <= LONGEST_ITEMS
    if not value.items:
        return f"an empty {value.container}"
    return text if short else f"a {value.container} of {len(value.items)}"


def value_text(value: wire.Value) -> str:
    """A described value in a few words, for a table."""
    if isinstance(value, wire.Number):
        return str(value.value) if value.dtype in ("bool", "int") else number_text(float(value.value))
    if isinstance(value, wire.Text):
        return repr(value.value[:40])
    if isinstance(value, wire.Array):
        article = {"ndarray": "an array", "matrix": "a matrix", "masked": "a masked array"}[value.container]
        return f"{article} of shape {shape_text(value.shape)}"
    if isinstance(value, wire.Items):
        return _items_text(value)
    if isinstance(value, wire.Mapping):
        return f"a dict of {len(value.keys)}"
    return "None" if isinstance(value, wire.Nothing) else f"a value of type {value.what}"

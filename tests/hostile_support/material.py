"""Random material for tests/test_fuzz.py: values, observations, frames, sources; and an oracle that shares no code with the judge."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from grader import wire
from grader.exercise.catalogue import data_folder, find, load_exercise
from grader.exercise.spec import FLOAT32, Raises, Tolerance
from grader.judging.questions import Question, Sheet, sheet
from grader.report import Outcome
from grader.sandbox.observation import Observation

NUMBERS = (2, 3, 4, 5, 10, 18, 23, 29, 31, 33)
SOURCES = sorted(data_folder("solutions").glob("*.py"))


@cache
def asked(number: int) -> Sheet:
    return sheet(number, load_exercise(find(str(number))), 0)


@cache
def questions() -> list[Question]:
    return [one for number in NUMBERS for found in asked(number).questions.values() for one in found]


# ------------------------------------------------------------------------------------------- an oracle of its own, without wire


def same(got: wire.Value, expected: Any, tolerance: Tolerance) -> bool:
    """Whether a described value is the expected one, entry by entry."""
    if isinstance(expected, (tuple, list)):
        return (
            isinstance(got, wire.Items)
            and len(got.items) == len(expected)
            and all(same(one, right, tolerance) for one, right in zip(got.items, expected, strict=True))
        )
    if isinstance(expected, Mapping):
        return isinstance(got, wire.Mapping) and all(
            (one := got.get(key)) is not None and same(one, right, tolerance) for key, right in expected.items()
        )
    if isinstance(expected, str):
        return isinstance(got, wire.Text) and got.value == expected
    if expected is None:
        return isinstance(got, wire.Nothing)
    return same_numbers(got, np.asarray(expected), tolerance)


def same_numbers(got: wire.Value, expected: NDArray[Any], tolerance: Tolerance) -> bool:
    if not isinstance(got, (wire.Number, wire.Array)):
        return False
    found = np.asarray(wire.revive(got))
    if found.shape != expected.shape or found.dtype.kind == "c" or getattr(got, "container", "ndarray") != "ndarray":
        return False
    loose = max(tolerance.relative, FLOAT32.relative), max(tolerance.absolute, FLOAT32.absolute)
    relative, absolute = (
        loose if "f4" in got.dtype or "float32" in got.dtype else (tolerance.relative, tolerance.absolute)
    )
    pairs = zip(found.ravel().tolist(), expected.ravel().tolist(), strict=True)
    return all(
        math.isfinite(a)
        and math.isfinite(b)
        and abs(float(a) - float(b)) <= (absolute + relative * abs(b)) * (1 + 1e-9)
        for a, b in pairs
    )


# ------------------------------------------------------------------------------------------------------------- random material

LENGTHS = st.lists(st.integers(0, 3), max_size=3).map(tuple)
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text(max_size=8), st.complex_numbers(),
    st.sampled_from([np.float32(1), np.int8(3), np.bool_(True), np.uint64(2**64 - 1), np.longdouble(1), b"x", object(), 1e308]),
)  # fmt: skip


def arrays() -> st.SearchStrategy[Any]:
    def made(shape: tuple[int, ...], dtype: str, fill: float) -> NDArray[Any]:
        with np.errstate(all="ignore"):
            return np.full(shape, fill).astype(dtype)

    types = st.sampled_from(["f8", "f4", "f2", "i8", "u1", "?", "c8", ">f8", "O", "U3", "M8[s]"])
    numbers = st.floats(-1e9, 1e9) | st.sampled_from([0.0, 1.0, -1.0, 255.0])
    return (
        st.builds(made, LENGTHS, types, numbers)
        | st.just(np.ma.array([1.0], mask=True))
        | st.just(np.zeros(1).view(np.matrix))
    )


ANY_VALUE = st.recursive(
    PLAIN | arrays(),
    lambda inner: st.lists(inner, max_size=3)
    | st.lists(inner, max_size=3).map(tuple)
    | st.dictionaries(st.sampled_from(["verdict", "log", "epochs", "more", "X", "y", "forward", "v", "d", ""]), inner, max_size=4),
    max_leaves=6,
)  # fmt: skip


@cache
def expected_values() -> list[Any]:
    return [question.expected for question in questions() if not isinstance(question.expected, Raises)]


def near(expected: Any, draw: Callable[[Any], Any]) -> Any:
    """The expected value with something changed, or not."""
    change = draw(st.sampled_from(["nothing", "entry", "shape", "type", "part", "container"]))
    if isinstance(expected, (tuple, list)) and expected:
        parts = [*expected]
        place = draw(st.integers(0, len(parts) - 1))
        parts[place] = near(parts[place], draw) if change != "part" else draw(ANY_VALUE)
        return parts if change == "container" else type(expected)(parts[: -1 if change == "shape" else None])
    if isinstance(expected, Mapping) and expected:
        return {**expected, draw(st.sampled_from(sorted(expected))): draw(ANY_VALUE)} if change == "part" else expected
    return _changed(np.array(expected), change, draw) if isinstance(expected, (float, int, np.ndarray)) else expected


def _changed(array: NDArray[Any], change: str, draw: Callable[[Any], Any]) -> Any:
    if change == "entry" and array.size and array.dtype.kind == "f":
        array.ravel()[draw(st.integers(0, array.size - 1))] += draw(
            st.sampled_from([1e-12, 1e-6, 1e-3, 1.0, np.nan, np.inf])
        )
    if change == "shape":
        return array[None] if draw(st.booleans()) else array.ravel()
    return array.astype(draw(st.sampled_from(["f4", "f2", "i8", "c16"]))) if change == "type" else array


@st.composite
def near_values(draw: Callable[[Any], Any]) -> Any:
    with np.errstate(all="ignore"):
        return near(expected_values()[draw(st.integers(0, len(expected_values()) - 1))], draw)


def described(value: Any) -> wire.Value:
    with np.errstate(all="ignore"):
        return wire.describe(value)


OUTPUTS = (ANY_VALUE | near_values()).map(described)
RUNS = st.one_of(
    st.builds(wire.Returned, OUTPUTS, st.lists(OUTPUTS, max_size=2)),
    st.builds(
        wire.Raised,
        st.lists(st.sampled_from(["ValueError", "NotDefined", "SystemExit", "NotImplementedError", "\x1b"]), min_size=1, max_size=3),
        st.text(max_size=20),
        st.lists(st.builds(wire.Frame, st.text(max_size=5), st.integers(-9, 2**63), st.text(max_size=5), st.text(max_size=5)), max_size=2),
    ),
)  # fmt: skip
OBSERVATIONS = st.builds(Observation, st.lists(RUNS, min_size=1, max_size=3).map(tuple)) | st.just(
    Observation((), Outcome.ENDED, "it ended")
)


@st.composite
def mutated(draw: Callable[[Any], Any], originals: Sequence[bytes]) -> bytes:
    """One of the originals with some bytes changed, cut out, doubled or put in."""
    data = bytearray(originals[draw(st.integers(0, len(originals) - 1))])
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        size = draw(st.sampled_from([0, 1, 1, 2, 8, 64]))
        doubled = bytes(data[start : start + size]) * 2
        odd = st.sampled_from([b"", doubled, b"\xdd\xff\xff\xff\xff", b"(", b'"', b"\0"])
        data[start : start + size] = draw(st.binary(max_size=4) | odd)
    return bytes(data)


def valid_frames() -> list[bytes]:
    runs = [wire.Returned(described(value), []) for value in expected_values()]
    raised = wire.Raised(["ValueError", "Exception"], "x", [wire.Frame("f", 1, "g", "h")])
    replies: list[wire.Reply] = [wire.CallReply([run, run]) for run in runs]
    return [
        wire.frame(reply)[4:] for reply in [*replies, wire.CallReply([raised]), wire.Loaded(), wire.Scanned(["a"], "b")]
    ]


def notebook(text: str) -> bytes:
    code = [{"cell_type": "code", "source": part.splitlines(True), "outputs": []} for part in text.split("\n\n\n")]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": "# x"}, *code], "nbformat": 4}).encode()


TEXTS = [path.read_bytes() for path in SOURCES]
NOTEBOOKS = [notebook("%matplotlib inline\n!ls\n" + text.decode()) for text in TEXTS]
FRAMES = st.one_of(
    mutated(valid_frames()), st.binary(max_size=200), st.builds(lambda run: wire.frame(wire.CallReply([run]))[4:], RUNS)
)
EXERCISES = st.sampled_from(NUMBERS)
COMPARED = st.one_of(
    st.floats(), st.text(max_size=3), st.none(), st.booleans(), arrays().filter(lambda a: a.dtype.kind in "biuf"),
    st.lists(st.floats(), max_size=3).map(tuple), st.dictionaries(st.sampled_from("ab"), st.floats(), max_size=2),
    st.integers(0, len(expected_values()) - 1).map(lambda place: expected_values()[place]),
)  # fmt: skip

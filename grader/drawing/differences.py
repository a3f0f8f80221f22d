"""Arrays that came out wrong: got, expected and the difference as colours on one scale; where the shapes differ, the shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader import wire
from grader.drawing.data import Array, Boxes, FigureData, Heat
from grader.exercise.view import View
from grader.judging.judge import judge_case
from grader.judging.questions import Question, Sheet
from grader.report import Outcome
from grader.sandbox.session import Session

MOST_PICTURES = 8  # of one exercise
MOST_ENTRIES = 10_000  # of one array
DEEPEST = 3  # tuples, lists and dicts in one another


def arrays_that_failed(sheet: Sheet, session: Session) -> Iterator[tuple[View, FigureData]]:
    """The first wrong array of each target, and how it is drawn."""
    left = MOST_PICTURES
    for questions in sheet.questions.values():
        found = next(filter(None, (_wrong_array(question, session) for question in questions)), None)
        if found is not None:
            yield found
            left -= 1
        if not left:
            return


def _wrong_array(question: Question, session: Session) -> tuple[View, FigureData] | None:
    result = judge_case(question, session.ask(question.call, question.target.seconds))
    if result.verdict.outcome is not Outcome.FAILED or result.output is None:
        return None
    try:
        value = wire.revive(result.output)
    except wire.WireError:
        return None
    title = f"{question.target.name}, {question.case.name}"
    names = question.target.parts or ()
    for part, got, expected in _pairs(value, question.expected, names):
        if (drawn := _compared(f"{title}{part and ': ' + part}", got, expected)) is not None:
            return drawn
    return None


def _pairs(got: Any, expected: Any, names: tuple[str, ...] = (), depth: int = 0) -> Iterator[tuple[str, Array, Array]]:
    """(name of the part, got, expected) of every two arrays that stand in the same place."""
    if isinstance(got, np.ndarray) and isinstance(expected, np.ndarray):
        if got.dtype.kind in "biuf" and expected.dtype.kind in "biuf":
            yield "", got.astype(float), expected.astype(float)
        return
    if depth == DEEPEST:
        return
    for name, one, other in _places(got, expected, names):
        for part, have, want in _pairs(one, other, (), depth + 1):
            yield f"{name}{part and ', ' + part}", have, want


def _places(got: Any, expected: Any, names: tuple[str, ...]) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(got, Mapping) and isinstance(expected, Mapping):
        yield from ((str(key), got[key], expected[key]) for key in expected if key in got)
    elif isinstance(got, (tuple, list)) and isinstance(expected, (tuple, list)):
        for place, (one, other) in enumerate(zip(got, expected, strict=False)):
            yield names[place] if place < len(names) else f"part {place}", one, other


def _compared(title: str, got: Array, expected: Array) -> tuple[View, FigureData] | None:
    """None where the two agree, or are too large to be seen."""
    if got.shape != expected.shape:
        says = f"{title}: the shape that came over the one that is expected, the last axis on the right."
        rows = [("got", got.shape), ("expected", expected.shape)]
        return (View(title, "boxes", "", says=says), Boxes(rows)) if max(got.ndim, expected.ndim) <= 6 else None
    if got.ndim == 0 or not 0 < got.size <= MOST_ENTRIES or np.allclose(got, expected, 1e-6, 1e-9, equal_nan=True):
        return None
    where, got, expected = _plane(got, expected)
    says = f"{title}{where}: what came, what is expected, and the difference, on one scale."
    view = View(f"{title}{where}", "heat", "", x="column", y="row", says=says)
    return view, Heat({"got": got, "expected": expected, "got - expected": got - expected})


def _plane(got: Array, expected: Array) -> tuple[str, Array, Array]:
    """Of more than two axes the last two, where the difference is largest."""
    if got.ndim <= 2:
        return "", np.atleast_2d(got), np.atleast_2d(expected)
    off = np.nan_to_num(np.abs(got - expected), nan=np.inf)
    place = tuple(int(at) for at in np.unravel_index(np.argmax(off), off.shape)[:-2])
    return f" at [{', '.join(map(str, place))}]", got[place], expected[place]

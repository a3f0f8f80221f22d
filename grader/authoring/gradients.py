"""Does finite differencing agree with the reference, and does the worked solution's forward pass with its backward pass?"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator
from typing import Any

import numpy as np

from grader.exercise.catalogue import owners
from grader.exercise.entry import Entry, names_in
from grader.exercise.spec import Exercise, Raises, Slope
from grader.grade import Grader
from grader.judging import evidence
from grader.judging.questions import Question, Sheet
from grader.pairs.own_forward import ask_both
from grader.sandbox.session import Session
from grader.submissions.submission import Source

FD_TOLERANCE = 1e-6


def slope_findings(question: Question) -> Iterator[str]:
    """Entries of a reference gradient that finite differences contradict."""
    declared = question.target.slope
    if declared is None or isinstance(question.expected, Raises) or question.case.kind not in ("plain", "int"):
        return
    for part, name, gradient in _gradients(declared, question):
        for index in np.ndindex(np.shape(gradient)):
            right = float(np.asarray(gradient)[index])
            slope = evidence.measure_slope(declared, question.inputs, name, index)
            if slope.kink:
                yield _of_case(
                    question,
                    f"{part or name}{list(index)} stands on a kink or a tie: move the input away, or mark it as meant",
                )
            elif not abs(right - slope.value) <= FD_TOLERANCE * max(1.0, abs(slope.value)) + slope.error:
                yield _of_case(
                    question,
                    f"the reference gives {part or name}{list(index)} = {right:.9g}, differences {slope.value:.9g}",
                )


def _gradients(declared: Slope, question: Question) -> Iterator[tuple[str, str, Any]]:
    expected = question.expected
    for part, name in declared.by_part.items():
        if not part:
            yield part, name, expected
            continue
        first, *keys = part.split(".")
        output = expected if isinstance(expected, dict) else expected[question.target.parts.index(first)]
        keys = [part] if isinstance(expected, dict) else keys
        with contextlib.suppress(KeyError):  # the keys of a dict may differ from case to case
            yield part, name, functools.reduce(dict.__getitem__, keys, output)


def _of_case(question: Question, sentence: str) -> str:
    return f"{question.target.name}, case {question.case.name!r}: {sentence}"


def own_findings(entry: Entry, sheet: Sheet, grader: Grader) -> Iterator[str]:
    """Targets whose own forward pass, as it is declared, cannot be asked of the solution, or has other slopes than its gradient.

    A forward pass may be that of another exercise, which a solution does not hold.
    """
    for questions in sheet.questions.values():
        question = next((one for one in questions if one.case.kind == "plain" and one.target.own), None)
        if question and (finding := _own_finding(entry, question, grader)):
            yield _of_case(question, f"own: {finding}")


def _own_finding(entry: Entry, question: Question, grader: Grader) -> str:
    session = Session(grader.workers, Source(entry.file_name, entry.solution.read_bytes()), grader.clock)
    pair = question.target.own.pair if question.target.own else None
    if pair and pair.forward not in names_in(entry.solution.read_text(encoding="utf-8")) and pair.forward in owners():
        return ""
    session.begin(entry.probe)
    try:
        report, _ = ask_both(question, session)
    except Exception as error:  # a declaration may hold anything
        return f"the solution's forward pass cannot be asked, {type(error).__name__}: {error}"
    finally:
        session.close()
    return (
        "" if report.verdict != "disagree" else "the solution's gradient is not that of the forward pass that is named"
    )


def hiding_findings(question: Question, exercise: Exercise) -> Iterator[str]:
    """Inputs on which a mistake cannot be seen: all sizes equal, an upstream gradient of ones."""
    if question.case.name in exercise.meant or question.case.kind != "plain":
        return
    shapes = [np.shape(value) for value in question.inputs.values() if isinstance(value, np.ndarray)]
    lengths = {length for shape in shapes for length in shape}
    if any(len(shape) > 1 for shape in shapes) and len(lengths) == 1:
        yield _of_case(
            question,
            f"every axis has length {lengths.pop()}, which hides a transpose; or say in `meant` why it must be so",
        )
    for name in {"dz", "dout"} & set(question.inputs):
        if np.ndim(question.inputs[name]) and np.all(np.asarray(question.inputs[name]) == 1):
            yield _of_case(question, f"{name} is all ones, which hides a forgotten upstream gradient")

"""Does what a declaration says of a target hold for its own reference: its parts, its laws, the parameters of its wrong versions?"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from grader.authoring.rehearsal import takes
from grader.exercise.declaration import Property, Raises
from grader.judging.questions import Question, in_order, outcome_of


def law_findings(question: Question) -> Iterator[str]:
    """Parts that the right output does not have, and laws that it breaks or that cannot be asked."""
    target, expected = question.target, question.expected
    where = f"{target.name}, case {question.case.name!r}"
    if isinstance(expected, Raises):
        return
    if target.parts and question.case.kind != "state" and not _has_parts(expected, target.parts):
        yield f"{where}: parts names {len(target.parts)} values, the reference returns {_what(expected)}"
    for law in target.properties:
        if question.case.kind in law.kinds:
            yield from (f"{where}, the law {law.text!r}: {sentence}" for sentence in _broken_law(question, law))


def _has_parts(expected: Any, parts: Sequence[str]) -> bool:
    if isinstance(expected, dict):
        return bool({part.partition(".")[0] for part in parts} & set(expected))
    return isinstance(expected, (tuple, list)) and len(expected) >= len({part.partition(".")[0] for part in parts})


def _what(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of {len(value)}"
    return f"one {type(value).__name__}"


def _broken_law(question: Question, law: Property) -> Iterator[str]:
    outputs = [question.expected]
    if law.again is not None:
        outputs.append(
            outcome_of(
                question.target.reference, in_order(question.target, law.again(**copy.deepcopy(question.inputs)))
            )
        )
    with np.errstate(all="ignore"):
        try:
            sentence = law.holds(*outputs, **copy.deepcopy(question.inputs))
        except Exception as error:
            yield f"it cannot be asked, {type(error).__name__}: {error}"
            return
    if sentence is not None:
        yield f"the reference breaks it: {sentence}"


def parameter_finding(version: Any, questions: Sequence[Question]) -> str:
    """Why a wrong version can be played on no case: it takes other inputs than the cases give. Empty where it can on one."""
    if not questions or any(takes(version, question) for question in questions):
        return ""
    try:
        parameters = ", ".join(inspect.signature(version).parameters)
    except (TypeError, ValueError):
        return ""
    return f"takes ({parameters}), and the cases give ({', '.join(questions[0].inputs)}): no case can be played"

"""Wrong versions played as submissions, without a worker: what would the judge say, and the diagnosis name?"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from grader import wire
from grader.exercise.spec import Constant, Exercise, Mistake, Raises, Seen, Target
from grader.judging import diagnosis
from grader.judging.constants import read_constant
from grader.judging.judge import CaseResult, judge_case
from grader.judging.questions import Question, outcome_of
from grader.judging.settling import settle_target
from grader.report import NamedMistake, Outcome
from grader.sandbox.observation import Observation


def takes(version: Callable[..., Any], question: Question) -> bool:
    """Whether the wrong version applies to this case: its parameters are the case's inputs."""
    try:
        inspect.signature(version).bind(**question.inputs)
    except (TypeError, ValueError):
        return False
    return True


def play(questions: list[Question], version: Callable[..., Any], row: Mistake, part: str | None) -> list[CaseResult]:
    """The verdicts on a submission that is right but for this wrong version."""
    results = []
    for question in questions:
        concerned = question.case.name in row.on if row.on else takes(version, question)
        output = outcome_of(version, question.inputs) if concerned else _right(question)
        if part is not None and concerned and not isinstance(output, Exception):
            output = with_part(question, output, part)
        results.append(judge_case(question, observe(question, output)))
    return settle_target(results)


def _right(question: Question) -> Any:
    expected = question.expected
    return expected.type("expected") if isinstance(expected, Raises) else expected


def with_part(question: Question, wrong: Any, part: str) -> Any:
    """The expected output with one part replaced."""
    expected = question.expected
    if question.case.kind == "state" or isinstance(expected, Raises):
        return _right(question)
    if isinstance(expected, dict):
        return {**expected, part: wrong}
    place = question.target.parts.index(part)
    return tuple(wrong if i == place else value for i, value in enumerate(expected))


def observe(question: Question, output: Any) -> Observation:
    """The observation that a worker would have sent for this output; TimeoutError stands for no answer in time."""
    if isinstance(output, TimeoutError):
        return Observation((), Outcome.TIMED_OUT, "no answer")
    if isinstance(output, Exception):
        names = [cls.__name__ for cls in type(output).__mro__]
        return Observation((wire.Raised(names, str(output), []),))
    if question.target.keeps and question.case.kind != "state":
        output = (output, {name: right(**question.inputs) for name, right in question.target.keeps.items()})
    returned = wire.Returned(wire.describe(output), question.sent)
    return Observation((returned,) * question.case.runs)


def names_given(
    exercise: Exercise, target: Target, results: list[CaseResult], names: frozenset[str]
) -> list[NamedMistake]:
    """The names that a wrong version's submission was given as mistakes, in the order of the report."""
    return diagnosis.recognise(diagnosis.TargetDiagnosis(exercise, target, results, names))


def version_of(variant: Any) -> Callable[..., Any] | None:
    """The function that plays a variant; None for a condition without an example."""
    if isinstance(variant, Seen):
        return variant.example
    version: Callable[..., Any] = variant
    return version


def constant_names(exercise: Exercise, constant: Constant, wrong: dict[str, Any]) -> tuple[list[NamedMistake], bool]:
    """The mistakes named for a constant that is right but for `wrong`, and whether any key counts as wrong."""
    described = wire.describe({**constant.answers, **wrong})
    assert isinstance(described, wire.Mapping)
    reading = read_constant(constant, Observation((wire.Returned(described, []),)))
    caught = any(verdict.outcome is not Outcome.PASSED for verdict in reading.verdicts.values())
    return diagnosis.in_constant(exercise, constant, reading.given, reading.verdicts), caught

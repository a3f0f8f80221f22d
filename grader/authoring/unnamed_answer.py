"""A submission -> the first target that is wrong in it without a name, and the row that would name it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader import wire
from grader.authoring.answer_text import AnswerText, NoAnswer, VersionCall, answer_text, version_text
from grader.authoring.mistake_row import MistakeRow
from grader.exercise.catalogue import Entry
from grader.exercise.declaration import Constant, Target
from grader.grade import Grader, ask_all
from grader.judging import diagnosis
from grader.judging.judge import CaseResult
from grader.judging.questions import Question
from grader.judging.settling import settle_target
from grader.report import Outcome
from grader.sandbox.session import Session
from grader.submissions.submission import Source
from grader.worker.source import UnreadableSource, cells

NO_ANSWER = (Outcome.TIMED_OUT, Outcome.ENDED, Outcome.MISSING, Outcome.BROKEN)


@dataclass(frozen=True)
class WrongTarget:
    """A target of which something is wrong: `names` are the mistakes that it is given, none where nobody foresaw it."""

    target: Target | Constant
    names: tuple[str, ...]
    results: tuple[CaseResult, ...] = ()
    wrong_values: tuple[tuple[str, Any], ...] = ()  # of a constant

    @property
    def name(self) -> str:
        return self.target.name


def wrong_targets(entry: Entry, source: Source, grader: Grader) -> list[WrongTarget]:
    """All targets of which something is wrong. Raises NoAnswer, CatalogueError, BrokenReference, SandboxError."""
    session = Session(grader.workers, source, grader.clock)
    try:
        scanned = session.scan()
        if scanned.problem:
            raise NoAnswer(scanned.problem)
        session.begin(entry.probe)
        sheet = grader.sheets.of(entry)
        results, readings = ask_all(sheet, session)
    finally:
        session.close()
    found = []
    for target in sheet.exercise.targets:
        if isinstance(target, Target):
            settled = settle_target(results[target.name])
            named = diagnosis.recognise(
                diagnosis.TargetDiagnosis(sheet.exercise, target, settled, frozenset(scanned.names))
            )
            found.append(WrongTarget(target, tuple(one.slug for one in named), tuple(settled)))
        elif isinstance(target, Constant):
            reading = readings[target.name]
            named = diagnosis.in_constant(sheet.exercise, target, reading.given, reading.verdicts)
            wrong = [
                key for key, one in reading.verdicts.items() if one.outcome is Outcome.FAILED and reading.given.get(key)
            ]
            values = tuple((key, wire.revive(reading.given.get(key) or wire.Nothing())) for key in wrong)
            found.append(WrongTarget(target, tuple(one.slug for one in named), (), values))
    return [one for one in found if one.wrong_values or any(map(_is_wrong, one.results))]


def _is_wrong(result: CaseResult) -> bool:
    return result.verdict.outcome is not Outcome.PASSED


# -------------------------------------------------------------------------------------------------------------------- the row


def row_for(wrong: WrongTarget, source: Source, slug: str, advice: str) -> tuple[MistakeRow, str, str]:
    """The row, the text of its version ("" where the row holds it), and why that must not be run as it is. Raises NoAnswer."""
    if isinstance(wrong.target, Constant):
        return MistakeRow(slug, advice, wrong.name, {"": repr(dict(wrong.wrong_values))}), "", ""
    wrong_cases = [one for one in wrong.results if _is_wrong(one)]
    if any(one.verdict.outcome in NO_ANSWER for one in wrong_cases):
        raise NoAnswer(f"{wrong.name} gives no answer in some cases, so no version of it can be compared")
    if all(one.value_right for one in wrong_cases):
        raise NoAnswer(f"the values of {wrong.name} are right; what is wrong beside them is no row of a declaration")
    first = next(one for one in wrong_cases if not one.value_right).question
    call = call_of(first)
    answer = _answer(source, wrong.name.partition(".")[0])
    parts = _wrong_parts(wrong, first)
    versions = {part: f"lambda {call.head}: {slug}({call.head}){place}" for part, place in parts.items()} or {"": slug}
    plain = any(one.question.case.kind == "plain" and not one.value_right for one in wrong.results)
    tag = "" if plain or first.case.kind == "plain" else first.case.kind
    return MistakeRow(slug, advice, wrong.name, versions, tag), version_text(slug, answer, call), answer.problem


def _answer(source: Source, name: str) -> AnswerText:
    try:
        return answer_text("\n".join(cell.source for cell in cells(source.name, source.content)), name)
    except UnreadableSource as error:
        raise NoAnswer(str(error)) from None


def call_of(question: Question) -> VersionCall:
    """How a case hands its inputs to what is graded, as parameters of a version."""
    target, inputs = question.target, question.inputs
    if question.call.probe:
        keeps = bool(target.keeps) and question.case.kind != "state"
        return VersionCall(target.name, tuple(inputs), False, question.call.probe, keeps)
    optional = {p.name for p in target.parameters if p.default is not inspect.Parameter.empty}
    return VersionCall(target.name, tuple(name for name in inputs if name not in optional), bool(optional))


def _wrong_parts(wrong: WrongTarget, question: Question) -> dict[str, str]:
    """The parts that are wrong, each with how it is taken out of the output; none where the whole is, or where it has no parts."""
    target = wrong.target
    if not isinstance(target, Target) or question.case.kind == "state":
        return {}
    parts = list(diagnosis.wrong_parts(target, list(wrong.results)))
    if len(parts) == len(target.parts) or not all(_has_parts(one, target) for one in wrong.results):
        return {}
    by_key = isinstance(question.expected, dict)
    return {part: f'["{part}"]' if by_key else f"[{target.parts.index(part)}]" for part in parts}


def _has_parts(result: CaseResult, target: Target) -> bool:
    """The output is made of the parts that are asked for."""
    value = result.output
    if result.question.case.kind == "state":
        return True
    return isinstance(value, wire.Mapping) or (isinstance(value, wire.Items) and len(value.items) == len(target.parts))


def names_in_table(wrongs: list[WrongTarget]) -> Iterator[str]:
    """Such as "swapped in MultiplyGate.backward"."""
    yield from (f"{' and '.join(one.names)} in {one.name}" for one in wrongs if one.names)

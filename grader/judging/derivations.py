"""Judging derivations: each waypoint is a case, and the first wrong step gets its name."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from grader import wire
from grader.derivation.steps.results import DerivationResult, StepOutcome, StepResult, WaypointResult
from grader.derivation.unreadable import MAX_TEXT
from grader.exercise.catalogue import DERIVATION
from grader.exercise.spec import Derivation
from grader.judging.compare import value_text
from grader.judging.constants import verdict_without_dict
from grader.judging.questions import Sheet
from grader.report import NamedMistake, Outcome, Verdict
from grader.sandbox.observation import Observation


class DerivationReading(msgspec.Struct, frozen=True):
    """One derivation as it was found: a verdict for each waypoint, and the lines where there are any."""

    verdicts: tuple[Verdict, ...]
    result: DerivationResult | None = None
    mistakes: tuple[NamedMistake, ...] = ()


def read_derivations(sheet: Sheet, observation: Observation) -> dict[str, DerivationReading]:
    """What was found of every derivation of an exercise, by the target's name."""
    return {target.name: _read(sheet, target, observation) for target in sheet.derivations}


def _read(sheet: Sheet, target: Derivation, observation: Observation) -> DerivationReading:
    first = observation.first
    if not isinstance(first, wire.Returned) or not isinstance(first.value, wire.Mapping):
        return _all_alike(target, verdict_without_dict(DERIVATION, "a dict of texts", observation))
    given = first.value.get(target.key)
    if given is None or isinstance(given, wire.Nothing):
        return _all_alike(target, Verdict("", Outcome.MISSING, "not started"))
    if not isinstance(given, wire.Items) or not all(isinstance(line, wire.Text) for line in given.items):
        reason = "a text is expected, one expression on each line"
        return _all_alike(target, Verdict("", Outcome.FAILED, reason, got=value_text(given), expected="a text"))
    return _grade(sheet, target, "\n".join(line.value for line in given.items if isinstance(line, wire.Text)))


def _all_alike(target: Derivation, verdict: Verdict) -> DerivationReading:
    return DerivationReading(tuple(replace(verdict, name=waypoint.words) for waypoint in target.waypoints))


def _grade(sheet: Sheet, target: Derivation, text: str) -> DerivationReading:
    if len(text) <= MAX_TEXT and not any(line.partition("#")[0].strip() for line in text.split("\n")):
        return _all_alike(target, Verdict("", Outcome.MISSING, "not started"))
    from grader.derivation.problem import prepare_derivation  # for speed: only a derivation that was begun needs it
    from grader.derivation.steps.checker import grade_derivation

    if target.key not in sheet.prepared:
        sheet.prepared[target.key] = prepare_derivation(target.problem, sheet.seed)
    result = grade_derivation(sheet.prepared[target.key], text)
    verdicts = tuple(_verdict(waypoint, result) for waypoint in result.waypoints)
    slip = result.slip
    mistakes = (NamedMistake(target.name, slip.slug, slip.advice),) if slip else ()
    return DerivationReading(verdicts, result, mistakes)


def _verdict(waypoint: WaypointResult, result: DerivationResult) -> Verdict:
    if waypoint.line:
        return Verdict(waypoint.words, Outcome.PASSED, where=f"line {waypoint.line}")
    if result.problem:
        return Verdict(waypoint.words, Outcome.FAILED, result.problem)
    fault = next((step for step in result.steps if step.outcome in (StepOutcome.WRONG, StepOutcome.UNREADABLE)), None)
    if fault is None:
        needs = f": {waypoint.needs}" if waypoint.needs else ""
        return Verdict(waypoint.words, Outcome.FAILED, f"every line follows, but none has this form yet{needs}")
    return _of_step(waypoint, fault)


def _of_step(waypoint: WaypointResult, step: StepResult) -> Verdict:
    where, shown = f"line {step.number}", step.values
    if step.outcome is StepOutcome.UNREADABLE:
        return Verdict(waypoint.words, Outcome.FAILED, f"line {step.number} cannot be read: {step.reason}", where)
    if shown is None:
        return Verdict(waypoint.words, Outcome.FAILED, "this line does not follow from the line before", where)
    reason = f"this line does not follow from the line before; both values at {shown.point}"
    return Verdict(waypoint.words, Outcome.FAILED, reason, where, shown.got, shown.before)

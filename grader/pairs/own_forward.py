"""A wrong gradient beside the slopes of the learner's *own* forward pass: two oracles, one table.

    gradient and own slopes   gradient and reference   what is said
    agree                     differ                   the gradient is right; the forward pass is what differs
    differ                    agree                    the gradient is the task's; the loss that is returned is another one
    differ                    differ                   nothing: the slope beside the verdict says it
    agree                     agree                    nothing, unless it was handed another cache than the forward pass keeps

Asked once for each target that has a wrong case, in a worker of its own; it changes no outcome and no mark, and where anything goes
wrong on the way nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from msgspec.structs import replace

from grader import wire
from grader.exercise.pair import CACHE, OwnForward
from grader.exercise.spec import Slope
from grader.gradcheck import GradientReport, check_batched
from grader.judging.judge import CaseResult
from grader.judging.questions import Question
from grader.judging.room import Room, room_beside
from grader.pairs.remote import BATCH_RUNS, LearnerError, RemotePair, WorkerLost, is_real, nest, refuse_large
from grader.report import Outcome
from grader.sandbox.session import Session

Point = Mapping[str, Any]
SAME, DIFFERENT = 1e-6, 1e-3
LEAST = 1_000  # entries that an answer at one point may have: hundreds of points are asked, and all answers are kept


class ForwardBackward(Protocol):
    """Both passes at many points, as `check_batched` asks for them."""

    def evaluate(self, points: Sequence[Point]) -> list[Any]: ...

    def gradients(self, requests: Sequence[tuple[Any, Point]]) -> list[Any]: ...


@dataclass
class LossTarget:
    """A target that returns its loss beside the gradients: the first part is the forward pass."""

    session: Session
    question: Question
    wrt: Mapping[str, str]
    room: Room

    def evaluate(self, points: Sequence[Point]) -> list[Any]:
        return [run if isinstance(run, Exception) else run[0] for run in self._ask(points)]

    def gradients(self, requests: Sequence[tuple[Any, Point]]) -> list[Any]:
        runs = self._ask([point for _, point in requests])
        return [run if isinstance(run, Exception) else self._gradients(run) for run in runs]

    def _gradients(self, output: Any) -> dict[str, Any]:
        return {name: part_values(self.question, output, part) for part, name in self.wrt.items()}

    def _ask(self, points: Sequence[Point]) -> list[Any]:
        """What the target returns at each point, in batches."""
        call, outputs = self.question.call, []
        described = [wire.describe_inputs(nest(point)) for point in points]
        for start in range(0, len(points), BATCH_RUNS):
            runs = described[start : start + BATCH_RUNS]
            observation = self.session.ask(wire.Call(call.target, call.probe, runs, call.keywords))
            if len(observation.runs) != len(runs):
                raise WorkerLost(observation.reason)
            refuse_large(observation, self.room)
            outputs += [self._output(run) for run in observation.runs]
        return outputs

    def _output(self, run: wire.Returned | wire.Raised) -> Any:
        if isinstance(run, wire.Raised):
            return LearnerError(run)
        output = wire.revive(run.value)
        return output[0] if self.question.target.keeps else output


def remark(results: Mapping[str, list[CaseResult]], session: Session) -> dict[str, list[CaseResult]]:
    """The verdicts, with a sentence in the reason of the first wrong case of each target that declares its own forward pass."""
    return {name: _remark_case(found, session) for name, found in results.items()}


def _remark_case(found: list[CaseResult], session: Session) -> list[CaseResult]:
    place = next((place for place, one in enumerate(found) if _is_wrong(one)), None)
    lost = any(one.verdict.outcome in (Outcome.TIMED_OUT, Outcome.ENDED) for one in found)
    if place is None or lost:
        return found
    said = oracle_sentence(found[place].question, session)
    if said is None:
        return found
    verdict = found[place].verdict
    reason = f"{verdict.reason}; {said}" if verdict.reason else said
    return [*found[:place], replace(found[place], verdict=replace(verdict, reason=reason)), *found[place + 1 :]]


def _is_wrong(one: CaseResult) -> bool:
    """An ordinary case whose numbers are wrong, of a target that declares its own forward pass."""
    question, outcome = one.question, one.verdict.outcome
    if question.target.own is None or question.case.kind != "plain" or outcome is not Outcome.FAILED:
        return False
    return bool(one.differences) and all(d.kind in ("number", "non-finite") for d in one.differences)


def oracle_sentence(question: Question, session: Session) -> str | None:
    """What the two oracles together say of a wrong case; None where they say nothing that is certain."""
    own = question.target.own
    names = session.scanned.names if session.scanned else []
    if own is None or (own.pair is not None and own.pair.forward not in names):
        return None
    try:
        report, gap = ask_both(question, session)
    except Exception:  # whatever the learner's code does here: a remark must never cost a verdict
        return None
    finally:
        session.close()
    return _words(question, report, gap)


def ask_both(question: Question, session: Session) -> tuple[GradientReport, float]:
    """The learner's gradient beside the slopes of their own forward pass, and how far it is from the reference, as a part of it.

    Raises whatever an answer or a declaration of another form leads to.
    """
    own, slope = question.target.own, question.target.slope
    if own is None or slope is None:
        raise ValueError(f"{question.target.name} declares no forward pass of its own")
    point, wrt = _point(question, own, slope)
    room = room_beside(question.extent, question.sent, LEAST)
    sides: ForwardBackward = (
        RemotePair(session, own.pair, room=room) if own.pair else LossTarget(session, question, wrt, room)
    )
    upstream = question.inputs[own.upstream] if own.upstream else 1.0
    report = check_batched(sides.evaluate, sides.gradients, point, wrt=list(wrt.values()), upstream=upstream)
    wanted = {name: part_values(question, question.expected, part) for part, name in wrt.items()}
    return report, max(_gap(report.block(name).returned, gradient) for name, gradient in wanted.items())


def _point(question: Question, own: OwnForward, slope: Slope) -> tuple[dict[str, Any], dict[str, str]]:
    """Where the forward pass is asked, as a flat dict, and the inputs of the parts that are gradients there."""
    arguments = slope.at(**question.inputs) if slope.at and own.pair else question.inputs
    names = own.pair.names if own.pair else tuple(question.inputs)
    point = flat({name: arguments[name] for name in names})
    return point, {part: name for part, name in slope.by_part.items() if name in point and is_real(point[name])}


def flat(arguments: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """A dict within the arguments is written out: {"p": {"W": 1}} -> {"p.W": 1}."""
    parts: dict[str, Any] = {}
    for name, value in arguments.items():
        parts |= flat(value, f"{before}{name}.") if isinstance(value, dict) else {f"{before}{name}": value}
    return parts


def part_values(question: Question, output: Any, part: str) -> Any:
    """A part of an output by its name: "dx", or "grads.W" for the entry W of the part grads; "" is the whole output."""
    for name in filter(None, part.split(".")):
        output = output[name] if isinstance(output, Mapping) else output[question.target.parts.index(name)]
    return output


def _gap(given: Any, expected: Any) -> float:
    """How far two gradients are apart, as a part of the larger one."""
    size = max(float(np.max(np.abs(given))), float(np.max(np.abs(expected))), 1e-300)
    return float(np.max(np.abs(given - expected))) / size


def _words(question: Question, report: GradientReport, gap: float) -> str | None:
    """The row of the table; gap is how far the gradient is from the reference: SAME and DIFFERENT leave room for arithmetic."""
    own, agrees = question.target.own, report.passed and report.verdict in ("agree", "precision")
    if own is None or own.pair is None:
        value = f"the {question.target.parts[0]}"
        if agrees and gap > DIFFERENT:
            return f"your gradient is right for {value} that you return: it is {value} that differs from the task"
        if gap < SAME and report.verdict == "disagree":
            return f"your gradient is the task's, but not that of {value} that you return"
        return None
    forward = own.pair.forward_name
    if agrees and gap > DIFFERENT:
        return f"your gradient is right for your own {forward}: it is {forward} that differs from the task"
    if agrees and gap < SAME and CACHE in own.pair.arguments:
        return (
            f"after your own {forward} the gradient is right: it expects another cache than the one that is handed over"
        )
    return None

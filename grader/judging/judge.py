"""Values x reference -> verdicts. Everything that decides a mark happens here, in the judge's own process, on fresh base-class arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
import numpy as np
from msgspec.structs import replace

from grader import wire
from grader.exercise.spec import Raises, Tolerance
from grader.judging import evidence
from grader.judging.compare import Difference, Rules, differences, value_text
from grader.judging.containers import in_expected_containers
from grader.judging.questions import Question
from grader.report import NOT_ANSWERED, Outcome, Verdict
from grader.sandbox.observation import Observation
from grader.text.cleaning import bound
from grader.text.numbers import index_text


class CaseResult(msgspec.Struct, frozen=True):
    """A verdict with what the diagnosis needs: the output, its differences, and whether only the *value* is right."""

    question: Question
    observation: Observation
    verdict: Verdict
    output: wire.Value | None = None
    differences: tuple[Difference, ...] = ()
    value_right: bool = False
    faults: frozenset[str] = msgspec.field(default_factory=frozenset)  # "mutates_input", "second_call_differs"

    @property
    def raised(self) -> wire.Raised | None:
        first = self.observation.first
        return first if isinstance(first, wire.Raised) else None


OTHER_COUNT = "the number of values returned is not the one that the docstring names"
MOST_KNOWN, MOST_KNOWN_BYTES = (
    64,
    1 << 15,
)  # replies to one question that are kept for a class: nobody can fill the memory with theirs
FAR_TOO_LARGE = "far larger than anything that is asked for; return just that"
LONGEST_SENTENCE = 300  # of a law, which may quote the learner's value


def judge_case(question: Question, observation: Observation) -> CaseResult:
    """The verdict on one case. In a class many give the same answer, byte for byte; it is judged once."""
    known: dict[bytes, CaseResult] = question.results
    if observation.reply in known:
        return known[observation.reply]
    result = _judge_case(question, observation)
    if observation.reply and _has_room(known, observation.reply):
        known[observation.reply] = result
        question.observations[observation.reply] = observation
    return result


def _has_room(known: Mapping[bytes, CaseResult], reply: bytes) -> bool:
    return len(known) < MOST_KNOWN and sum(map(len, known)) + len(reply) <= MOST_KNOWN_BYTES


def _judge_case(question: Question, observation: Observation) -> CaseResult:
    """The verdict on one case."""
    name = question.case.name
    first = observation.first
    if first is None:
        outcome = observation.outcome or Outcome.BROKEN
        return CaseResult(question, observation, Verdict(name, outcome, observation.reason))
    if too_large := [value for value in _values(observation) if not question.room.holds(value)]:
        return _judge_too_large(question, too_large[0])
    if isinstance(first, wire.Raised):
        return _judge_exception(question, observation, first)
    if isinstance(question.expected, Raises):
        wanted = question.expected.type.__name__
        verdict = Verdict(name, Outcome.FAILED, f"{wanted} is expected", None, value_text(first.value), wanted)
        return CaseResult(question, observation, verdict, first.value)
    return _judge_value(question, observation, first)


def _values(observation: Observation) -> Iterator[wire.Value]:
    """What each run returned."""
    return (run.value for run in observation.runs if isinstance(run, wire.Returned))


def _judge_too_large(question: Question, value: wire.Value) -> CaseResult:
    """Nothing of the answer is kept, nor looked at."""
    got = (
        "the answer" if question.call.probe else value_text(value)
    )  # what a probe gathered is not what the learner returned
    reason = f"{got} is {FAR_TOO_LARGE}"
    verdict = Verdict(question.case.name, Outcome.FAILED, reason)
    return CaseResult(question, Observation((), Outcome.FAILED, reason), verdict)


def _judge_exception(question: Question, observation: Observation, error: wire.Raised) -> CaseResult:
    name, expected = question.case.name, question.expected
    if isinstance(expected, Raises) and expected.type.__name__ in error.types:
        return CaseResult(question, observation, Verdict(name, Outcome.PASSED), value_right=True)
    if error.types[0] == "NotDefined":
        return CaseResult(question, observation, Verdict(name, Outcome.MISSING, f"{error.text} is not defined"))
    if error.types[0] == "SystemExit":
        return CaseResult(
            question, observation, Verdict(name, Outcome.ENDED, "the code ended the program (SystemExit)")
        )
    wanted = expected.type.__name__ if isinstance(expected, Raises) else None
    verdict = Verdict(
        name, Outcome.RAISED, exception_text(error), None, error.types[0], wanted, frames=tuple(error.frames)
    )
    return CaseResult(question, observation, verdict)


NO_FILES = (
    "graded code sees no files but the .py files beside it that it imports: write the numbers into the file itself"
)


def exception_text(error: wire.Raised) -> str:
    """An exception in a sentence, and what to do about a file that is not there."""
    kind = error.types[0]
    said = f"{kind}: " in error.text  # of a file that Python cannot read
    text = error.text if said or not error.text else f"{kind}: {error.text}"
    files = "FileNotFoundError" in error.types or ("PermissionError" in error.types and "Errno" in error.text)
    return f"{(text or kind).rstrip('.')}: {NO_FILES}" if files else text or kind


def _judge_value(question: Question, observation: Observation, first: wire.Returned) -> CaseResult:
    try:
        output, beside = _split(question, first.value)
        if is_unanswered(question, output):
            return CaseResult(question, observation, Verdict(question.case.name, Outcome.MISSING, NOT_ANSWERED))
        output, other = in_expected_containers(output, question.expected)
        found = _differences(question, output)
    except wire.WireError as error:
        verdict = Verdict(question.case.name, Outcome.FAILED, f"the answer cannot be read: {error}")
        return CaseResult(question, observation, verdict)
    faults = frozenset(_faults(question, observation, first, output))
    right = not found
    kept = _check_kept(question, beside) if right else None
    law = evidence.law_violation(question, observation, output) if right else None
    verdict = Verdict(question.case.name, Outcome.PASSED, note=_note(question, output, other) if right else "")
    if found:
        verdict = _failure(question, found[0], output, observation)
    elif kept or law or faults:
        reason = kept or law or "; ".join(_fault_words(question, fault, first) for fault in sorted(faults))
        verdict = replace(verdict, outcome=Outcome.FAILED, reason=reason)
    return CaseResult(question, observation, verdict, output, tuple(found), right and not kept and not law, faults)


def is_unanswered(question: Question, output: wire.Value) -> bool:
    """The target says that this output stands for no answer at all; one of a form that it does not foresee is an answer."""
    unanswered = question.target.unanswered
    if isinstance(unanswered, Mapping):
        unanswered = unanswered.get(question.case.name)
    try:
        return unanswered is not None and bool(unanswered(wire.revive(output)))
    except Exception:
        return False


def _split(question: Question, value: wire.Value) -> tuple[wire.Value, wire.Value | None]:
    """The output, and what the probe returned beside it (where the target keeps something)."""
    if not question.target.keeps or question.case.kind == "state":
        return value, None
    if isinstance(value, wire.Items) and len(value.items) == 2 and isinstance(value.items[1], wire.Mapping):
        return value.items[0], value.items[1]
    raise wire.WireError("the probe's answer has another form")


def _differences(question: Question, output: wire.Value) -> list[Difference]:
    law = question.target.law(question.case)
    # What a probe makes of the learner's results has a form of its own; None is what the learner returned.
    if isinstance(output, wire.Nothing) and (law or (question.call.probe and question.expected is not None)):
        return [Difference("none", "None where a result is expected", "", "")]
    if law is None:
        found = list(differences(output, question.expected, question.rules))
        return [_in_words_of_the_exercise(one) for one in found] if question.call.probe else found
    try:
        with np.errstate(all="ignore"):
            sentence = law(wire.revive(output), **question.inputs)
    except Exception as error:  # an output of a form that the law does not foresee is the learner's, not ours
        sentence = f"the result has another form than asked for ({type(error).__name__})"
    given = "" if question.call.probe else value_text(output)  # what a probe gathered is not what the learner returned
    return [Difference("law", bound(sentence, LONGEST_SENTENCE), given, "")] if sentence else []


def _in_words_of_the_exercise(found: Difference) -> Difference:
    """How many values a probe gathers, and what it calls them, is nothing that a learner has read of."""
    if found.kind != "count" or found.part:
        return found
    return replace(found, reason=OTHER_COUNT, got="", expected="")


def _faults(question: Question, observation: Observation, first: wire.Returned, output: wire.Value) -> list[str]:
    found = []
    if inputs_changed(question, first):
        found.append("mutates_input")
    if len(observation.runs) > 1 and question.case.runs > 1:
        second = observation.runs[1]
        if not (isinstance(second, wire.Returned) and _same_again(second.value, first.value, question.rules)):
            found.append("second_call_differs")
    return found


def _same_again(second: wire.Value, first: wire.Value, rules: Rules) -> bool:
    """Equal but for rounding: what is added up in the order of a set may differ in its last digit from call to call."""
    if wire.same(second, first):
        return True
    try:
        return next(differences(second, wire.revive(first), rules), None) is None
    except (TypeError, ValueError):
        return False


def inputs_changed(question: Question, first: wire.Returned) -> list[str]:
    """The names of the inputs that differ, bit for bit, after the call."""
    names = list(question.call.runs[0])
    pairs = zip(names, question.sent, first.inputs, strict=False)
    return [name for name, before, after in pairs if before != after and name not in question.target.may_change]


def _fault_words(question: Question, fault: str, first: wire.Returned) -> str:
    if fault == "mutates_input":
        return f"the values are right, but the call changes its input {', '.join(inputs_changed(question, first))}"
    return "the values are right, but a second call with the same inputs gives another output"


def _check_kept(question: Question, beside: wire.Value | None) -> str | None:
    """What the probe saw beside the output must be as the target says; a sentence where it is not."""
    if not isinstance(beside, wire.Mapping):
        return None
    for name, wanted in question.target.keeps.items():
        value = beside.get(name)
        rules = Rules(Tolerance(1e-9, 1e-12))
        wrong = next(differences(value or wire.Nothing(), wanted(**question.inputs), rules), None)
        if wrong:
            place = f", {wrong.where}" if wrong.part else index_text(wrong.index)
            return f"{name}{place} is {wrong.got}, expected {wrong.expected}: {question.target.keeps_advice}"
    return None


def _note(question: Question, output: wire.Value, containers: list[str]) -> str:
    say = question.target.note
    try:
        said = bound(say(wire.revive(output), **question.inputs), LONGEST_SENTENCE) if say else ""
    except Exception:  # it does not cover an output of another form
        said = ""
    probed = bool(question.call.probe)  # what a probe gathered is in containers of its own
    other = [] if probed else dict.fromkeys(containers)
    return "; ".join(filter(None, (said, *other, "float32" if "float32" in _dtypes(output) else "")))


def _dtypes(value: wire.Value) -> set[str]:
    if isinstance(value, wire.Items):
        return {dtype for part in value.items for dtype in _dtypes(part)}
    if isinstance(value, wire.Array):
        return {"float32"} if value.dtype == "<f4" else {value.dtype}
    return {value.dtype} if isinstance(value, wire.Number) else set()


def _failure(question: Question, wrong: Difference, output: wire.Value, observation: Observation) -> Verdict:
    slope = evidence.slope_beside(question, wrong)
    reason = wrong.reason
    law = evidence.law_violation(question, observation, output) if wrong.kind in ("number", "non-finite") else None
    if law:
        reason = f"{reason}; {law}" if reason else law
    return Verdict(
        question.case.name,
        Outcome.FAILED,
        reason,
        wrong.where,
        wrong.got or None,
        wrong.expected or None,
        slope.value if slope else None,
        slope.error if slope else None,
    )

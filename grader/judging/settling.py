"""The results of one target together: what is still the stub's, or unfinished in every case, is missing and not wrong."""

from __future__ import annotations

from msgspec.structs import replace

from grader.judging.compare import differences
from grader.judging.judge import CaseResult
from grader.report import Outcome, Verdict

AS_IN_THE_STUB = "still as in the stub"


def settle_target(results: list[CaseResult]) -> list[CaseResult]:
    """The verdicts of one target together: where every case is unfinished, or is still the stub's, each of them is missing."""
    if not results:
        return results
    if all(map(is_unfinished, results)):
        return [_missing(one, "still raises NotImplementedError") for one in results]
    if all(map(_is_stub, results)):
        return [_missing(one, AS_IN_THE_STUB) for one in results]
    return results


def _missing(one: CaseResult, reason: str) -> CaseResult:
    if one.verdict.outcome is Outcome.MISSING:
        return one
    return replace(one, verdict=Verdict(one.verdict.name, Outcome.MISSING, reason), value_right=False)


def _is_stub(one: CaseResult) -> bool:
    """The outcome is what the stub of a repair exercise gives."""
    stub = one.question.target.unstarted
    if stub is None:
        return False
    given = one.question.output_of(stub)
    if isinstance(given, Exception):
        return (
            one.raised is not None and type(given).__name__ in one.raised.types
        ) or one.verdict.outcome is Outcome.MISSING
    return one.output is not None and next(differences(one.output, given, one.question.rules), None) is None


def is_untouched(one: CaseResult) -> bool:
    """The code that is to be repaired still does what it did: nothing is said of it, or the answer would be given away."""
    return one.verdict.outcome is Outcome.MISSING and one.verdict.reason == AS_IN_THE_STUB


def is_unfinished(one: CaseResult) -> bool:
    """Nothing was answered: the target is missing, or still raises NotImplementedError."""
    return one.verdict.outcome is Outcome.MISSING or bool(one.raised and one.raised.types[0] == "NotImplementedError")

"""Verdicts x the exercise's mistakes -> the name of the mistake that makes exactly these numbers.

Nothing is named on a guess: a formula mistake is named only where the submission's output equals the mistake's on every case that it must
explain, and at least one of those outputs is wrong. The rules are those of "How a mistake is recognised" in the curriculum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from grader import wire
from grader.exercise.spec import Constant, Exercise, Mistake, Seen, Target
from grader.judging.case_view import CaseView, Evidence, case_views
from grader.judging.changes.search import of_change
from grader.judging.changes.versions import Worked
from grader.judging.compare import difference
from grader.judging.general import mistakes as general
from grader.judging.general import values
from grader.judging.general.constant_values import of_constant
from grader.judging.general.other_targets import Helper, of_other_function, of_wrong_helper
from grader.judging.judge import CaseResult
from grader.judging.settling import is_untouched
from grader.judging.share import TooCostly
from grader.report import NamedMistake, Outcome, Verdict


class TargetDiagnosis(msgspec.Struct, frozen=True):
    """What is known of one target when its mistakes are looked for."""

    exercise: Exercise
    target: Target
    results: list[CaseResult]
    names: frozenset[str]  # what the submission defines
    attempted: bool = True  # false where the whole exercise is not started
    signatures: Mapping[str, Sequence[str]] = msgspec.field(default_factory=dict)  # the parameters of what it defines
    worked: Worked | None = None  # the worked solution, whose changes are tried where nothing else explains an output

    @property
    def plain_right(self) -> bool:
        return all(one.value_right for one in self.results if one.question.case.kind == "plain")


def recognise(findings: TargetDiagnosis, beside: Sequence[TargetDiagnosis] = ()) -> list[NamedMistake]:
    """The mistakes of one wrong target: one of the whole output, or one for each wrong part; general ones where none is found.

    `beside` are the targets of the same exercise: what is wrong there may be all that is wrong here.
    """
    if all(one.verdict.outcome is Outcome.PASSED for one in findings.results) or not findings.attempted:
        return []
    if all(map(is_untouched, findings.results)):
        return []
    name = findings.target.name
    evidence = Evidence(name, case_views(findings.results, None), findings.names, findings.signatures)
    parts = _wrong_parts(findings, evidence)
    own = _of_whole(findings, evidence)
    named = {} if own else {part: _first(findings, f"{name}.{part}", one) for part, one in parts.items()}
    if parts and len({one.slug if one else "" for one in named.values()}) > 1 and general.is_reordered(evidence):
        named = {}  # the order explains every part at once; rows that speak of one part each do not
    if not any(named.values()):
        whole = own or _list_mistakes(general.of_outcome(evidence, _raises_stub(evidence)))
        if whole:
            return whole
    if not all(named.values()) or not parts:
        elsewhere = _of_other_targets(findings, evidence, beside)
        if elsewhere:
            return elsewhere
    numbers = _of_numbers(findings, evidence, parts, named)
    if numbers and not all(one.slug in values.ONLY_SEEN for one in numbers):
        return numbers
    conditions = _list_mistakes(general.of_conditions(evidence, findings.results))
    if conditions and findings.plain_right:
        return conditions
    others = [(one.target.name, all(case.value_right for case in one.results)) for one in beside]
    return (of_change(evidence, parts, findings.worked, others) if findings.worked else []) or numbers or conditions


def _of_other_targets(
    findings: TargetDiagnosis, evidence: Evidence, beside: Sequence[TargetDiagnosis]
) -> list[NamedMistake]:
    """A mistake in another function of the exercise that goes on here, alone or beside a mistake of this target's own."""
    others = [one for one in beside if one.target is not findings.target]
    helpers = [(other.target, wrong) for other in others if (wrong := _recognised_version(other)) is not None]
    alone = of_wrong_helper(evidence, findings.target.reference, helpers)
    return [alone] if alone else _of_helper_and_own(findings, evidence, helpers)


def _of_helper_and_own(findings: TargetDiagnosis, evidence: Evidence, helpers: Sequence[Helper]) -> list[NamedMistake]:
    """A mistake of this target, made with another function that is wrong itself."""
    name = findings.target.name
    rows = [row for row in findings.exercise.mistakes if name in row.versions and row.tag == "plain" and not row.on]
    for row in rows if helpers else ():
        for version in row.variants(name):
            if not isinstance(version, Seen) and (goes_on := of_wrong_helper(evidence, version, helpers)):
                return [_name_part(findings, row), goes_on]
    return []


def _recognised_version(findings: TargetDiagnosis) -> Callable[..., Any] | None:
    """The wrong version that a target was recognised by, as a function; None where it is right, or where no row of its own holds."""
    if findings.target.probe or all(one.value_right for one in findings.results):
        return None
    evidence = Evidence(findings.target.name, case_views(findings.results, None), findings.names, findings.signatures)
    whole = next(_hits(findings, findings.target.name, evidence), None)
    if whole:
        return _as_function(whole[1])
    wrong = {
        part: _as_function(hit[1])
        for part, one in _wrong_parts(findings, evidence).items()
        if (hit := next(_hits(findings, f"{findings.target.name}.{part}", one), None))
    }
    known = {part: version for part, version in wrong.items() if version}
    return _with_parts(findings.target, known) if known else None


def _as_function(variant: Any) -> Callable[..., Any] | None:
    version: Callable[..., Any] | None = variant.example if isinstance(variant, Seen) else variant
    return version


def _with_parts(target: Target, wrong: Mapping[str, Callable[..., Any]]) -> Callable[..., Any]:
    """The reference, with these parts of its output given by wrong versions."""

    def version(*given: Any, **named: Any) -> Any:
        right = target.reference(*given, **named)
        parts = {part: one(*given, **named) for part, one in wrong.items()}
        if isinstance(right, dict):
            return {**right, **parts}
        return tuple(parts.get(part, value) for part, value in zip(target.parts, right, strict=True))

    return version


def _of_numbers(
    findings: TargetDiagnosis, evidence: Evidence, parts: dict[str, Evidence], named: dict[str, NamedMistake | None]
) -> list[NamedMistake]:
    """The names of wrong numbers: by the exercise's own rows, by other inputs that explain the whole output, or part by part."""
    name = findings.target.name
    looked_at = parts or {"": evidence}
    certain = {part: named.get(part) or values.of_distortion(one, name) for part, one in looked_at.items()}
    if not all(certain.values()) and (whole := values.of_inputs(evidence, name)):
        return [whole]
    functions = [target for target in findings.exercise.targets if isinstance(target, Target)]
    if not all(certain.values()) and (other := of_other_function(evidence, functions)):
        return [other]
    others = {part: one for part, one in parts.items() if not named.get(part)}
    general_ones = values.of_values(evidence, name, others) if others or not parts else []
    found = list(dict.fromkeys([*filter(None, named.values()), *general_ones]))
    return found or _list_mistakes(values.of_seen(evidence, name))


def _raises_stub(evidence: Evidence) -> bool:
    """The stub's NotImplementedError is still there; an answer that is only missing has no such line to remove."""
    return any(view.raised is not None and view.raised.types[0] == "NotImplementedError" for view in evidence.cases)


def _list_mistakes(found: NamedMistake | None) -> list[NamedMistake]:
    return [found] if found else []


def _wrong_parts(findings: TargetDiagnosis, evidence: Evidence) -> dict[str, Evidence]:
    """The parts of the output that are wrong somewhere, each with what is seen of it alone."""
    views = wrong_parts(findings.target, findings.results)
    return {part: replace(evidence, cases=cases) for part, cases in views.items()}


def wrong_parts(target: Target, results: list[CaseResult]) -> dict[str, tuple[CaseView, ...]]:
    """The parts of a target's output that are wrong somewhere, each with the cases as they are seen of it alone."""
    each = {part: case_views(results, part) for part in target.parts}
    return {part: cases for part, cases in each.items() if any(not view.right for view in cases)}


def _of_whole(findings: TargetDiagnosis, evidence: Evidence) -> list[NamedMistake]:
    """The first row of the whole output that holds; of rows that explain one case each, the first for each wrong case."""
    mistakes: dict[str, Mistake] = {}
    for row, _ in _hits(findings, findings.target.name, evidence):
        mistakes.setdefault(row.explains, row)
        if not row.explains:
            break
    return [_name_part(findings, row) for row in mistakes.values()]


def _first(findings: TargetDiagnosis, name: str, evidence: Evidence) -> NamedMistake | None:
    hit = next(_hits(findings, name, evidence), None)
    return _name_part(findings, hit[0]) if hit else None


def _name_part(findings: TargetDiagnosis, row: Mistake) -> NamedMistake:
    return NamedMistake(findings.target.name, row.slug, row.advice)


def _hits(findings: TargetDiagnosis, name: str, evidence: Evidence) -> Iterator[tuple[Mistake, Any]]:
    """The rows for a target, or for `target.part`, that are looked for and hold, in table order, each with the variant that holds."""
    for row in findings.exercise.mistakes:
        variants = (
            row.variants(name)
            if name in row.versions and _cases_to_compare(row, findings.plain_right, evidence)
            else []
        )
        held = next((one for one in variants if _holds(one, row, evidence, findings.exercise)), None)
        if held is not None:
            yield row, held


def _cases_to_compare(row: Mistake, plain_right: bool, evidence: Evidence) -> bool:
    if row.explains:
        return not evidence[row.explains].right and evidence[row.explains].outcome is not Outcome.MISSING
    return row.always or (row.tag == "plain") != plain_right


def _holds(variant: Any, row: Mistake, evidence: Evidence, exercise: Exercise) -> bool:
    if isinstance(variant, Seen):
        return holds_on(variant, evidence)
    compared = [view for view in evidence.cases if (view.name in row.on if row.on else view.kind == row.tag)]
    if all(view.right for view in compared):
        return False
    return all(_explains(variant, view, exercise) for view in compared)


def holds_on(variant: Seen, evidence: Evidence) -> bool:
    """A condition that raises on an output does not hold."""
    try:
        with np.errstate(all="ignore"):
            return bool(variant.when(evidence))
    except TooCostly:
        raise
    except Exception:
        return False


def _explains(variant: Any, view: CaseView, exercise: Exercise) -> bool:
    """The submission's outcome on this case is the wrong version's."""
    wrong = view.question.output_of(variant)
    if isinstance(wrong, Exception):
        return _same_exception(wrong, view, exercise)
    if view.value is None:
        return view.lost and _is_lost(wrong)
    rules = replace(view.question.rules, lenient=True, parts=())
    return difference(view.value, wrong, rules) is None


def _same_exception(wrong: Exception, view: CaseView, exercise: Exercise) -> bool:
    if isinstance(wrong, (ZeroDivisionError, OverflowError)) and view.value is not None:
        return _is_lost(wire.revive(view.value))
    if view.raised is None or view.raised.types[0] in ("NotDefined", "NotImplementedError"):
        return False
    return exercise.exceptions_alike or view.raised.types[0] == type(wrong).__name__


def _is_lost(value: Any) -> bool:
    """A scalar that is not finite."""
    try:
        return np.ndim(value) == 0 and not np.isfinite(float(value))
    except (TypeError, ValueError):
        return False


# ------------------------------------------------------------------------------------------------------------------- constants


def in_constant(
    exercise: Exercise, constant: Constant, given: wire.Mapping, verdicts: Mapping[str, Verdict]
) -> list[NamedMistake]:
    """Every mistake of a constant whose wrong values all stand there, at least one of them counted as wrong.

    One whose wrong values are a part of another's is not named beside it.
    """
    standing = []
    for row in exercise.mistakes:
        for variant in row.variants(constant.name) if constant.name in row.versions else ():
            if telling := _standing(constant, variant, given, verdicts):
                standing.append((row, telling))
                break
    named = [
        NamedMistake(constant.name, row.slug, row.advice)
        for row, telling in standing
        if not any(telling.items() < other.items() for _, other in standing)
    ]
    return named or of_constant(constant, given, verdicts)


def _standing(
    constant: Constant, wrong: Mapping[str, Any], given: wire.Mapping, verdicts: Mapping[str, Verdict]
) -> dict[str, Any]:
    """The wrong values of a variant where all of them stand there; empty where they do not."""
    telling = {key: value for key, value in wrong.items() if value != constant.answers[key]}
    values = {key: given.get(key) or wire.Nothing() for key in telling}
    stands = all(constant.answer.matches(values[key], value) for key, value in telling.items()) and any(
        verdicts[key].outcome is not Outcome.PASSED for key in telling
    )
    return telling if stands else {}

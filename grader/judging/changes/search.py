"""Wrong numbers that no row explains -> the one change of a worked solution that gives exactly these."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import Any

from msgspec.structs import replace

from grader import wire
from grader.judging.case_view import CaseView, Evidence, arrays_in
from grader.judging.changes.versions import ChangedVersion, Worked, changes_of_target
from grader.judging.compare import difference
from grader.judging.general.advice import shared_mistake
from grader.judging.questions import Question, outcome_of
from grader.judging.share import TooCostly, limit_search, limit_steps, spend
from grader.report import NamedMistake

FEWEST = 3  # numbers, right and wrong ones: fewer may agree with some change by chance
LEAST = {
    "other_variable": 6,
    "other_number": 3,
}  # wrong numbers, where so many changes are tried that few may fit by chance
MOST_STEPS = 6_000  # lines of a changed solution in one case; most solutions take a hundredth of that


def of_change(
    evidence: Evidence, parts: Mapping[str, Evidence], worked: Worked, targets: Sequence[tuple[str, bool]]
) -> list[NamedMistake]:
    """The change that explains the whole output, or one for each part that is wrong; none where that takes long.

    `targets` says of each target of the exercise whether it is right: where another one that is used is wrong, that is to be mended.
    """
    if any(view.question.case.runs == 1 for view in evidence.plain):
        return []  # what takes long is not done some hundred times
    probe = evidence.cases[0].question.call.probe or ""
    with suppress(TooCostly), limit_search():
        changes = changes_of_target(worked, evidence.target, probe)
        others = {name: right for name, right in targets if name != evidence.target}
        own = evidence.target.partition(".")[0]
        used = [right for name, right in others.items() if name.partition(".")[0] in changes.uses - {own}]
        if all(used):
            return _search(evidence, parts, [one for one in changes.versions if not _is_of(one.function, others, own)])
    return []


def _is_of(function: str, others: Container[str], own: str) -> bool:
    """The function, or its class, is another target of the exercise."""
    name = function.partition(".")[0]
    return function in others or (name != own and name in others)


def _search(
    evidence: Evidence, parts: Mapping[str, Evidence], versions: Sequence[ChangedVersion]
) -> list[NamedMistake]:
    if whole := _find(evidence, "", versions):
        return [_name(whole, evidence.target, "")]
    each = {part: _find(one, part, versions) for part, one in parts.items()}
    return list(dict.fromkeys(_name(found, evidence.target, part) for part, found in each.items() if found))


def _name(version: ChangedVersion, target: str, part: str) -> NamedMistake:
    named = shared_mistake(target, version.slug, version.words)
    return replace(named, advice=f"{part}: {named.advice}") if part else named


def _find(evidence: Evidence, part: str, versions: Sequence[ChangedVersion]) -> ChangedVersion | None:
    views = sorted(evidence.cases, key=lambda view: (view.right, _size(view)))
    wrong = sum(_size(view) for view in views if not view.right)
    if not wrong or sum(map(_size, views)) < FEWEST or (len(views) == 1 and wrong < LEAST["other_variable"]):
        return None
    candidates = (one for one in versions if wrong >= LEAST.get(one.slug, 1))
    return next((one for one in candidates if all(_shows(view, part, one) for view in views)), None)


def _size(view: CaseView) -> int:
    return _count(view.value) if view.value is not None else 0


def _count(value: wire.Value) -> int:
    return sum(array.size for array in arrays_in(value))


def _shows(view: CaseView, part: str, version: ChangedVersion) -> bool:
    """The case's output is what the changed solution gives."""
    spend()
    wrong = _part_of(view.question, _output(view.question, version), part)
    if isinstance(wrong, Exception):
        return view.raised is not None and view.raised.types[0] == type(wrong).__name__
    return view.value is not None and wrong is not None and _is_same(view, wrong)


def _is_same(view: CaseView, wrong: Any) -> bool:
    """An output that cannot be compared, such as an array of slices, is another one."""
    rules = replace(view.question.rules, lenient=True, parts=())
    try:
        return (
            view.value is not None
            and _count(wire.describe(wrong)) == _size(view)
            and difference(view.value, wrong, rules) is None
        )
    except TooCostly:
        raise
    except Exception:
        return False


def _output(question: Question, version: ChangedVersion) -> Any:
    """What the changed solution gives; kept, since many in a class make the same mistake."""
    key = f"change {version.number}"
    if key not in question.on_other_inputs:
        with limit_steps(MOST_STEPS):
            question.on_other_inputs[key] = outcome_of(version.run, question.inputs)
    return question.on_other_inputs[key]


def _part_of(question: Question, output: Any, part: str) -> Any:
    if not part or isinstance(output, Exception):
        return output
    try:
        if isinstance(output, dict):
            return output[part]
        return output[question.target.parts.index(part)]
    except (TypeError, KeyError, IndexError) as error:
        return error

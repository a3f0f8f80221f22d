"""Wrong numbers that another target of the exercise explains: its values in the place of these, or a mistake in it that goes on here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any, TypeAlias

from grader.exercise.spec import Target
from grader.judging.case_view import CaseView, Evidence, arrays_in, values_of_part
from grader.judging.compare import difference
from grader.judging.general.advice import shared_mistake
from grader.judging.general.numbers import hold_telling_numbers
from grader.judging.questions import outcome_of
from grader.judging.share import limit_steps, spend
from grader.report import NamedMistake


def of_other_function(evidence: Evidence, others: Sequence[Target]) -> NamedMistake | None:
    """The values are the right ones of another function of this exercise, on the same inputs, in every case."""
    for other in others:
        if not other.probe and other.name != evidence.target and _shows(evidence, _on_same_inputs(other)):
            return shared_mistake(evidence.target, "other_function", other.name)
    return None


def _on_same_inputs(other: Target) -> Callable[..., Any]:
    """The other reference on those of the inputs that have the names of its parameters; TypeError where one is missing."""
    names = [one.name for one in other.parameters]

    def version(**inputs: Any) -> Any:
        return other.reference(**{name: inputs[name] for name in names if name in inputs})

    return version


Helper: TypeAlias = (
    "tuple[Target, Callable[..., Any]]"  # another function of the exercise, and the wrong version that it is
)


def of_wrong_helper(evidence: Evidence, version: Callable[..., Any], helpers: Sequence[Helper]) -> NamedMistake | None:
    """The values are those of `version`, the reference or a wrong version, where it calls what another function wrongly is."""
    together = [helpers] if len(helpers) > 1 else []
    for some in [*([one] for one in helpers), *together]:
        replaced = with_other_helpers(version, some)
        if replaced is not None and _shows(evidence, replaced):
            names = " and ".join(f"`{helper.name}`" for helper, _ in some)
            return shared_mistake(evidence.target, "follows_from", names)
    return None


def other_part(evidence: Evidence, part: str, seen: Evidence) -> str | None:
    """The other part of the output whose right value stands in the place of this one, in every case; `seen` are the views of the part."""
    plain = list(zip(evidence.compared, seen.compared, strict=False))
    if not plain or len(plain) != len(evidence.compared) or not _is_telling([one for _, one in plain]):
        return None
    others = [other for other in plain[0][0].question.target.parts if other != part]
    return next((other for other in others if all(_is_part(whole, one, other) for whole, one in plain)), None)


def _is_part(whole: CaseView, one: CaseView, other: str) -> bool:
    expected, _ = values_of_part(whole.question, whole.expected, None, other)
    return one.value is not None and difference(one.value, expected, whole.question.rules) is None


def with_other_helpers(function: Callable[..., Any], helpers: Sequence[Helper]) -> Callable[..., Any] | None:
    """A copy of `function` that calls the wrong versions of these helpers, as do the functions of its module; None where none is called."""
    if not isinstance(function, FunctionType) or any(helper.reference is function for helper, _ in helpers):
        return None
    wrong = {id(helper.reference): version for helper, version in helpers}
    space = {name: wrong.get(id(value), value) for name, value in function.__globals__.items()}
    if {id(value) for value in space.values()}.isdisjoint(map(id, wrong.values())):
        return None
    for name, value in function.__globals__.items():
        if space[name] is value and isinstance(value, FunctionType) and value.__globals__ is function.__globals__:
            space[name] = _copy_into(space, value)
    return _copy_into(space, function)


def _copy_into(space: dict[str, Any], function: FunctionType) -> FunctionType:
    copied = FunctionType(function.__code__, space, function.__name__, function.__defaults__, function.__closure__)
    copied.__kwdefaults__ = function.__kwdefaults__
    return copied


def _shows(evidence: Evidence, version: Callable[..., Any]) -> bool:
    """What was returned is what the version gives, on every plain case; one of them is wrong, and the numbers tell something."""
    plain = evidence.compared
    if all(view.right for view in plain) or not _is_telling(plain):
        return False
    return all(_equals(view, version) for view in sorted(plain, key=lambda view: view.right))


def _equals(view: CaseView, version: Callable[..., Any]) -> bool:
    spend()
    with limit_steps():
        wrong = outcome_of(version, view.inputs)
    if isinstance(wrong, Exception) or view.value is None:
        return False
    return difference(view.value, wrong, view.question.rules) is None


def _is_telling(plain: list[CaseView]) -> bool:
    """Several different numbers were returned, of which 0 and 1 count for nothing."""
    arrays = (array for view in plain if view.value is not None for array in arrays_in(view.value))
    return hold_telling_numbers(array for array in arrays if array.dtype.kind in "iuf")

"""On what an output depends: not on the inputs at all, or on parameters that stand in another order than the call hands them over."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader import wire
from grader.exercise.spec import Raises
from grader.judging.case_view import CaseView, Evidence, arrays_in
from grader.judging.compare import difference
from grader.judging.general.advice import shared_mistake
from grader.report import NamedMistake


def parameters_in_other_order(evidence: Evidence) -> NamedMistake | None:
    """The learner's parameters are the stub's in another order; the call hands over the arguments by place."""
    question = evidence.cases[0].question
    wanted = [one.name for one in question.target.parameters if one.default is one.empty]
    given = list(evidence.signatures.get(evidence.target, ()))[: len(wanted)]
    if question.call.probe or given == wanted or sorted(given) != sorted(wanted):
        return None
    return shared_mistake(evidence.target, "parameters_reordered", ", ".join(wanted))


def same_everywhere(evidence: Evidence) -> NamedMistake | None:
    """The same output, bit for bit, on all plain cases that expect equal shapes, although the references differ.

    Where these cases differ in a single argument, no more is known than that it makes no difference.
    """
    groups: dict[Any, list[CaseView]] = {}
    for view in evidence.plain:
        groups.setdefault(_form(view.expected), []).append(view)
    telling = [group for group in groups.values() if len(group) > 1 and _references_differ(group)]
    if not telling or any(_says_nothing(view) for group in telling for view in group):
        return None
    outputs = [[view.value for view in group if view.value is not None] for group in telling]
    if not all(wire.same(first, other) for first, *others in outputs for other in others):
        return None
    changed = set[str]().union(*map(_changed_inputs, telling))
    if len(changed) == 1 and len(telling[0][0].inputs) > 1:
        return shared_mistake(evidence.target, "argument_ignored", *changed, "")
    return shared_mistake(evidence.target, "hard_coded")


def _changed_inputs(group: list[CaseView]) -> set[str]:
    """The names of the inputs that are not the same in all cases of a group."""
    first, *others = [wire.describe_inputs(view.inputs) for view in group]
    return {name for other in others for name in first if first[name] != other.get(name)}


def _says_nothing(view: CaseView) -> bool:
    """No output, nothing but zeros in it, or NaN: NaN equals NaN, and 0 equals 0, whatever they were computed from."""
    return view.value is None or view.lost or not any(np.any(array) for array in arrays_in(view.value))


def _form(expected: Any) -> Any:
    if isinstance(expected, (tuple, list)):
        return tuple(map(_form, expected))
    if isinstance(expected, dict):
        return tuple((key, _form(part)) for key, part in expected.items())
    return np.shape(expected) if not isinstance(expected, (str, Raises)) else type(expected)


def _references_differ(group: list[CaseView]) -> bool:
    first = group[0].expected
    described = wire.describe(first)
    return any(difference(described, view.expected, view.question.rules) is not None for view in group[1:])

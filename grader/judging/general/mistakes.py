"""The mistakes that every exercise shares. The first row that fits gives the name; an exercise's own mistakes come before all of these."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from grader import wire
from grader.exercise.spec import Raises
from grader.judging.case_view import CaseView, Evidence, real_array
from grader.judging.compare import difference, entries_equal, has_shape
from grader.judging.general.advice import shared_mistake
from grader.judging.general.dependence import parameters_in_other_order, same_everywhere
from grader.judging.general.exceptions import by_exception
from grader.judging.judge import CaseResult
from grader.report import NamedMistake


def _first(target: str, rows: list[tuple[str, Callable[[], bool]]]) -> NamedMistake | None:
    return next((shared_mistake(target, slug) for slug, holds in rows if holds()), None)


# --------------------------------------------------------------------------------------------------- what happened, not values


def of_outcome(evidence: Evidence, unfinished: bool) -> NamedMistake | None:
    """Rows about the whole output: not defined, an exception, a wrong type, container, number or order of values, no dependence."""
    some = evidence.cases
    arguments = ("positional argument", "unexpected keyword argument")
    misfit = ("could not be broadcast", "matmul: Input operand", "not aligned")
    named = _first(
        evidence.target,
        [
            ("not_defined", lambda: any(v.raises("NotDefined") for v in some)),
            ("not_implemented", lambda: unfinished),
            ("returned_none", lambda: _all_plain(evidence, lambda v: isinstance(v.value, wire.Nothing))),
            ("forgot_self", lambda: any(_self_forgotten(v, evidence) for v in some)),
            ("wrong_arguments", lambda: any(_refusal(v, text) for v in some for text in arguments)),
            ("if_on_array", lambda: any(v.raises("ValueError", "truth value of an array") for v in some)),
            ("shapes_do_not_fit", lambda: any(v.raises("ValueError", text) for v in some for text in misfit)),
        ],
    )
    named = named or parameters_in_other_order(evidence)
    return named or _of_exception(evidence, ("plain",)) or _of_form(evidence) or same_everywhere(evidence)


def _of_exception(evidence: Evidence, kinds: tuple[str, ...]) -> NamedMistake | None:
    found = by_exception(evidence, kinds)
    return NamedMistake(evidence.target, *found) if found else None


def _of_form(evidence: Evidence) -> NamedMistake | None:
    """Rows about the kind of the output, its container, the number and the order of its values."""
    some = evidence.cases
    return _first(
        evidence.target,
        [
            ("wrong_type", lambda: any(_wrong_type(v) for v in some)),
            ("wrong_container", lambda: _all_plain(evidence, _in_other_container)),
            ("wrong_keys", lambda: _all_plain(evidence, _other_keys)),
            ("wrong_number_of_values", lambda: any(_wrong_count(v) for v in some)),
            ("returns_reordered", lambda: is_reordered(evidence)),
        ],
    )


def _all_plain(evidence: Evidence, holds: Callable[[CaseView], bool]) -> bool:
    """`holds` for every plain case, of which at least one is wrong."""
    plain = evidence.plain
    return any(not view.right for view in plain) and all(holds(view) for view in plain)


def _refusal(view: CaseView, text: str) -> bool:
    """The call itself was refused: no line of the learner's code was reached."""
    return view.raised is not None and not view.raised.frames and view.raises("TypeError", text)


TOO_MANY = re.compile(r"(\w+\.\w+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given")


def _self_forgotten(view: CaseView, evidence: Evidence) -> bool:
    """One argument more arrives than the method takes, the object itself, and nothing is there to take it."""
    if view.raises("NameError", "'self'"):
        return True
    found = TOO_MANY.search(view.raised.text) if view.raised and view.raises("TypeError") else None
    if found is None or found[1].endswith(".__init__") or int(found[3]) != int(found[2]) + 1:
        return False
    parameters = evidence.signatures.get(found[1])
    return parameters is not None and parameters[:1] not in (["self"], ["this"], ["cls"])


def _parts(view: CaseView) -> list[tuple[wire.Value, Any]]:
    """NumberPairs (got, expected) of the parts of an output, of the output itself where it has no parts."""
    if isinstance(view.expected, (tuple, list)) and isinstance(view.value, wire.Items):
        return list(zip(view.value.items, view.expected, strict=False))
    if isinstance(view.expected, dict) and isinstance(view.value, wire.Mapping):
        return [(view.value.get(key) or wire.Nothing(), right) for key, right in view.expected.items()]
    return [(view.value, view.expected)] if view.value is not None else []


def _wrong_type(view: CaseView) -> bool:
    """Text where numbers are expected."""
    return any(_is_text(got) and not isinstance(expected, (str, Raises)) for got, expected in _parts(view))


def _is_text(value: wire.Value) -> bool:
    return isinstance(value, wire.Text) or (isinstance(value, wire.Opaque) and value.what.startswith("array of str"))


def _in_other_container(view: CaseView) -> bool:
    if view.right:
        return True
    if view.value is None or _equals(view.value, view.expected, view):
        return False  # the value is right as it stands: what failed is beside it
    if _wrong_count(view):
        return False
    pairs = _parts(view)
    if isinstance(view.expected, (tuple, list)) and isinstance(view.value, wire.Mapping):
        pairs = (
            list(zip(view.value.items, view.expected, strict=False))
            if len(view.value.items) == len(view.expected)
            else []
        )
    if isinstance(view.expected, (tuple, list)) and isinstance(view.value, wire.Array):
        parts = view.got if view.value.shape else ()
        pairs = [(wire.describe(np.asarray(part)), right) for part, right in zip(parts, view.expected, strict=False)]
        pairs = pairs if len(pairs) == len(view.expected) else []
    return bool(pairs) and all(_equal_in_array(got, expected, view) for got, expected in pairs)


def _equal_in_array(got: wire.Value, expected: Any, view: CaseView) -> bool:
    if isinstance(expected, (tuple, list, dict, str)) or expected is None:
        return False
    if isinstance(got, wire.Array) and got.container == "masked":
        return False
    if not has_shape(got, np.shape(expected)):
        return False
    try:
        array = real_array(wire.revive(got))
    except (TypeError, ValueError):
        return False
    return array.shape == np.shape(expected) and entries_equal(
        array, np.asarray(expected), view.question.rules.tolerance
    )


def _other_keys(view: CaseView) -> bool:
    """A dict in which some of the keys are missing, and others stand."""
    if not isinstance(view.expected, dict) or not isinstance(view.value, wire.Mapping):
        return False
    return not set(view.expected) <= set(view.value.keys) and not set(view.value.keys) <= set(view.expected)


def _wrong_count(view: CaseView) -> bool:
    if not isinstance(view.expected, (tuple, list)) or view.value is None:
        return False
    if isinstance(view.value, wire.Items):
        return len(view.value.items) != len(view.expected)
    return isinstance(view.value, (wire.Number, wire.Array))


def is_reordered(evidence: Evidence) -> bool:
    """On every plain case the several values are right, but in another order."""
    return _all_plain(evidence, _other_order)


def _other_order(view: CaseView) -> bool:
    if not isinstance(view.expected, (tuple, list)) or not isinstance(view.value, wire.Items):
        return False
    items, expected = view.value.items, list(view.expected)
    if len(items) != len(expected) or len(items) > 6:
        return False
    fits = [[_equals(item, right, view) for right in expected] for item in items]
    orders = itertools.permutations(range(len(items)))
    next(orders)
    return any(all(fits[i][place] for place, i in enumerate(order)) for order in orders)


def _equals(got: wire.Value, expected: Any, view: CaseView) -> bool:
    return difference(got, expected, view.question.rules) is None


# ---------------------------------------------------------------------------------------------- right numbers, other conditions


def of_conditions(evidence: Evidence, results: list[CaseResult]) -> NamedMistake | None:
    """Rows that are looked for when the plain values are right: integers, extremes, changed inputs, a second call."""
    plain_right = all(view.right for view in evidence.plain)
    return _first(
        evidence.target,
        [
            ("mutates_input", lambda: any("mutates_input" in one.faults for one in _of_plain(results))),
            ("int_truncation", lambda: plain_right and any(_truncation(view) for view in evidence.of_kind("int"))),
            ("not_finite_on_extremes", lambda: plain_right and any(v.lost for v in evidence.of_kind("extreme"))),
            ("mutates_input", lambda: any("mutates_input" in one.faults for one in results)),
            ("not_refused", lambda: plain_right and any(_gives_value(view) for view in evidence.of_kind("error"))),
            ("second_call_differs", lambda: any("second_call_differs" in one.faults for one in results)),
        ],
    ) or _of_exception(evidence, ("int", "extreme", "state"))


def _gives_value(view: CaseView) -> bool:
    """A value was returned where an exception is expected."""
    return isinstance(view.expected, Raises) and view.raised is None and view.value is not None


def _of_plain(results: list[CaseResult]) -> list[CaseResult]:
    return [one for one in results if one.question.case.kind == "plain"]


def _truncation(view: CaseView) -> bool:
    if view.right:
        return False
    if view.raised is not None:
        return view.raises("UFuncTypeError")
    return any(_integer(got) and not _equals(got, expected, view) for got, expected in _parts(view))


def _integer(value: wire.Value) -> bool:
    if isinstance(value, wire.Array):
        return np.dtype(value.dtype).kind in "iu"
    return isinstance(value, wire.Number) and isinstance(value.value, int) and value.dtype != "bool"

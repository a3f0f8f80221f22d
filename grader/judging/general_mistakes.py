"""The mistakes that every exercise shares. The first row that fits gives the name; an exercise's own mistakes come before all of these."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from grader import wire
from grader.exercise.spec import Raises
from grader.judging.case_view import CaseView, Evidence, arrays_in, real_array
from grader.judging.compare import difference, entries_equal, has_shape
from grader.judging.distortions import distortion
from grader.judging.judge import CaseResult
from grader.report import NamedMistake

METHOD = re.compile(r"(\w+)\.\w+\(\) (takes|missing)")  # as in "Gate.forward() takes 2 positional arguments"

ADVICE = {
    "not_defined": "Define a function or method with exactly this name, inside the class if it is a method.",
    "not_implemented": "The stub's `raise NotImplementedError` is still there.",
    "returned_none": "The function ends without `return`; printing a value does not return it.",
    "forgot_self": "Methods take `self` first and keep values as `self.x`.",
    "wrong_arguments": "Keep the signature given in the stub.",
    "if_on_array": "`if`, `and`, `max(0, z)` need one truth value; use `np.where`, `np.maximum` or a mask.",
    "shapes_do_not_fit": "Write the shapes next to the expression: `*` is entry by entry, `@` sums over the inner axis.",
    "wrong_type": "Return numbers, not text.",
    "wrong_container": "Return a NumPy array for an array and a tuple for several values.",
    "wrong_number_of_values": "Return exactly the values named in the docstring, in that order.",
    "returns_reordered": "The values are right but in another order.",
    "hard_coded": "The result does not depend on the inputs.",
    "argument_ignored": "The result does not change when {} does.",
    "sign_flipped": "Every value has the opposite sign.",
    "transposed": "Rows and columns are exchanged.",
    "wrong_shape_keepdims": "The values are right, the shape has an extra or a missing axis of length 1.",
    "broadcast_outer": "A column (N,1) met a vector (N,) and NumPy built all N*N pairs.",
    "extra_sum": "One sum too many: the entries must stay separate.",
    "rounded": "Return the full number; rounding is for printing.",
    "constant_factor": "Every value is {} times the right one: look for a factor, or a count to divide by, that is missing or too many.",
    "int_truncation": "An integer array cannot hold fractions: do not fill `zeros_like(x)` or add in place to integers.",
    "not_finite_on_extremes": "Correct on small numbers, overflows on large ones.",
    "mutates_input": "Work on a copy: `-=` and `[...] =` change the array itself, which the caller still has.",
    "second_call_differs": "A value survives from an earlier call: compute from the arguments only.",
}


def _name_of(target: str, slug: str, *details: str) -> NamedMistake:
    return NamedMistake(target, slug, ADVICE[slug].format(*details))


def _first(target: str, rows: list[tuple[str, Callable[[], bool]]]) -> NamedMistake | None:
    return next((_name_of(target, slug) for slug, holds in rows if holds()), None)


# --------------------------------------------------------------------------------------------------- what happened, not values


def of_outcome(evidence: Evidence, unfinished: bool) -> NamedMistake | None:
    """Rows about the whole output: not defined, an exception, a wrong type, container, number or order of values, no dependence."""
    some = evidence.cases
    method = "." in evidence.target or any(_of_own_class(v, evidence.names) for v in some)
    arguments = ("positional argument", "unexpected keyword argument")
    misfit = ("could not be broadcast", "matmul: Input operand", "not aligned")
    named = _first(
        evidence.target,
        [
            ("not_defined", lambda: any(v.raises("NotDefined") for v in some)),
            ("not_implemented", lambda: unfinished),
            ("returned_none", lambda: _all_plain(evidence, lambda v: isinstance(v.value, wire.Nothing))),
            ("forgot_self", lambda: any(_self_forgotten(v, method) for v in some)),
            ("wrong_arguments", lambda: any(_refusal(v, text) for v in some for text in arguments)),
            ("if_on_array", lambda: any(v.raises("ValueError", "truth value of an array") for v in some)),
            ("shapes_do_not_fit", lambda: any(v.raises("ValueError", text) for v in some for text in misfit)),
            ("wrong_type", lambda: any(_wrong_type(v) for v in some)),
            ("wrong_container", lambda: _all_plain(evidence, _in_other_container)),
            ("wrong_number_of_values", lambda: any(_wrong_count(v) for v in some)),
            ("returns_reordered", lambda: is_reordered(evidence)),
        ],
    )
    return named or _same_everywhere(evidence)


def _all_plain(evidence: Evidence, holds: Callable[[CaseView], bool]) -> bool:
    """`holds` for every plain case, of which at least one is wrong."""
    plain = evidence.plain
    return any(not view.right for view in plain) and all(holds(view) for view in plain)


def _of_own_class(view: CaseView, names: frozenset[str]) -> bool:
    """The exception speaks of a method of a class that the submission defines."""
    found = METHOD.search(view.raised.text) if view.raised else None
    return found is not None and found[1] in names


def _refusal(view: CaseView, text: str) -> bool:
    """The call itself was refused: no line of the learner's code was reached."""
    return view.raised is not None and not view.raised.frames and view.raises("TypeError", text)


TOO_MANY = re.compile(r"\.(\w+)\(\) takes (\d+) positional arguments? but (\d+) (?:was|were) given")


def _self_forgotten(view: CaseView, method: bool) -> bool:
    """One argument more arrives than the method takes: the object itself. (A class where a function is asked is another matter.)"""
    if view.raises("NameError", "'self'"):
        return True
    found = TOO_MANY.search(view.raised.text) if view.raised and view.raises("TypeError") else None
    return method and found is not None and found[1] != "__init__" and int(found[3]) == int(found[2]) + 1


def _parts(view: CaseView) -> list[tuple[wire.Value, Any]]:
    """Pairs (got, expected) of the parts of an output, of the output itself where it has no parts."""
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


def _same_everywhere(evidence: Evidence) -> NamedMistake | None:
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
        return _name_of(evidence.target, "argument_ignored", *changed)
    return _name_of(evidence.target, "hard_coded")


def _changed_inputs(group: list[CaseView]) -> set[str]:
    """The names of the inputs that are not the same in all cases of a group."""
    first, *others = [wire.describe_inputs(view.inputs) for view in group]
    return {name for other in others for name in first if first[name] != other.get(name)}


def _says_nothing(view: CaseView) -> bool:
    """No output, an empty one, or NaN: NaN equals NaN, whatever it was computed from."""
    return view.value is None or view.lost or not any(array.size for array in arrays_in(view.value))


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


def of_values(evidence: Evidence, target: str) -> NamedMistake | None:
    """Rows about the numbers of one value: tried on the output, or on one part of it."""
    found = distortion(evidence)
    return _name_of(target, *found) if found else None


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
            ("second_call_differs", lambda: any("second_call_differs" in one.faults for one in results)),
        ],
    )


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

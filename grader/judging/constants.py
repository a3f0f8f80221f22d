"""Judging a constant: every key is a case, and a value may follow from the learner's own earlier ones."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import msgspec
from msgspec.structs import replace

from grader import wire
from grader.exercise.answers import number_in
from grader.exercise.spec import Constant
from grader.judging.compare import value_text
from grader.judging.judge import FAR_TOO_LARGE, exception_text
from grader.judging.room import Room
from grader.report import NOT_ANSWERED, Outcome, Verdict
from grader.sandbox.observation import Observation


class Reading(msgspec.Struct, frozen=True):
    """A constant as it was found: the description of the dict, and a verdict for every key."""

    given: wire.Mapping
    verdicts: dict[str, Verdict]


EMPTY = wire.Mapping([], [])
UNCOMPUTED = "one number stands in every place; it was computed for none of them"


def read_constant(constant: Constant, observation: Observation) -> Reading:
    """The verdicts on all keys of a constant."""
    first = observation.first
    if isinstance(first, wire.Returned) and isinstance(first.value, wire.Mapping) and Room().holds(first.value):
        given = first.value
        return Reading(given, _verdicts(constant, given))
    verdict = verdict_without_dict(constant.name, "a dict", observation)
    return Reading(EMPTY, {key: _renamed_keys(verdict, key) for key in constant.answers})


def verdict_without_dict(name: str, expected: str, observation: Observation) -> Verdict:
    """The verdict where `name` holds no dict: it is not defined, what defines it raises, or it holds something else."""
    first = observation.first
    if first is None:
        return Verdict("", observation.outcome or Outcome.BROKEN, observation.reason)
    if isinstance(first, wire.Raised):
        if first.types[0] == "NotDefined":
            return Verdict("", Outcome.MISSING, f"{name} is not defined")
        return Verdict("", Outcome.RAISED, exception_text(first), got=first.types[0], frames=tuple(first.frames))
    if not Room().holds(first.value):
        return Verdict("", Outcome.FAILED, f"{value_text(first.value)} is {FAR_TOO_LARGE}")
    return Verdict("", Outcome.FAILED, f"{expected} is expected", got=value_text(first.value), expected="a dict")


def _renamed_keys(verdict: Verdict, key: str) -> Verdict:
    return replace(verdict, name=key)


def _verdicts(constant: Constant, given: wire.Mapping) -> dict[str, Verdict]:
    verdicts: dict[str, Verdict] = {}
    own: dict[str, Any] = {}
    if _all_the_same(constant, given):
        return {key: _verdict_on_repeated(constant, key, given.get(key) or wire.Nothing()) for key in constant.answers}
    for key, right in constant.answers.items():
        value = given.get(key) or wire.Nothing()
        verdicts[key] = _verdict(constant, key, value, right, own, verdicts)
        number = number_in(value)
        own[key] = number if number is not None and math.isfinite(number) else right
    return verdicts


def _all_the_same(constant: Constant, given: wire.Mapping) -> bool:
    """One number in every place of a computation, where it is not right everywhere, was not computed from anything."""
    if not constant.carry:
        return False
    values = {key: given.get(key) or wire.Nothing() for key in constant.answers}
    numbers = {number_in(value) for value in values.values()}
    if len(values) <= 2 or len(numbers) > 1 or numbers == {None}:
        return False
    return not all(constant.answer.matches(values[key], right) for key, right in constant.answers.items())


def _verdict_on_repeated(constant: Constant, key: str, value: wire.Value) -> Verdict:
    """Where it happens to be right, that is said in place of what is expected."""
    right = constant.answers[key]
    if constant.answer.matches(value, right):
        return Verdict(key, Outcome.FAILED, UNCOMPUTED)
    return Verdict(key, Outcome.FAILED, "", None, value_text(value), constant.answer.shown(right))


def _verdict(
    constant: Constant, key: str, value: wire.Value, right: Any, own: Mapping[str, Any], found: Mapping[str, Verdict]
) -> Verdict:
    if isinstance(value, wire.Nothing):
        return Verdict(key, Outcome.MISSING, NOT_ANSWERED)
    if constant.answer.matches(value, right):
        return Verdict(key, Outcome.PASSED)
    follows = _follow_on(constant, key, own)
    if follows is not None and constant.answer.matches(value, follows) and _mostly_right(constant, key, own, found):
        return Verdict(key, Outcome.PASSED, note=f"follows from {', '.join(_sources(constant, key, own))}")
    return Verdict(key, Outcome.FAILED, "", None, value_text(value), constant.answer.shown(right))


class _Reads(dict[str, Any]):
    """Values that know which of them were asked for."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.names: dict[str, None] = {}

    def __getitem__(self, name: str) -> Any:
        self.names[name] = None
        return super().__getitem__(name)


def _mostly_right(constant: Constant, key: str, own: Mapping[str, Any], found: Mapping[str, Verdict]) -> bool:
    """At least half of the values from which `key` is computed, directly or not, count as right, `key` itself among them."""
    chain: dict[str, None] = {}
    to_see = [key]
    while to_see:
        name = to_see.pop()
        if name in chain:
            continue
        chain[name] = None
        rule, read = constant.carry.get(name), _Reads(own)
        if rule is not None:
            with suppress(ArithmeticError, ValueError):
                rule(read)
        to_see += [other for other in read.names if other in found]
    right = 1 + sum(found[name].outcome is Outcome.PASSED for name in chain if name != key)
    return 2 * right >= len(chain)


def _sources(constant: Constant, key: str, own: Mapping[str, Any]) -> list[str]:
    """The learner's own values that the carry rule takes: those whose absence is seen in the result."""
    follows = _follow_on(constant, key, own)
    other = [name for name in own if own[name] != constant.answers[name]]
    return [name for name in other if _follow_on(constant, key, {**own, name: math.nan}) != follows]


def _follow_on(constant: Constant, key: str, own: Mapping[str, Any]) -> Any:
    """The value that the carry rule gives from the learner's own earlier values; None where it has none that is finite."""
    rule = constant.carry.get(key)
    if rule is None or not own:
        return None
    try:
        value = rule(own)
    except (ArithmeticError, ValueError):
        return None
    return value if not isinstance(value, float) or math.isfinite(value) else None

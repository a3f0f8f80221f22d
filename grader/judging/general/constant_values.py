"""Wrong numbers in a constant that no row of its exercise knows: the right ones rounded, or with the other sign."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from grader import wire
from grader.exercise.answers import number_in
from grader.exercise.spec import Constant
from grader.judging.general.advice import shared_mistake
from grader.report import NamedMistake, Outcome, Verdict

MOST_KEYS = 3  # named in a sentence
MOST_DIGITS = 9
CLOSE = 0.1  # of the right number: what is further away than that was not rounded, or to no digit that counts


def of_constant(constant: Constant, given: wire.Mapping, verdicts: Mapping[str, Verdict]) -> list[NamedMistake]:
    """One name for all wrong numbers that are the right ones in the same other form; none where one of them is something else."""
    numbers = _wrong_numbers(constant, given, verdicts)
    found = next(
        (slug for slug, holds in FORMS.items() if numbers and all(holds(*pair) for pair in numbers.values())), None
    )
    if found is None or not _tells(numbers):
        return []
    names = list(numbers)
    more = f" and {len(names) - MOST_KEYS} more" if len(names) > MOST_KEYS else ""
    return [shared_mistake(constant.name, found, ", ".join(names[:MOST_KEYS]) + more)]


def _wrong_numbers(
    constant: Constant, given: wire.Mapping, verdicts: Mapping[str, Verdict]
) -> dict[str, tuple[float, float]]:
    """(the number that stands there, the right one) for each key that is answered by a wrong number."""
    found = {}
    for key, right in constant.answers.items():
        number = number_in(given.get(key) or wire.Nothing())
        if verdicts[key].outcome is Outcome.FAILED and number is not None and isinstance(right, (int, float)):
            found[key] = (float(number), float(right))
    return found


def _rounds_to(number: float, right: float) -> bool:
    near = 0 < abs(number - right) <= CLOSE * abs(right)
    return near and any(math.isclose(number, round(right, digits), rel_tol=1e-12) for digits in range(MOST_DIGITS))


def _has_other_sign(number: float, right: float) -> bool:
    return right != 0 and math.isclose(number, -right, rel_tol=1e-9)


FORMS: dict[str, Callable[[float, float], bool]] = {"too_few_digits": _rounds_to, "other_sign": _has_other_sign}


def _tells(numbers: Mapping[str, tuple[float, float]]) -> bool:
    """A single number of one digit may be what it is for any reason."""
    return len(numbers) > 1 or any(
        len(f"{number:.12g}".strip("-0.").replace(".", "")) > 1 for number, _ in numbers.values()
    )

"""A declaration may be written another way; what it declares stays what it was."""

from __future__ import annotations

import pytest

from grader.exercise import catalogue
from tests.declarations.record import digest, recorded

RECORDED = recorded()
NUMBERS = [entry.number for entry in catalogue.entries()]


@pytest.mark.parametrize("number", NUMBERS)
def test_questions_outputs_and_mistakes_are_those_on_record(number: int) -> None:
    if number not in RECORDED:
        pytest.skip(f"not on record yet: python -m tests.declarations.record {number}")
    assert digest(number) == RECORDED[number], (
        f"exercise {number} asks or names something else than before; where that is meant, compare "
        f"`python -m tests.declarations.record --text {number}` before and after, then record it: "
        f"python -m tests.declarations.record {number}"
    )


def test_every_line_on_record_is_that_of_an_exercise() -> None:
    assert set(RECORDED) <= set(NUMBERS)

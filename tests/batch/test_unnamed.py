"""Wrong answers that coincide and have no name are shown to the teacher as one mistake."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grader import wire
from grader.exercise.catalogue import find
from grader.judging.digests import MOST_PARTS, digest_of, digest_of_output
from tests.conftest import Run

SOFTMAX = find("2").solution.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (np.array([0.1 + 0.2, 3.0]), np.array([0.3, 3.0])),
        ([1.0, (2.0,)], (1, [2])),
        (np.float32(1 / 3), 0.33333333),
        (np.array([np.nan, -0.0]), np.array([-np.nan, 0.0])),
        (9.9999999, 10.0),
        ({"w": 1.0, "b": 2.0}, {"b": 2.0, "w": 1.0}),
    ],
)
def test_what_agrees_to_six_digits_has_one_digest(one: object, other: object) -> None:
    assert digest_of(one) == digest_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1.0, 1.00001),
        (1.0, 10.0),
        (1.0, -1.0),
        (np.zeros(3), np.zeros((1, 3))),
        (np.nan, np.inf),
        ("1", 1.0),
        ([1.0, 2.0], [2.0, 1.0]),
        ({"w": 1.0}, {"b": 1.0}),
    ],
)
def test_what_differs_has_another_digest(one: object, other: object) -> None:
    assert digest_of(one) != digest_of(other)


def test_what_several_got_wrong_alike_is_news_to_the_teacher(nncli: Run, folder: Path) -> None:
    odd = SOFTMAX + "\n\nright = softmax\n\n\ndef softmax(z):\n    return right(z) * 0.7315 + 0.011\n"
    for name, text in {
        "ada": odd,
        "bob": odd + "# mine\n",
        "cleo": odd.replace("0.011", "0.012"),
        "dan": SOFTMAX,
    }.items():
        (folder / f"{name}.py").write_text(text)
    nncli("grade-all", "class")
    shown = nncli("gradebook", "--unnamed").stdout
    assert "2 learners  02 softmax: " in shown and "such as ada.py; ada, bob" in shown and "cleo" not in shown
    assert "expected" in shown
    hidden = nncli("gradebook", "--unnamed", "--anonymous").stdout
    assert "2 learners  02 softmax" in hidden and "ada" not in hidden
    assert "2 learners  02 softmax" in nncli("gradebook").stdout


def test_an_output_of_more_parts_than_any_that_is_asked_for_costs_the_judge_nothing() -> None:
    parts = [[0.5]] * 3 + [0.5] * (MOST_PARTS - 7)
    assert digest_of_output(wire.describe(parts)) == digest_of(parts)  # as large as can be
    assert digest_of_output(wire.describe([*parts, 0.5])) == ""
    assert digest_of_output(wire.describe(np.zeros((400, 400)))) == ""

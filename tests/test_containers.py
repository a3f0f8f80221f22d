"""Right numbers in another container of the same shape and order earn the value's marks, in every exercise, with a word in the note."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader import wire
from grader.exercise.spec import Tolerance
from grader.judging.compare import Rules, difference
from grader.judging.containers import in_expected_containers
from grader.report import Outcome
from tests.conftest import Grade

RULES = Rules(Tolerance(1e-9))
A = np.array([[1.0, 2.0], [3.0, 4.5]])


def judged(given: Any, expected: Any) -> tuple[bool, list[str]]:
    value, notes = in_expected_containers(wire.describe(given), expected)
    return difference(value, expected, RULES) is None, notes


RIGHT: list[tuple[Any, Any]] = [
    (A.tolist(), A),
    (tuple(map(tuple, A.tolist())), A),
    ([A[0], A[1]], A),
    ([A[0], (3, 4.5)], A),
    (np.array([1.5, 2.0]), (1.5, 2.0)),
    ([1.5, 2.0], (1.5, 2.0)),
    (np.array(1.5), 1.5),
    (np.float64(1.5), 1.5),
    (np.stack([A, A]), (A, A)),
    ((A.tolist(), 1.5), (A, 1.5)),
    ({"W": A.tolist()}, {"W": A}),
    ([np.float32(1.5), np.float32(2)], np.array([1.5, 2.0])),
    ([1, 2], np.array([1.0, 2.0])),
]


@pytest.mark.parametrize(("given", "expected"), RIGHT)
def test_a_list_a_tuple_and_an_array_are_one(given: Any, expected: Any) -> None:
    assert judged(given, expected)[0]


WRONG: list[tuple[Any, Any]] = [
    (np.matrix(A), A),
    ([np.matrix(A[0]), A[1]], A),
    (np.ma.masked_array(A, A > 2), A),
    ([np.ma.masked_array(A[0], A[0] > 1), A[1]], A),
    ({1.0, 2.0}, np.array([1.0, 2.0])),
    ({"0": 1.0, "1": 2.0}, np.array([1.0, 2.0])),
    ((x for x in (1.0, 2.0)), np.array([1.0, 2.0])),
    (iter([1.0, 2.0]), (1.0, 2.0)),
    (["1.0", "2.0"], np.array([1.0, 2.0])),
    ("12", (1.0, 2.0)),
    ([[1.0, 2.0], [3.0]], A),
    (A.T.tolist(), A),
    ([1.0, 2.0, 3.0], np.array([1.0, 2.0])),
    (np.array([1.0, 2.0, 3.0]), (1.0, 2.0)),
    ([[1.0, 2.0]], np.array([1.0, 2.0])),
    (np.array([[1.0], [2.0]]), (1.0, 2.0)),
    ([1.5], 1.5),
    ([], np.array([1.0])),
    ([1.0 + 2j, 2.0], np.array([1.0, 2.0])),
    ([object(), 2.0], np.array([1.0, 2.0])),
    ([None, 2.0], np.array([1.0, 2.0])),
    ([10**40, 2.0], np.array([1e40, 2.0])),
]


@pytest.mark.parametrize(("given", "expected"), WRONG)
def test_what_is_no_such_container_or_holds_other_numbers_is_wrong(given: Any, expected: Any) -> None:
    assert not judged(given, expected)[0]


def test_the_note_says_what_it_was() -> None:
    assert judged(A.tolist(), A)[1] == ["a list; NumPy code that follows would want an array"]
    assert judged(np.array([1.5, 2.0]), (1.5, 2.0))[1] == [
        "one array; asked for are several values, as in `return a, b`"
    ]
    assert judged(A, A)[1] == [] and judged((1.5, 2.0), (1.5, 2.0))[1] == []


def test_a_list_that_holds_itself_is_no_exception_of_the_learners(grade: Grade) -> None:
    (softmax,) = (
        grade("def softmax(z):\n    found = []\n    found.append(found)\n    return found\n").exercises[0].targets
    )
    assert {case.outcome for case in softmax.cases} == {Outcome.FAILED}
    assert {case.reason for case in softmax.cases} == {"the value is nested too deeply or has too many parts"}


def test_neither_is_a_dict_of_constants_that_holds_itself(grade: Grade) -> None:
    shapes, _ = grade("shapes = {}\nshapes['itself'] = shapes\n").exercises[0].targets
    assert {(case.outcome, case.reason) for case in shapes.cases} == {
        (Outcome.FAILED, "the value is nested too deeply or has too many parts")
    }


def test_an_exercise_takes_lists_and_says_so(grade: Grade) -> None:
    body = "e = np.exp(z - np.max(z, axis=-1, keepdims=True))\n    return (e / e.sum(axis=-1, keepdims=True)).tolist()"
    text = f"import numpy as np\ndef softmax(z):\n    {body}\n"
    case = grade(text).exercises[0].targets[0].cases
    assert all(one.outcome is Outcome.PASSED and "a list" in one.note for one in case)

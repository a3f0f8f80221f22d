"""Time and death in the worker: what is lost is one case, and the judge's clock says why."""

from __future__ import annotations

from grader.report import Outcome, Report


def outcomes(report: Report) -> list[Outcome]:
    return [case.outcome for case in report.exercises[0].targets[0].cases]


def reasons(report: Report) -> list[str]:
    return [case.reason for case in report.exercises[0].targets[0].cases]


HANGS = "def softmax(z):\n    while True:\n        pass\n"


def test_when_the_time_of_an_exercise_is_used_up_the_rest_is_told_so(grade) -> None:
    found = reasons(grade(HANGS, case=0.2))
    assert found[0] == "no answer within 0.2 s"
    assert found[-1] == "the time for the whole exercise (1 s) is used up"


def test_a_file_that_never_finishes_is_told_so_and_not_tried_again(grade) -> None:
    found = reasons(grade("while True:\n    pass\n\n\ndef softmax(z):\n    return z\n", case=0.2))
    assert set(found) == {"the file itself did not finish: is there a loop that never ends?"}


def test_a_hang_costs_its_case_only(grade) -> None:
    text = "import numpy as np\n\n\ndef softmax(z):\n    while z.shape == (4, 3) and z[0, 0] < 500:\n        pass\n"
    text += "    e = np.exp(z - z.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n"
    found = outcomes(grade(text, case=0.3))
    assert found.count(Outcome.TIMED_OUT) == 2
    assert found.count(Outcome.PASSED) == 8


def test_a_crash_costs_its_case_only(grade) -> None:
    text = "import os, numpy as np\n\n\ndef softmax(z):\n    if z.shape == (5,):\n        os._exit(0)\n"
    text += "    e = np.exp(z - z.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n"
    found = outcomes(grade(text))
    assert found.count(Outcome.ENDED) == 1
    assert found.count(Outcome.PASSED) == 9

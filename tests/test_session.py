"""Time and death in the worker: what is lost is one case, and the judge's clock says why."""

from __future__ import annotations

from grader import wire
from grader.exercise.catalogue import find
from grader.report import Outcome, Report
from grader.sandbox.workers import Workers


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


def test_a_large_file_is_compiled_for_its_first_exercise_and_says_its_own_lines_in_the_next(grade) -> None:
    softmax, gate = (find(number).solution.read_text(encoding="utf-8") for number in ("2", "3"))
    text = f"{softmax}\n{'# much to say' * 400}\n{gate.replace('self.y * dz', 'self.w * dz')}"
    report = grade(text)
    case = report.exercises[1].targets[0].cases[0]
    assert [exercise.outcome for exercise in report.exercises] == [Outcome.PASSED, Outcome.RAISED]
    assert "self.w * dz" in case.frames[-1].source
    assert case.frames[-1].line == text[: text.index("self.w")].count("\n") + 1


def test_only_what_is_worth_it_is_handed_on_as_code(workers: Workers) -> None:
    for text, is_kept in ((b"x = 1\n" * 2000, True), (b"x = 1\n", False), (b"x = (\n" * 2000, False)):
        with workers.lend() as worker:
            scanned = wire.read_reply(worker.exchange(wire.frame(wire.Scan("a.py", text)), 10.0))
        assert isinstance(scanned, wire.Scanned) and bool(scanned.code) is is_kept

"""Calls that are known beforehand are sent together: nothing but the time tells the difference."""

from __future__ import annotations

import pytest

from grader.exercise.catalogue import find
from grader.judging.questions import Question, Sheets
from grader.report import Outcome, Report
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source
from tests.gate import RIGHT_GATE

GATE = 'print("begun")\n' + RIGHT_GATE


def slowed(step: str) -> str:
    """The gate with a step before the gradients are returned."""
    return GATE.replace("        return self.y", f"        {step}\n        return self.y")


@pytest.fixture
def session(workers: Workers) -> Session:
    """A session of the gate, which has run."""
    made = Session(workers, Source("gate.py", GATE.encode()), Clock())
    made.begin(find("3").probe)
    return made


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    return [one for several in Sheets(0).of(find("3")).questions.values() for one in several]


def outcomes(report: Report) -> set[Outcome]:
    return {case.outcome for target in report.exercises[0].targets for case in target.cases}


# ---------------------------------------------------------------------------------------------------------- where one does not come


def test_a_case_that_hangs_costs_itself_alone(grade) -> None:
    report = grade(slowed("while getattr(dz, 'size', 0) > 3: pass"), case=0.3)
    assert outcomes(report) == {Outcome.PASSED, Outcome.TIMED_OUT}


def test_a_case_that_ends_its_process_costs_itself_alone(grade) -> None:
    report = grade(slowed("if getattr(dz, 'size', 0) > 3: import os; os._exit(3)"))
    assert outcomes(report) == {Outcome.PASSED, Outcome.ENDED}


def test_what_is_asked_again_one_by_one_was_printed_once(grade) -> None:
    report = grade(slowed("while getattr(dz, 'size', 0) > 3: pass"), case=0.3)
    assert report.exercises[0].printed.count("begun") == 1


def test_a_case_of_less_time_than_all_together_has_its_own(grade) -> None:
    report = grade(slowed("import time; time.sleep(0.4 if getattr(dz, 'size', 0) > 3 else 0)"), case=0.3)
    assert Outcome.PASSED in outcomes(report)


def test_answers_too_large_to_come_together_come_alone(grade) -> None:
    report = grade(GATE.replace("return self.y * dz, self.x * dz", "return 'x' * (1 << 19), 1"))
    assert Outcome.ENDED not in outcomes(report)


# ------------------------------------------------------------------------------------------------------------------ where all do


def test_the_answers_are_those_of_calls_that_are_asked_alone(session: Session, questions: list[Question]) -> None:
    alone = [session.ask(question.call).runs for question in questions]
    session.foresee(question.call for question in questions)
    together = [session.ask(questions[0].call).runs]
    assert len(session.foreseen.answers) == len(questions) - 1
    assert [*together, *(session.ask(question.call).runs for question in questions[1:])] == alone
    session.close()


def test_a_call_out_of_turn_is_asked_alone(session: Session, questions: list[Question]) -> None:
    session.foresee(question.call for question in questions)
    assert session.ask(questions[1].call).runs
    assert not session.foreseen.answers
    session.close()


def test_answers_that_take_a_while_all_come_from_one_worker(grade) -> None:
    report = grade(slowed("import time; time.sleep(0.1)"))
    assert report.outcome is Outcome.PASSED
    assert report.exercises[0].printed.count("begun") == 1

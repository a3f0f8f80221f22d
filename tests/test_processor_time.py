"""A case has its seconds of computing; a machine that is busy takes none of them away, and one that only waits meets the wall."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import ExerciseReport, Outcome
from grader.sandbox.session import Clock
from grader.sandbox.zygotes import Zygotes
from grader.submissions.submission import Source, Submission

SOFTMAX = """import time
import numpy as np

def compute(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass

def softmax(z):
    {}
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""

pytestmark = pytest.mark.skipif(os.uname().sysname != "Linux", reason="the clock of another process is Linux's")


@pytest.fixture
def zygotes() -> Iterator[Zygotes]:
    made = Zygotes()
    yield made
    made.close()


def grade(zygotes: Zygotes, line: str, clock: Clock) -> ExerciseReport:
    source = Source("mysolution.py", SOFTMAX.format(line).encode())
    return Grader(zygotes, Sheets(), clock).report(Submission(source.name, (source,))).exercises[0]


@contextmanager
def slowed(zygotes: Zygotes) -> Iterator[None]:
    """The worker gets a fifth of the processor: it is stopped and continued, as by a machine with much else to do."""
    done = threading.Event()

    def slow() -> None:
        while not done.is_set():
            for child in children(zygotes.process or 0):
                send(child, signal.SIGSTOP)
                time.sleep(0.04)
                send(child, signal.SIGCONT)
            time.sleep(0.01)

    thread = threading.Thread(target=slow)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        for child in children(zygotes.process or 0):
            send(child, signal.SIGCONT)


def children(process: int) -> list[int]:
    try:
        with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except OSError:
        return


def test_a_worker_that_gets_little_of_the_processor_has_its_time_all_the_same(
    zygotes: Zygotes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.sandbox.session.CASE_WALL", 50.0)  # the machine of this test may be busy, too
    _ = zygotes.isolation
    if not os.path.exists(f"/proc/{zygotes.process}/task/{zygotes.process}/children"):
        pytest.skip("the kernel does not list a process's children")
    with slowed(zygotes):
        report = grade(zygotes, "compute(0.02)", Clock(0.15, 20.0))
    assert report.outcome is Outcome.PASSED, [case.reason for case in report.targets[0].cases]


def test_what_computes_for_ever_is_told_after_its_own_seconds(zygotes: Zygotes) -> None:
    case = grade(zygotes, "while True: pass", Clock(0.3, 1.0)).targets[0].cases[0]
    assert (case.outcome, case.reason) == (Outcome.TIMED_OUT, "no answer within 0.3 s")


def test_what_only_waits_meets_the_wall_and_is_told_so(zygotes: Zygotes) -> None:
    case = grade(zygotes, "time.sleep(60)", Clock(0.2, 1.0)).targets[0].cases[0]
    assert case.outcome is Outcome.TIMED_OUT
    assert case.reason == "no answer within 1 s, with hardly any computing: does it wait for something?"


def test_a_short_wait_costs_nothing(zygotes: Zygotes) -> None:
    assert grade(zygotes, "time.sleep(0.6)", Clock(0.5, 30.0)).outcome is Outcome.PASSED


def test_a_worker_tells_what_it_has_computed(zygotes: Zygotes) -> None:
    with zygotes.lend() as worker:
        seconds = worker.processor_seconds
    assert seconds is not None and 0.0 <= seconds < 60.0

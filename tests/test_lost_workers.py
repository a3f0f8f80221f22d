"""A worker or a zygote that is ended from outside is never a learner's fault: it is asked again, and then no mark is given at all."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader import wire
from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings, Lanes, grade_task
from grader.classroom.turns import Fault, Graded, Task
from grader.grade import Grader, Sheets
from grader.report import Outcome
from grader.sandbox.budget import Budget
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import MachineFault
from grader.sandbox.zygotes import Zygotes
from grader.submissions.roster import Learner
from grader.submissions.submission import Source, Submission
from tests.learning.watching import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="zygotes, as on Linux")

SLOW = """
import time
class MultiplyGate:
    def forward(self, x, y):
        time.sleep(0.3)
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return self.y * dz, self.x * dz
"""
MOST = 40  # processes and threads


def submission(text: str) -> Submission:
    return Submission("ada", (Source("ex03_multiply_gate.py", text.encode()),))


@pytest.fixture
def zygotes() -> Iterator[Zygotes]:
    made = Zygotes()
    assert made.isolation[0]
    yield made
    made.close()


def grader(zygotes: Zygotes) -> Grader:
    return Grader(zygotes, Sheets(), Clock(2.0, 20.0))


def children(process: int | None) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


@contextmanager
def killing(victims: Callable[[], list[int]], times: int) -> Iterator[list[int]]:
    """Within it, whatever `victims` gives is killed, so many times."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while len(killed) < times and not over.is_set():
            for one in victims():
                if one not in killed:
                    time.sleep(0.05)
                    os.kill(one, signal.SIGKILL)
                    killed.append(one)
            time.sleep(0.01)

    killer = threading.Thread(target=kill)
    killer.start()
    yield killed
    over.set()
    killer.join()


def test_a_worker_that_was_killed_once_costs_nothing(zygotes: Zygotes) -> None:
    with killing(lambda: children(zygotes.process), 1) as killed:
        report = grader(zygotes).report(submission(SLOW))
    assert len(killed) == 1
    assert (report.outcome, report.score) == (Outcome.PASSED, 3.0)


def test_so_does_a_zygote(zygotes: Zygotes) -> None:
    first = zygotes.process
    with killing(lambda: [first] if children(first) else [], 1):
        report = grader(zygotes).report(submission(SLOW))
    assert (report.outcome, report.score) == (Outcome.PASSED, 3.0)
    assert zygotes.process != first


def test_one_that_is_always_killed_gives_no_mark_and_is_nobodys_fault(zygotes: Zygotes) -> None:
    settings = ClassSettings(Assignment(), 0)
    with killing(lambda: children(zygotes.process), 1000):
        found = grade_task(grader(zygotes), settings, Task(Learner("ada", (), ()), submission(SLOW)))
    assert isinstance(found, Fault) and "through no fault of its own" in found.reason


def test_a_broken_exercise_is_no_mark_in_a_class(zygotes: Zygotes) -> None:
    """The control: the same learner is graded by a grader whose exercise is whole."""
    settings, task = ClassSettings(Assignment(), 0), Task(Learner("ada", (), ()), submission(SLOW))
    whole = grade_task(grader(zygotes), settings, task)
    assert isinstance(whole, Graded) and whole.report.score == 3.0
    torn = grader(zygotes)
    torn.sheets.of = lambda entry: (_ for _ in ()).throw(KeyError("torn"))  # type: ignore[method-assign, assignment]
    found = grade_task(torn, settings, task)
    assert isinstance(found, Fault) and found.reason.startswith("exercise 3: KeyError")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("import os\ndef f(): os._exit(3)", "the process ended itself with status 3"),
        ("import os, time\ndef f(): os.closerange(3, 60) or time.sleep(9)", "the process closed its line to the judge"),
        ("import os\ndef f(): os.abort()", "SIGABRT"),
        ("import os\ndef f(): os.kill(os.getpid(), 9)", "PermissionError"),
        ("import resource\ndef f(): resource.setrlimit(resource.RLIMIT_CPU, (0, 0))", "Error"),
    ],
)
def test_what_a_worker_does_to_itself_is_its_own(zygotes: Zygotes, text: str, outcome: str) -> None:
    body = "class MultiplyGate:\n    def forward(self, x, y):\n        f()\n    backward = forward\n"
    report = grader(zygotes).report(submission(f"{text}\n{body}"))
    assert report.outcome in (Outcome.ENDED, Outcome.RAISED), report
    reasons = [case.reason for target in report.exercises[0].targets for case in target.cases]
    assert any(outcome in reason for reason in reasons), reasons


def test_descriptors_that_are_missing_for_a_while_cost_nothing(zygotes: Zygotes) -> None:
    """The judge itself may open no more files; half a second later it may again."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = [os.open(os.devnull, os.O_RDONLY)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (taken[0] + 1, before[1]))
    timer = threading.Timer(0.5, lambda: resource.setrlimit(resource.RLIMIT_NOFILE, before))
    timer.start()
    try:
        report = grader(zygotes).report(submission(SLOW))
    finally:
        timer.join()
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        os.close(taken[0])
    assert report.score == 3.0


def test_where_they_stay_missing_the_machine_is_blamed(zygotes: Zygotes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.sandbox.session.PAUSES", (0.01,))
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = os.open(os.devnull, os.O_RDONLY)
    resource.setrlimit(resource.RLIMIT_NOFILE, (taken + 1, before[1]))
    try:
        with pytest.raises(MachineFault, match="no worker could be started"):
            Session(zygotes, submission(SLOW).sources[0], Clock(), budget=Budget()).scan()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
        os.close(taken)


GREEDY = (Path(__file__).parent / "hostile" / "threads_of_others" / "submission.py").read_text(encoding="utf-8")
ROOT = pytest.mark.skipif(
    os.geteuid() != 0, reason="the workers must have a user of their own, whose threads are counted"
)


@contextmanager
def few_processes() -> Iterator[None]:
    """Zygotes that are started within it have a user who may have MOST processes and threads; root itself is exempt."""
    before = resource.getrlimit(resource.RLIMIT_NPROC)
    resource.setrlimit(resource.RLIMIT_NPROC, (MOST, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NPROC, before)


@contextmanager
def lanes_of_two(are_one_user: bool = False) -> Iterator[list[Zygotes]]:
    """Two zygotes as a class has them; where the first has lent a worker before it is asked for the second, they are one user."""
    with few_processes():
        first = Zygotes()
        assert first.isolation[0]
    if are_one_user:
        with first.lend() as worker:
            worker.exchange(wire.frame(wire.Scan("a.py", b"")), 10.0)
    both = [first, *first.clones(1)]
    yield both
    for zygotes in both:
        zygotes.close()


def status_of(process: int | None, name: str) -> list[str]:
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"{name}:")).split()[1:]


def take_all_threads(zygotes: Zygotes) -> Session:
    """A worker that has taken what threads its user may have, and lives on."""
    session = Session(zygotes, submission(GREEDY).sources[0], Clock())
    session.begin("")
    assert session.worker
    for _ in range(500):
        if int(status_of(session.worker.process, "Threads")[0]) > MOST - 4:
            return session
        time.sleep(0.01)
    raise AssertionError("it takes no threads")


@ROOT
def test_each_zygote_of_a_class_is_a_user_of_its_own_before_there_is_a_worker() -> None:
    first = Zygotes()
    assert first.isolation[0]
    several = [first, *first.clones(3)]
    assert all(zygotes.isolation == first.isolation for zygotes in several)
    wait_until(lambda: "0" not in status_of(first.process, "Uid"), lambda: "the first zygote is root still")
    users = [tuple(status_of(zygotes.process, "Uid")) for zygotes in several]
    assert len(set(users)) == 4 and all(len(set(user)) == 1 and user[0] != "0" for user in users)
    for zygotes in several:
        zygotes.close()


@ROOT
@pytest.mark.parametrize("are_one_user", [False, True], ids=["as in a class", "control"])
def test_threads_that_one_takes_are_not_missing_to_the_other_lane(
    are_one_user: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.sandbox.session.PAUSES", ())
    with lanes_of_two(are_one_user) as (lane, other):
        greedy = take_all_threads(other)
        task = Task(Learner("ada", (), ()), submission(SLOW))
        found = grade_task(grader(lane), ClassSettings(Assignment(), 0), task)
        greedy.close()
    assert isinstance(found, Fault if are_one_user else Graded)


@ROOT
def test_a_class_with_greedy_learners_costs_no_honest_one_a_mark() -> None:
    with few_processes():
        lanes = Lanes(ClassSettings(Assignment(), 0), 2)
    texts = {f"greedy {number}": GREEDY for number in range(2)} | {f"honest {number}": SLOW for number in range(3)}
    found = list(lanes.results(Task(Learner(name, (), ()), submission(text)) for name, text in texts.items()))
    lanes.close()
    assert {one.learner.key: one.report.score for one in found if isinstance(one, Graded)} == dict.fromkeys(texts, 3.0)

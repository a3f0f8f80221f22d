"""Lanes: graders side by side, each with workers of its own."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings, Graded, Lanes, Task
from grader.sandbox.workers import cores
from grader.sandbox.zygotes import Zygotes
from grader.submissions.roster import Learner
from grader.submissions.submission import Source, Submission

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process keeps to a core on Linux only")

RIGHT = (Path(__file__).parents[2] / "solutions" / "03_multiply_gate.py").read_bytes()


def tasks(count: int) -> Iterator[Task]:
    for number in range(count):
        name = f"learner{number}"
        yield Task(Learner(name, (), ()), Submission(name, (Source("a.py", RIGHT + b"# %d\n" % number),)))


@pytest.fixture
def lanes(request: pytest.FixtureRequest) -> Iterator[Lanes]:
    made = Lanes(ClassSettings(Assignment(), 0), request.param)
    yield made
    made.close()


def cores_of(lanes: Lanes) -> list[set[int]]:
    zygotes = [workers for workers in lanes.workers if isinstance(workers, Zygotes)]
    return [os.sched_getaffinity(one.process) for one in zygotes if one.process]


@pytest.mark.parametrize("lanes", [cores()], indirect=True)
def test_lanes_that_fill_the_machine_keep_to_a_core_each(lanes: Lanes) -> None:
    before = os.sched_getaffinity(0)
    assert len(list(lanes.results(tasks(3 * cores())))) == 3 * cores()
    assert sorted(cores_of(lanes), key=min) == [{core} for core in sorted(before)]
    assert os.sched_getaffinity(0) == before


@pytest.mark.skipif(cores() < 2, reason="takes two cores")
@pytest.mark.parametrize("lanes", [1], indirect=True)
def test_fewer_lanes_go_wherever_there_is_room(lanes: Lanes) -> None:
    list(lanes.results(tasks(2)))
    assert cores_of(lanes) == [os.sched_getaffinity(0)]


@pytest.mark.parametrize("lanes", [2], indirect=True)
def test_a_lane_goes_on_when_its_zygote_is_killed(lanes: Lanes) -> None:
    found = []
    for result in lanes.results(tasks(30)):
        found.append(result)
        if len(found) == 5:
            for workers in lanes.workers:
                assert isinstance(workers, Zygotes) and workers.process
                os.kill(workers.process, signal.SIGKILL)
    assert len(found) == 30
    # Whoever was being graded may lose a case, as in any death of a worker.
    assert sum(isinstance(one, Graded) and one.report.score == 3 for one in found) >= 28


@pytest.mark.parametrize("lanes", [2], indirect=True)
def test_who_stops_listening_waits_for_what_has_begun_only(lanes: Lanes) -> None:
    given = tasks(10_000)
    results = lanes.results(given)
    next(results)
    results.close()
    assert next(given).learner.key == "learner6"

"""A real Dask cluster of two workers, one of which is killed while the class is graded."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings, Fault, Graded, Lanes, Task
from grader.sandbox.workers import SandboxError
from grader.submissions.roster import Learner
from grader.submissions.submission import Source, Submission
from tests.batch.conftest import RIGHT, STUB, WRONG
from tests.conftest import Run

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'nncli[dask]'")

PLAN = ClassSettings(Assignment(), 0)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    made = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with made:
        yield made


def tasks(count: int) -> list[Task]:
    found = []
    for number in range(count):
        text = (RIGHT, WRONG, STUB)[number % 3] + f"\n# {number}\n"
        learner = Learner(f"learner{number:03}", (), ())
        found.append(Task(learner, Submission(learner.key, (Source("ex03_multiply_gate.py", text.encode()),))))
    return found


def reports(results: list[Graded | Fault]) -> dict[str, Any]:
    assert not any(isinstance(one, Fault) for one in results)
    return {one.learner.key: one.report for one in results if isinstance(one, Graded)}


def locally(some: list[Task]) -> dict[str, Any]:
    lanes = Lanes(PLAN, 1)
    try:
        return reports(list(lanes.results(some)))
    finally:
        lanes.close()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_a_worker_that_is_killed_loses_nothing_and_the_grades_are_the_local_ones(cluster: Any) -> None:
    from grader.classroom.cluster import CHUNK, Cluster

    some = tasks(CHUNK * 12)
    over_there = Cluster(PLAN, cluster.scheduler_address)
    results: list[Graded | Fault] = []
    victim = over_there.client.run(os.getpid)
    for result in over_there.results(some):
        if len(results) == CHUNK:
            os.kill(next(iter(victim.values())), signal.SIGKILL)
        results.append(result)
    over_there.close()
    assert len(results) == len(some)
    assert reports(results) == locally(some)


def test_the_command_writes_the_same_gradebook(cluster: Any, nncli: Run, folder: Path) -> None:
    (folder / "ada.py").write_text(RIGHT)
    (folder / "bob.py").write_text(WRONG)
    done = nncli("grade-all", "class", "--dask", cluster.scheduler_address)
    assert (done.returncode, done.stderr.count("2 graded")) == (0, 1)
    assert "0 graded, 2 unchanged" in nncli("grade-all", "class").stderr


def test_a_cluster_that_cannot_be_reached_is_our_fault_and_no_learners(nncli: Run, folder: Path) -> None:
    (folder / "ada.py").write_text(RIGHT)
    done = nncli("grade-all", "class", "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 3
    assert "cannot be reached" in done.stderr


def test_without_dask_the_way_to_get_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from grader.classroom.cluster import Cluster

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SandboxError, match="pip install"):
        Cluster(PLAN, "tcp://127.0.0.1:1")

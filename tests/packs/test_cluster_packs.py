"""A class graded on a cluster whose workers have the same pack, another one, none, or come later: a sentence, never a wrong mark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings, versions
from grader.classroom.turns import Fault, Graded, Task
from grader.exercise.catalogue import look_again
from grader.report import Isolation
from grader.submissions.roster import Learner
from grader.submissions.submission import Source, Submission
from grader.version import VERSION
from tests.conftest import Run
from tests.packs.conftest import RIGHT

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'nncli[dask]'")
WRONG = RIGHT.replace("np.maximum(x, 0)", "abs(x)")


@pytest.fixture
def other(course: Path, tmp_path: Path) -> Path:
    """The pack with another reference: by it, what is right would be wrong."""
    changed = shutil.copytree(course, tmp_path / "other")
    spec = changed / "exercises" / "03_relu_gate" / "spec.py"
    spec.write_text(spec.read_text().replace("lambda x: np.maximum(x, 0)", "lambda x: abs(x)", 1))
    return changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "class"
    made.mkdir()
    (made / "ada.py").write_text(RIGHT)
    (made / "bob.py").write_text(WRONG)
    return made


@contextmanager
def worker(address: str, packs: Path | None) -> Iterator[None]:
    environment = {**os.environ, "NNCLI_PACKS": str(packs or ""), "NNCLI_REQUIRE_ISOLATION": "none"}
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--no-nanny",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        started.terminate()
        started.wait(30)


@pytest.fixture
def scheduler() -> Iterator[str]:
    made = distributed.LocalCluster(n_workers=0, dashboard_address=None)
    with made:
        yield made.scheduler_address


def test_workers_with_the_same_pack_grade_a_class(nncli: Run, course: Path, folder: Path, scheduler: str) -> None:
    with worker(scheduler, course):
        done = nncli("grade-all", "class", "--pack", "mine", "--dask", scheduler)
    assert (done.returncode, done.stderr.count("2 graded")) == (0, 1), done.stderr
    assert "2 of 2" in nncli("gradebook", "--student", "ada", "--pack", "mine").stdout


@pytest.mark.parametrize("there", ["other", "none"])
def test_workers_with_another_pack_grade_nobody(
    nncli: Run, course: Path, other: Path, folder: Path, scheduler: str, there: str
) -> None:
    with worker(scheduler, other if there == "other" else None):
        done = nncli("grade-all", "class", "--pack", "mine", "--dask", scheduler)
    assert done.returncode == 3
    assert "know other exercises: install the same packs there, or name them by NNCLI_PACKS" in done.stderr
    assert "there is no such gradebook" in nncli("gradebook", "--student", "ada", "--pack", "mine").stderr


def test_a_pack_that_was_changed_on_both_sides_is_read_again(
    nncli: Run, course: Path, other: Path, folder: Path, scheduler: str
) -> None:
    with worker(scheduler, course):
        nncli("grade-all", "class", "--pack", "mine", "--dask", scheduler)
        spec = "exercises/03_relu_gate/spec.py"
        (course / spec).write_text((other / spec).read_text())
        done = nncli("grade-all", "class", "--pack", "mine", "--dask", scheduler)
    assert (done.returncode, done.stderr.count("2 graded")) == (0, 1), done.stderr
    assert "failed" in nncli("gradebook", "--student", "ada", "--pack", "mine").stdout


@pytest.fixture
def known(course: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process knows the pack, and forgets it afterwards."""
    with monkeypatch.context() as changed:
        changed.setenv("NNCLI_PACKS", str(course))
        _forget()
        yield
    _forget()


def _forget() -> None:
    look_again()
    versions.cache_clear()


@pytest.mark.usefixtures("known")
def test_a_worker_that_comes_later_with_another_pack_gives_no_mark(course: Path, other: Path, scheduler: str) -> None:
    from grader.classroom.cluster import Cluster

    with worker(scheduler, course):
        cluster = Cluster(ClassSettings(Assignment(exercises=("course/3",)), 0), scheduler)
    with worker(scheduler, other):
        cluster.client.wait_for_workers(1, timeout=60)
        results = list(cluster.results([_task("ada", RIGHT), _task("bob", WRONG)]))
    cluster.close()
    assert not any(isinstance(one, Graded) for one in results)
    assert {one.reason for one in results if isinstance(one, Fault)} == {
        "a worker that came to the cluster later has another nncli or other packs: install the same there"
    }


def _task(name: str, text: str) -> Task:
    return Task(Learner(name, (), ()), Submission(name, (Source("gate.py", text.encode()),)))


def test_a_worker_that_protects_less_gives_no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.classroom.cluster import Terms, exercises_version, grade_parcel, settings_data

    terms = Terms("auto", Isolation("strong", "all of it"), VERSION, exercises_version())
    monkeypatch.setattr("grader.classroom.cluster._workers", lambda make: Unprotected())
    task = _task("ada", RIGHT)
    found = grade_parcel(settings_data(ClassSettings(Assignment(), 0)), [(task.learner, task.submission)], terms)
    assert [(done, report) for done, _, report in found] == [(False, b"")] and "protects less" in found[0][1]


class Unprotected:
    """Workers that say they confine nothing."""

    isolation = ("none", "nothing")

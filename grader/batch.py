"""A class -> graded submissions: one lane a core, each with workers of its own; the judge works beside them.

A lane is a thread of this process. It waits for its worker most of the time, so the lanes' workers run at once while references are
computed once for all of them. Submissions are taken from an iterator and handed back as they are done: memory does not grow with the class.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from queue import SimpleQueue

import msgspec

from grader.assignment import Assignment
from grader.catalogue import CatalogueError, Entry, entries
from grader.grade import Grader
from grader.gradebook import Key
from grader.report import Isolation, Report
from grader.roster import Learner
from grader.sandbox.process import SandboxError, Workers, open_workers
from grader.session import Clock
from grader.submission import Submission, SubmissionError
from grader.version import VERSION

WAITING = 3  # submissions in memory for each lane: enough that no lane waits for the disk
SWITCH_SECONDS = 0.0005  # a lane whose worker has answered should not wait long for another lane's judging


@dataclass(frozen=True)
class Task:
    learner: Learner
    submission: Submission


@dataclass(frozen=True)
class Graded:
    learner: Learner
    report: Report


@dataclass(frozen=True)
class Fault:
    """A submission that could not be graded through a fault of ours: it gets no mark, and is tried again in the next run."""

    learner: Learner
    reason: str


@dataclass(frozen=True)
class Plan:
    """What is the same for everyone in a class."""

    assignment: Assignment
    seed: int

    @property
    def key(self) -> Key:
        return Key(self.settings, versions())

    @property
    def settings(self) -> str:
        deciding = [VERSION, self.seed, self.assignment.fingerprint, names_version()]
        return hashlib.sha256(msgspec.json.encode(deciding)).hexdigest()[:32]

    def grader(self, workers: Workers, isolation: Isolation) -> Grader:
        limits = self.assignment.limits
        clock = Clock(limits.case, max(limits.submission, limits.case))
        return Grader(workers, self.seed, clock, isolation, counted=self.assignment.numbers)

    def unreadable(self, learner: Learner, error: SubmissionError, isolation: Isolation) -> Report:
        """The report of a submission that cannot be read: no points, and why."""
        sha256 = hashlib.sha256(f"unreadable\0{error}".encode("utf-8", "backslashreplace")).hexdigest()
        report = Report(learner.key, sha256, self.seed, VERSION, isolation, problem=str(error))
        return self.assignment.counted(report)


@cache
def names_version() -> str:
    """Of the names by which attempts are recognised: where they change, what a file attempts may change."""
    return hashlib.sha256(msgspec.json.encode([[entry.name, entry.names] for entry in entries()])).hexdigest()


@cache
def versions() -> dict[int, str]:
    """The version of each exercise: of everything in its folder that decides a mark."""
    return {entry.number: _version(entry) for entry in entries()}


def _version(entry: Entry) -> str:
    whole = hashlib.sha256()
    for name in ("spec.py", "probe.py", "stub.py"):
        path = entry.folder / name
        whole.update(path.read_bytes() if path.exists() else b"")
    return whole.hexdigest()[:16]


class Lanes:
    """Graders that work at once. All of them ask the questions of one set of sheets."""

    def __init__(self, plan: Plan, count: int, make: str = "auto") -> None:
        self.plan = plan
        self.workers = [open_workers(make) for _ in range(count)]
        try:
            self.isolation = self._isolation()
            self.graders = [plan.grader(workers, self.isolation) for workers in self.workers]
        except BaseException:
            self.close()
            raise
        for grader in self.graders[1:]:
            grader.sheets = self.graders[0].sheets

    def _isolation(self) -> Isolation:
        """The least of any lane. Raises SandboxError."""
        levels = ("none", "partial", "strong")
        return min((Isolation(*workers.isolation) for workers in self.workers), key=lambda one: levels.index(one.level))

    def graded(self, tasks: Iterable[Task]) -> Iterator[Graded | Fault]:
        """Each task's report as it is done, in no particular order. Raises SandboxError where no worker can be started."""
        idle: SimpleQueue[Grader] = SimpleQueue()
        for grader in self.graders:
            idle.put(grader)

        def work(task: Task) -> Graded | Fault:
            grader = idle.get()
            try:
                return graded(grader, self.plan, task)
            finally:
                idle.put(grader)

        with _switching(SWITCH_SECONDS):
            yield from _in_lanes(work, tasks, len(self.graders))

    def close(self) -> None:
        for workers in self.workers:
            workers.close()


def graded(grader: Grader, plan: Plan, task: Task) -> Graded | Fault:
    """One submission. Whatever goes wrong with it stays with it; only a machine that starts no workers stops the class."""
    try:
        return Graded(task.learner, plan.assignment.counted(grader.report(task.submission)))
    except (SandboxError, CatalogueError):
        raise
    except Exception as error:
        return Fault(task.learner, f"{type(error).__name__}: {error}")


def _in_lanes(work: Callable[[Task], Graded | Fault], tasks: Iterable[Task], lanes: int) -> Iterator[Graded | Fault]:
    pool = ThreadPoolExecutor(lanes)
    pending: set[Future[Graded | Fault]] = set()
    try:
        for task in tasks:
            pending.add(pool.submit(work, task))
            if len(pending) >= WAITING * lanes:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _switching:
    """Threads take turns more often within."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        self.before = sys.getswitchinterval()
        sys.setswitchinterval(self.seconds)

    def __exit__(self, *_: object) -> None:
        sys.setswitchinterval(self.before)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

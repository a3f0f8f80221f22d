"""Beyond one machine: chunks of submissions go to a Dask cluster, reports come back, and the same gradebook is written here.

A worker of the cluster keeps a zygote and confines learners' code as the judge here would. What travels is the learners' files, one
way, and encoded reports, the other; nothing that a learner's code made is ever unpickled. A chunk whose worker is lost is graded
again elsewhere.
"""

from __future__ import annotations

import atexit
import hashlib
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from grader.classroom.batch import ClassSettings, grade_task, versions
from grader.classroom.turns import Fault, Graded, Postponed, Task
from grader.exercise.catalogue import look_again
from grader.judging.questions import Sheets
from grader.report import Isolation, Report, weakest
from grader.sandbox.opening import open_workers
from grader.sandbox.workers import SandboxError, Workers
from grader.submissions.roster import Learner
from grader.submissions.submission import Submission
from grader.version import VERSION

CHUNK = 16  # submissions that are sent together: few are lost with a worker, and few messages are sent
AHEAD = 4  # chunks for each thread of the cluster that are under way at once
SECONDS = 10

Parcel = list[tuple[Learner, Submission]]
Answer = tuple[bool, str, bytes]  # graded?, the fault's reason, the encoded report


class Terms(NamedTuple):
    """What a worker must be and know: one that comes to the cluster later is held to what was seen of the others."""

    make: str
    isolation: Isolation
    version: str
    exercises: str


class Cluster:
    """Grades like `batch.Lanes`, on the workers of a Dask cluster. Raises SandboxError where it cannot be reached or does not fit."""

    def __init__(self, plan: ClassSettings, address: str, make: str = "auto") -> None:
        try:
            import distributed
        except ModuleNotFoundError:
            raise SandboxError("grading on a cluster needs Dask: pip install 'nncli[dask]'") from None
        self.plan, self.make, self.stopping = plan, make, False
        self.dask: Any = distributed
        try:
            self.client: Any = self.dask.Client(address, timeout=SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise SandboxError(f"the Dask cluster at {address} cannot be reached ({error})") from None
        self.isolation = self._least_isolation()

    def grade_by(self, plan: ClassSettings) -> None:
        """What is graded from now on is graded by these settings."""
        self.plan = plan

    def _least_isolation(self) -> Isolation:
        """That of the worker which protects least; also, every worker must run this version of the program."""
        try:
            self.client.wait_for_workers(1, timeout=SECONDS)
            facts = self.client.run(parcel_facts, self.make)
        except Exception as error:
            self.close()
            raise SandboxError(
                f"the workers of the Dask cluster cannot grade: {type(error).__name__}: {error}"
            ) from None
        others = {version for version, *_ in facts.values()} - {VERSION}
        if others:
            self.close()
            raise SandboxError(
                f"the cluster runs nncli {', '.join(sorted(others))}, here it is {VERSION}; install the same"
            )
        if {exercises for _, exercises, *_ in facts.values()} != {exercises_version()}:
            self.close()
            raise SandboxError(
                "the workers of the cluster know other exercises: install the same packs there, or name them by NNCLI_PACKS\n\n"
                "hint: nothing was graded; without --dask, this machine grades alone"
            )
        return weakest(Isolation(level, detail) for *_, level, detail in facts.values())

    def results(self, tasks: Iterable[Task]) -> Iterator[Graded | Fault]:
        """Each task's report as it is done, in no particular order."""
        plan, remaining = settings_data(self.plan), iter(tasks)
        sent: dict[str, Parcel] = {}

        def submit() -> Any:
            parcel = [(task.learner, task.submission) for task in islice(remaining, CHUNK)]
            if not parcel:
                return None
            terms = Terms(self.make, self.isolation, VERSION, exercises_version())
            future = self.client.submit(grade_parcel, plan, parcel, terms, pure=False, retries=3)
            sent[future.key] = parcel
            return future

        window = AHEAD * max(sum(self.client.nthreads().values()), 1)
        under_way = self.dask.as_completed(list(filter(None, (submit() for _ in range(window)))))
        for future in under_way:
            yield from _results(future, sent.pop(future.key))
            if (following := submit()) is not None:
                under_way.add(following)

    def close(self) -> None:
        self.client.close()


def _results(future: Any, parcel: Parcel) -> Iterator[Graded | Fault]:
    """Where the cluster gives up a chunk, its submissions alone get no mark in this run."""
    if future.status != "finished":
        reason = f"{type(future.exception()).__name__} on the cluster"
        yield from (Fault(learner, reason) for learner, _ in parcel)
        return
    for (learner, submission), (done, reason, report) in zip(parcel, future.result(), strict=True):
        graded = Graded(learner, msgspec.json.decode(report, type=Report), submission.sources) if done else None
        yield graded or Fault(learner, reason)


def settings_data(plan: ClassSettings) -> bytes:
    """The class's settings as plain data for another machine."""
    return msgspec.json.encode(plan)


# --------------------------------------------------------------------------------------------------------- on the cluster's side

_here = threading.local()  # a zygote runs one worker at a time: each thread of a Dask worker has its own


def _workers(make: str) -> Workers:
    if not hasattr(_here, "workers"):
        _here.workers, _here.graders = open_workers(make), {}
        atexit.register(_here.workers.close)
    workers: Workers = _here.workers
    return workers


def exercises_version() -> str:
    """Of all exercises that are known here, those of packs too: where it differs, marks would."""
    return hashlib.sha256(msgspec.json.encode(sorted(versions().items()))).hexdigest()


def parcel_facts(make: str) -> tuple[str, str, str, str]:
    """Version, that of the exercises as they are now, level and sentence of the isolation, tried on this worker."""
    look_again()
    versions.cache_clear()
    workers = open_workers(make)
    try:
        return (VERSION, exercises_version(), *workers.isolation)
    finally:
        workers.close()


def grade_parcel(encoded: bytes, parcel: Parcel, terms: Terms) -> list[Answer]:
    """Grade some submissions with this thread's own zygote; its sheets of questions are kept for the next chunk."""
    workers = _workers(terms.make)
    if refusal := _refusal(terms, Isolation(*workers.isolation)):
        return [(False, refusal, b"")] * len(parcel)
    plan = msgspec.json.decode(encoded, type=ClassSettings)
    grader = _here.graders.setdefault((encoded, terms), plan.grader(workers, Sheets(plan.seed), terms.isolation))
    return [_answer(grade_task(grader, plan, Task(learner, submission))) for learner, submission in parcel]


def _refusal(terms: Terms, isolation: Isolation) -> str:
    """Why this worker may not grade; empty where it may."""
    if (VERSION, exercises_version()) != (terms.version, terms.exercises):
        return "a worker that came to the cluster later has another nncli or other packs: install the same there"
    if isolation.strength < terms.isolation.strength:
        return f"a worker that came to the cluster later protects less than the others: isolation {isolation.detail}"
    return ""


def _answer(result: Graded | Fault | Postponed) -> Answer:
    if isinstance(result, Fault):
        return False, result.reason, b""
    assert isinstance(result, Graded), "a submission on a cluster has all its time at once"
    return True, "", msgspec.json.encode(result.report)

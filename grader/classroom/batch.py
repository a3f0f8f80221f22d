"""A class -> graded submissions: one lane a core, each with workers of its own; the judge works beside them.

A lane is a thread of this process. It waits for its worker most of the time, so the lanes' workers run at once while references are
computed once for all of them. Where there is a lane for each core, a lane and its workers keep to one: they take turns anyway, and
waking a process on another core takes longer than the answer. Submissions are taken from an iterator and handed back as they are done:
memory does not grow with the class.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from queue import Empty, SimpleQueue

import msgspec
from msgspec import Struct

from grader.classroom.assignment import Assignment
from grader.classroom.gradebook import Key
from grader.classroom.turns import FIRST_TURN, Done, Fault, Graded, Postponed, Task, in_turn
from grader.exercise.catalogue import CatalogueError, entries
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import Isolation, Outcome, Report, weakest
from grader.sandbox.budget import OutOfTurn
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import MachineFault, SandboxError, Workers, cores_of, keep_to_core
from grader.submissions.files import SubmissionError
from grader.submissions.roster import Learner
from grader.text.digest import sha256
from grader.version import VERSION

WAITING = 3  # submissions in memory for each lane: enough that no lane waits for the disk


class ClassSettings(Struct, frozen=True):
    """What is the same for everyone in a class."""

    assignment: Assignment
    seed: int

    @property
    def key(self) -> Key:
        return Key(self.settings, versions(), self.assignment.numbers)

    @property
    def settings(self) -> str:
        deciding = [VERSION, self.seed, self.assignment.limits, names_version()]
        return sha256(msgspec.json.encode(deciding)).hexdigest()[:32]

    def grader(self, workers: Workers, sheets: Sheets, isolation: Isolation) -> Grader:
        """A grader of this class, with these workers; several ask the questions of the same sheets."""
        limits = self.assignment.limits
        clock = Clock(limits.case, max(limits.submission, limits.case))
        return Grader(workers, sheets, clock, isolation, counted=self.assignment.numbers)

    def unreadable(self, learner: Learner, error: SubmissionError, isolation: Isolation) -> Report:
        """The report of a submission that cannot be read: no points, and why."""
        digest = sha256(f"unreadable\0{error}".encode("utf-8", "backslashreplace")).hexdigest()
        return Report(learner.key, digest, self.seed, VERSION, isolation, problem=str(error))


@cache
def names_version() -> str:
    """Of the names by which attempts are recognised: where they change, what a file attempts may change."""
    return sha256(msgspec.json.encode([[entry.full_name, entry.names] for entry in entries()])).hexdigest()


class Versions(Mapping[int, str]):
    """The version of each exercise: of everything in its folder that decides a mark. It is made when it is asked for, for speed: a class
    attempts few of them.
    """

    def __init__(self) -> None:
        self.entries = {entry.number: entry for entry in entries()}

    def __getitem__(self, number: int) -> str:
        return self.entries[number].version

    def __iter__(self) -> Iterator[int]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@cache
def versions() -> Versions:
    """Of the exercises that are known now."""
    return Versions()


class Lanes:
    """Graders that work at once. All of them ask the questions of one set of sheets."""

    def __init__(self, plan: ClassSettings, count: int, first: Workers | None = None) -> None:
        """`first` are workers that are open already, for one of the lanes. Raises SandboxError."""
        self.turn, self.stopping = FIRST_TURN, False
        self.workers = [first or open_workers()]
        try:
            self.workers += self.workers[0].clones(count - 1)
            self.isolation = weakest(Isolation(*workers.isolation) for workers in self.workers)
            self.grade_by(plan)
        except BaseException:
            self.close()
            raise

    def grade_by(self, plan: ClassSettings) -> None:
        """What is graded from now on is graded by these settings."""
        sheets = Sheets(plan.seed)
        self.plan = plan
        self.graders = [plan.grader(workers, sheets, self.isolation) for workers in self.workers]

    def results(self, tasks: Iterable[Task]) -> Iterator[Graded | Fault]:
        """Each task's report as it is done, in no particular order; no more than a few are read before they are done.

        Raises SandboxError where no worker can be started, and CatalogueError.
        """
        todo: SimpleQueue[Task | None] = SimpleQueue()
        done: Done = SimpleQueue()
        lanes = [
            threading.Thread(target=self._work, args=(grader, core, todo, done), daemon=True)
            for grader, core in zip(self.graders, cores_of(len(self.graders)), strict=True)
        ]
        for lane in lanes:
            lane.start()
        try:
            yield from in_turn(tasks, todo, done, WAITING * len(lanes), self.turn, lambda: self.stopping)
        finally:
            with contextlib.suppress(Empty):  # what has not been begun is left
                while True:
                    todo.get_nowait()
            for _ in lanes:
                todo.put(None)
            for lane in lanes:
                lane.join()

    def _work(
        self,
        grader: Grader,
        core: int | None,
        todo: SimpleQueue[Task | None],
        done: Done,
    ) -> None:
        """Grade tasks until there is none left, on one core where one is named."""
        keep_to_core(grader.workers, core)
        while (task := todo.get()) is not None:
            try:
                done.put(grade_task(grader, self.plan, task))
            except Exception as error:
                done.put(error)

    def close(self) -> None:
        for workers in self.workers:
            workers.close()


def grade_task(grader: Grader, plan: ClassSettings, task: Task) -> Graded | Fault | Postponed:
    """One submission. Whatever goes wrong with it stays with it; only a machine that starts no workers stops the class.

    Where a report is broken, the fault is ours: no mark is given, not even 0.
    """
    try:
        report = grader.report(task.submission, task.turn)
        broken = [exercise for exercise in report.exercises if exercise.outcome is Outcome.BROKEN]
        if broken:
            reason = next(c.reason for t in broken[0].targets for c in t.cases if c.outcome is Outcome.BROKEN)
            return Fault(task.learner, f"exercise {broken[0].label}: {reason}")
        return Graded(task.learner, report, task.submission.sources)
    except OutOfTurn:
        return Postponed(task)
    except MachineFault as lost:
        return Fault(task.learner, str(lost))
    except (SandboxError, CatalogueError):
        raise
    except Exception as error:
        grader.workers.renew()  # what this one left behind reaches no other submission
        return Fault(task.learner, f"{type(error).__name__}: {error}")

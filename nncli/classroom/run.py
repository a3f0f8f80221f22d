"""One run over a class: what is read, what is graded, what is written, in this order for each learner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from grader.classroom.answer_texts import answer_fingerprints
from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings, Lanes
from grader.classroom.class_list import Dates, everyone
from grader.classroom.gradebook import Gradebook, GradebookError, HandIn
from grader.classroom.turns import Fault, Graded, Task
from grader.exercise.catalogue import entries
from grader.report import Report
from grader.sandbox.workers import cores
from grader.submissions.files import SubmissionError
from grader.submissions.people import Person
from grader.submissions.roster import Learner, Roster, members, submission
from grader.submissions.submission import Source
from grader.text.cleaning import visible
from nncli.misuse import refuse_below
from nncli.prestart import Prestart
from nncli.ui.plain.messages import say, warn
from nncli.ui.progress import Progress

if TYPE_CHECKING:
    from grader.classroom.cluster import Cluster

STOPPED = 130  # what a shell expects of a command that was interrupted
SHOWN = 20  # problems that are listed one by one
FEW = 5


class ClassOptions(Struct, frozen=True):
    """The words of the command line."""

    gradebook: Path | None = None
    assignment: Path | None = None
    student_pattern: str | None = None
    regrade: bool = False
    reports: tuple[str, ...] = ()
    lanes: int | None = None
    required: str = "partial"
    workers: str = "auto"
    dask: str | None = None


class Count(Struct):
    """What became of the entries."""

    graded: int = 0
    unchanged: int = 0
    unreadable: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.graded + self.unchanged + len(self.unreadable) + len(self.faults)


class Run:
    """`people` are all of the class list by key, those who handed in nothing too."""

    def __init__(
        self,
        plan: ClassSettings,
        roster: Roster,
        people: dict[str, Person],
        dates: Dates,
        book: Gradebook,
        options: ClassOptions,
        lanes: Lanes | Cluster,
    ) -> None:
        self.plan, self.roster, self.people, self.dates = plan, roster, people, dates
        self.book, self.options, self.lanes = book, options, lanes
        lanes.grade_by(plan)
        self.isolation, self.key = lanes.isolation, plan.key
        self.count, self.stopping = Count(), False
        self.used_rows: set[str] = set()
        self.undated: list[str] = []
        self.late_without_days: list[str] = []

    def grade_everyone(self, bar: Progress) -> None:
        """Grade until everyone is done, or until `stop` was called."""
        for result in self.lanes.results(self._tasks(bar)):
            self._take(result, bar)

    def stop(self) -> None:
        """Finish what is under way, and begin nothing."""
        self.stopping = self.lanes.stopping = True

    def _tasks(self, bar: Progress) -> Iterator[Task]:
        """The submissions that must be graded; the others are dealt with here."""
        for learner in self.roster.learners:
            if self.stopping:
                return
            try:
                found = submission(learner)
            except SubmissionError as error:
                self._record_unreadable(learner, error, bar)
                continue
            except MemoryError:  # nobody's fault: no mark, and the next run tries again
                self.count.faults.append(f"{learner.key}: the machine has no memory left to read it")
                continue
            if not self.options.regrade and self._is_current(learner, found.sha256):
                self._keep(learner, found.sha256)
                self.count.unchanged += 1
                bar.advance(self.count.done)
                continue
            yield Task(learner, found)

    def _is_current(self, learner: Learner, sha256: str) -> bool:
        return all(self.book.is_current(one.key, sha256, self.key) for one in members(learner))

    def _keep(self, learner: Learner, sha256: str) -> None:
        for one in members(learner):
            self.book.keep(one.key, sha256, self._hand_in(one))

    def _record_unreadable(self, learner: Learner, error: SubmissionError, bar: Progress) -> None:
        report = self.plan.unreadable(learner, error, self.isolation)
        is_kept = self._is_current(learner, report.sha256)
        if is_kept:
            self._keep(learner, report.sha256)
        if is_kept or self._record(learner, report):
            said = visible(str(error))
            own = f"{learner.key}: "  # which what a folder lacks begins with
            self.count.unreadable.append(said if said.startswith(own) else own + said)
        bar.advance(self.count.done)

    def _record(self, learner: Learner, report: Report, sources: tuple[Source, ...] = ()) -> bool:
        """Write an attempt of everyone who handed it in; where one report cannot be written, only this hand-in is at fault."""
        try:
            texts = answer_fingerprints(sources, report)
            for one in members(learner):
                whole = report if report.name == one.key else replace(report, name=one.key)
                self.book.record(whole, self.key, self.people.get(one.key, one.person), self._hand_in(one), texts)
            return True
        except GradebookError:  # the file itself cannot be written
            raise
        except Exception as fault:
            self.count.faults.append(f"{learner.key}: its report cannot be kept ({type(fault).__name__})")
            return False

    def _take(self, result: Graded | Fault, bar: Progress) -> None:
        if isinstance(result, Fault):
            self.count.faults.append(f"{result.learner.key}: {visible(result.reason)}")
        elif self._record(result.learner, result.report, result.sources):
            self.count.graded += 1
        bar.advance(self.count.done)

    def _hand_in(self, learner: Learner) -> HandIn:
        """When it was handed in: as the column of dates says, or as the system did that exported it."""
        word, moment = self.dates.find(learner, self.people.get(learner.key, learner.person))
        self.used_rows.add(word)
        moment = moment or learner.handed_in
        if moment is None and self.plan.assignment.late and learner.late is not False:
            (self.late_without_days if learner.late else self.undated).append(learner.key)
        return HandIn(moment, learner.late, "\n".join(learner.entry_names))

    # ----------------------------------------------------------------------------------------------------------------- telling

    def tell(self) -> None:
        """What became of the class, on standard error: standard output may be a report."""
        count = self.count
        for line in [*count.unreadable[:SHOWN], *count.faults[:SHOWN]]:
            warn(line)
        for what, names in self._remarks():
            if names:
                say(f"{what}: {few_names(names)}")
        say(self._sentence())

    def _remarks(self) -> Iterator[tuple[str, list[str]]]:
        """What a teacher should know although nothing has failed."""
        yield "passed over, since they are nobody's submission", list(self.roster.passed_over)
        if self.stopping:
            return
        halves = {entry.pack.name for entry in entries() if entry.pack and entry.is_half}
        yield "graded at most by public cases, since only the students' half is here", sorted(halves)
        if self.dates.is_given:
            yield "rows of dates that are nobody's", self.dates.strangers(self.used_rows)
        yield "no date is known, so counted as in time", sorted(self.undated)
        yield "late, by how many days is not known, so counted as one", sorted(self.late_without_days)
        if self.plan.assignment.roster:
            handed_in = {one.key for one in everyone(self.roster.learners)}
            yield "not on the class list", sorted(handed_in - self.people.keys())
            known = {one.learner for one in self.book.attempts() if one.attempt}
            yield "handed in nothing", sorted(self.people.keys() - known)

    def _sentence(self) -> str:
        count, total = self.count, len(self.roster.learners)
        parts = [f"{count.graded} graded", f"{count.unchanged} unchanged"]
        parts += [f"{len(count.unreadable)} cannot be read"] if count.unreadable else []
        parts += [f"{len(count.faults)} not graded, through no fault of theirs"] if count.faults else []
        what = ", ".join(parts)
        if self.stopping:
            return f"stopped after {count.done} of {total}: {what}; run the same command again to go on"
        several = f"{total} {'learner' if total == 1 else 'learners'}"
        if (learners := len({one.key for one in everyone(self.roster.learners)})) > total:
            several = f"{total} hand-ins of {learners} learners"
        return f"{several}: {what}; see `nncli gradebook {self.book.path}`"


@contextmanager
def open_lanes(assignment: Assignment, options: ClassOptions, prestart: Prestart) -> Iterator[Lanes | Cluster]:
    """What a class is graded by, found fit before anything is written. Raises SandboxError, CatalogueError, Misuse."""
    plan = ClassSettings(assignment, 0)  # until the seed is known, which may stand in a gradebook
    _ = plan.key  # a damaged exercise is said now
    lanes = _lanes(plan, options, prestart)
    try:
        refuse_below(options.required, lanes.isolation)
        yield lanes
    finally:
        lanes.close()


def _lanes(plan: ClassSettings, options: ClassOptions, prestart: Prestart) -> Lanes | Cluster:
    if options.dask:
        from grader.classroom.cluster import Cluster

        return Cluster(plan, options.dask, options.workers)
    return Lanes(plan, options.lanes or cores(), prestart.open_workers(options.workers))


def few_names(names: list[str]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(visible(name) for name in names[:FEW])
    return shown + (f" and {len(names) - FEW} more" if len(names) > FEW else "")

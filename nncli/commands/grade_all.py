"""`nncli grade-all`: a folder of submissions -> a gradebook, at any moment ready to be stopped and gone on with."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from grader.classroom.assignment import NAME, Assignment, AssignmentError, environment_seed, read_assignment
from grader.classroom.batch import ClassSettings, Lanes
from grader.classroom.gradebook import Gradebook, GradebookError
from grader.classroom.late import LateError
from grader.classroom.turns import Fault, Graded, Task
from grader.exercise.catalogue import CatalogueError
from grader.report import Isolation, Report
from grader.sandbox.workers import SandboxError, cores
from grader.submissions.files import SubmissionError
from grader.submissions.roster import Learner, Roster, RosterError, read_roster, submission
from grader.text.cleaning import visible, without_commands
from nncli.prestart import Prestart
from nncli.ui.arguments import ISOLATION, WORKERS, Misuse, draw_seed, refuse_below
from nncli.ui.progress import Progress, progress

if TYPE_CHECKING:
    from grader.classroom.cluster import Cluster
    from nncli.ui.reporting import ReportRequest

STOPPED = 130  # what a shell expects of a command that was interrupted
SHOWN = 20  # problems that are listed one by one


@dataclass(frozen=True)
class ClassOptions:
    """The words of the command line."""

    gradebook: Path = Path("grades.db")
    assignment: Path | None = None
    student_pattern: str | None = None
    regrade: bool = False
    reports: tuple[str, ...] = ()
    lanes: int | None = None
    required: str = "partial"
    workers: str = "auto"
    dask: str | None = None


@dataclass
class Count:
    """What became of the entries."""

    graded: int = 0
    unchanged: int = 0
    unreadable: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.graded + self.unchanged + len(self.unreadable) + len(self.faults)


def grade_class(folder: Path, options: ClassOptions, prestart: Prestart) -> int:
    """Grade a class; the exit status: 0 all graded, 1 something could not be read, 3 a fault of ours, 130 stopped."""
    gc.freeze()
    gc.enable()
    reports = _reports(options)
    if reports:
        from nncli.ui.reporting import refuse_overwriting

        refuse_overwriting(reports, [options.gradebook, options.assignment or Path(NAME)])
    try:
        assignment = _assignment(options.assignment)
        roster = read_roster(folder, options.student_pattern)
        factors = assignment.late.factors(_beside(options.assignment)) if assignment.late else {}
        environment_seed(assignment)  # whatever is wrong with it is said before there is a gradebook
        with Gradebook(options.gradebook) as book:
            seed = environment_seed(assignment, lambda: book.class_seed(draw_seed))
            plan = ClassSettings(assignment, seed)
            return Run(folder, plan, roster, factors, book, options, reports, prestart).finish()
    except (AssignmentError, RosterError, LateError, GradebookError) as error:
        raise Misuse(str(error)) from None
    except (CatalogueError, SandboxError) as error:  # what no submission can be blamed for
        click.echo(f"nncli: {visible(str(error))}", err=True)
        return 3


def _reports(options: ClassOptions) -> list[ReportRequest]:
    if not options.reports:
        return []
    from nncli.ui.reporting import parse_reports, refuse_single

    reports = parse_reports(options.reports)
    refuse_single(reports)
    return reports


def _assignment(path: Path | None) -> Assignment:
    """The assignment that was named, or nncli.toml in this folder, or every exercise for its own points."""
    found = path or (Path(NAME) if Path(NAME).exists() else None)
    return read_assignment(found) if found else Assignment()


def _beside(path: Path | None) -> Path:
    return path.parent if path else Path()


@dataclass
class Run:
    """One run over a class: what is read, what is graded, what is written, in this order for each learner."""

    folder: Path
    plan: ClassSettings
    roster: Roster
    factors: dict[str, float]
    book: Gradebook
    options: ClassOptions
    reports: list[ReportRequest]
    prestart: Prestart
    count: Count = field(default_factory=Count)
    stopping: bool = False
    isolation: Isolation = field(default_factory=Isolation)

    def finish(self) -> int:
        """Grade everyone, say what became of it, write the reports."""
        self.key = self.plan.key
        with progress(len(self.roster.learners)) as bar, _stop_words(self._stop):
            for result in self._results(bar):
                self._take(result, bar)
        self._tell()
        if self.stopping:
            return STOPPED
        self._write()
        return 3 if self.count.faults else 1 if self.count.unreadable else 0

    def _results(self, bar: Progress) -> Iterator[Graded | Fault]:
        lanes = self._lanes()
        try:
            self.isolation = lanes.isolation
            refuse_below(self.options.required, self.isolation)
            yield from lanes.results(self._tasks(bar))
        finally:
            lanes.close()

    def _lanes(self) -> Lanes | Cluster:
        if self.options.dask:
            from grader.classroom.cluster import Cluster

            return Cluster(self.plan, self.options.dask, self.options.workers)
        return Lanes(self.plan, self.options.lanes or cores(), self.prestart.open_workers(self.options.workers))

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
            if not self.options.regrade and self.book.is_current(learner.key, found.sha256, self.key):
                self.book.keep(learner.key, found.sha256, self._factor(learner))
                self.count.unchanged += 1
                bar.advance(self.count.done)
                continue
            yield Task(learner, found)

    def _record_unreadable(self, learner: Learner, error: SubmissionError, bar: Progress) -> None:
        report = self.plan.unreadable(learner, error, self.isolation)
        if self.book.is_current(learner.key, report.sha256, self.key):
            self.book.keep(learner.key, report.sha256, self._factor(learner))
            self.count.unreadable.append(f"{learner.key}: {visible(str(error))}")
        elif self._record(learner, report):
            self.count.unreadable.append(f"{learner.key}: {visible(str(error))}")
        bar.advance(self.count.done)

    def _record(self, learner: Learner, report: Report) -> bool:
        """Write an attempt; what one learner's report does to the writing is a fault with this learner alone."""
        try:
            self.book.record(report, self.key, learner.name, learner.system_id, self._factor(learner))
            return True
        except GradebookError:  # the file itself cannot be written
            raise
        except Exception as fault:
            self.count.faults.append(f"{learner.key}: its report cannot be kept ({type(fault).__name__})")
            return False

    def _take(self, result: Graded | Fault, bar: Progress) -> None:
        if isinstance(result, Fault):
            self.count.faults.append(f"{result.learner.key}: {visible(result.reason)}")
        elif self._record(result.learner, result.report):
            self.count.graded += 1
        bar.advance(self.count.done)

    def _factor(self, learner: Learner) -> float:
        """By the learner's key, name or number in the class list."""
        words = (learner.key, learner.name, learner.system_id)
        return next((self.factors[word] for word in words if word in self.factors), 1.0)

    def _stop(self) -> None:
        self.stopping = True

    def _tell(self) -> None:
        """What became of the class, on standard error: standard output may be a report."""
        count = self.count
        for line in [*count.unreadable[:SHOWN], *count.faults[:SHOWN]]:
            click.echo(f"nncli: {without_commands(line)}", err=True)
        if self.roster.passed_over:
            few = ", ".join(self.roster.passed_over[:5])
            more = f" and {len(self.roster.passed_over) - 5} more" if len(self.roster.passed_over) > 5 else ""
            click.echo(f"passed over, since they are nobody's submission: {without_commands(few)}{more}", err=True)
        click.echo(self._sentence(), err=True)

    def _sentence(self) -> str:
        count, total = self.count, len(self.roster.learners)
        parts = [f"{count.graded} graded", f"{count.unchanged} unchanged"]
        parts += [f"{len(count.unreadable)} cannot be read"] if count.unreadable else []
        parts += [f"{len(count.faults)} not graded through a fault of nncli"] if count.faults else []
        what = ", ".join(parts)
        if self.stopping:
            return f"stopped after {count.done} of {total}: {what}; run the same command again to go on"
        return (
            f"{total} {'learner' if total == 1 else 'learners'}: {what}; see `nncli gradebook {self.options.gradebook}`"
        )

    def _write(self) -> None:
        if not self.reports:
            return
        from nncli.commands.gradebook import write_class_reports

        write_class_reports(self.book, self.reports, self.plan.assignment.policy, self.plan.assignment.reveal)


@contextmanager
def _stop_words(stop: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C (or a termination) finishes what is under way; the second one ends at once."""

    def handle(number: int, frame: FrameType | None) -> None:
        stop()
        signal.signal(number, before[signal.Signals(number)])

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        yield
    except KeyboardInterrupt:
        click.echo("stopped at once; what was graded is kept: run the same command again to go on", err=True)
        os._exit(STOPPED)
    finally:
        for number in numbers:
            signal.signal(number, before[number])


@click.command("grade-all")
@click.argument("submissions", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--gradebook",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("grades.db"),
    show_default=True,
    help="Where the grades are kept; a run that was stopped goes on from there.",
)
@click.option(
    "--assignment",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What counts, and for how much.  [default: nncli.toml, where there is one here]",
)
@click.option("--student-pattern", metavar="REGEX", help="How an entry's name tells the student: (?P<student>...)")
@click.option("--regrade", is_flag=True, help="Grade everything again, also what has not changed.")
@click.option(
    "--report",
    "reports",
    metavar="KIND[=FILE]",
    multiple=True,
    help="json, junit, csv or markdown of the class; any kind, one for each, where FILE has {learner} in it.",
)
@click.option("--lanes", type=click.IntRange(1, 256), help="How many are graded at once.  [default: one for each core]")
@click.option("--dask", metavar="ADDRESS", help="Grade on a Dask cluster.")
@ISOLATION
@WORKERS
@click.pass_obj
def grade_all_command(prestart: Prestart | None, /, submissions: Path, **words: Any) -> None:
    """Grade a class.

    SUBMISSIONS is a folder in which each entry (a file, a notebook, a folder, a .zip) is one learner's; exports of Canvas, Moodle
    and Gradescope are recognised. Stop it when you like, and run it again: it goes on where it was, and grades again only what
    has changed. Exit status: 0 everyone is graded, 1 something could not be read, 2 misuse, 3 a fault of ours.
    """
    sys.exit(grade_class(submissions, ClassOptions(**words), prestart or Prestart()))

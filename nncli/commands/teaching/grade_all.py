"""`nncli grade-all`: a folder of submissions -> a gradebook. A run can be stopped at any moment and continued later."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from grader.worker import numpy_import  # noqa: F401  # for speed: before anything else asks for NumPy

# isort: split
from grader.classroom.assignment import Assignment, AssignmentError, environment_seed
from grader.classroom.batch import ClassSettings
from grader.classroom.class_list import Dates, everyone, match_people, read_class_list, read_dates
from grader.classroom.gradebook import Gradebook, GradebookError
from grader.classroom.late import LateError
from grader.exercise.catalogue import CatalogueError
from grader.sandbox.workers import SandboxError
from grader.submissions.people import Person
from grader.submissions.roster import Roster, RosterError, read_roster
from nncli.classroom.rules import files_to_keep, overrule, read_rules, rules_file
from nncli.classroom.run import STOPPED, ClassOptions, Run, open_lanes
from nncli.misuse import Misuse
from nncli.prestart import Prestart
from nncli.ui.arguments import ISOLATION, WORKERS
from nncli.ui.plain.messages import say, warn
from nncli.ui.progress import progress
from nncli.usual import draw_seed

if TYPE_CHECKING:
    from nncli.ui.reporting import ReportRequest


def grade_class(folder: Path, options: ClassOptions, prestart: Prestart) -> int:
    """Grade a class; the exit status: 0 all graded, 1 something could not be read, 3 a fault of ours, 130 stopped."""
    gc.freeze()
    gc.enable()
    reports = _reports(options)
    file = rules_file(options.assignment)
    assignment = read_rules(file)
    required = overrule("required", "--require-isolation", options.required, assignment.isolation, "isolation")
    path = options.gradebook or assignment.gradebook
    if reports:
        from nncli.ui.reporting import refuse_overwriting

        refuse_overwriting(reports, files_to_keep(path, file, assignment))
    try:
        roster = read_roster(folder, options.student_pattern)
        folder_of_rules = file.parent if file else Path()
        dates = read_dates(assignment.late, assignment.roster, folder_of_rules) if assignment.late else Dates()
        listed = _class_list(assignment, folder_of_rules)
        environment_seed(assignment)  # whatever is wrong with it is said before there is a gradebook, as is this:
        if hindrances := assignment.hindrances:
            raise AssignmentError("\n".join(hindrances))
        options = replace(options, required=required)
        # Whatever cannot work has failed before there is a gradebook: a run that grades nothing leaves no file.
        with open_lanes(assignment, options, prestart) as lanes, Gradebook(path) as book:
            book.claim(assignment, str(file) if file else "FILE")
            plan = ClassSettings(assignment, environment_seed(assignment, lambda: book.class_seed(draw_seed)))
            people = _people(listed, roster, book)
            run = Run(plan, roster, people, dates, book, options, lanes)
            return _finish(run, reports)
    except (AssignmentError, RosterError, LateError, GradebookError) as error:
        raise Misuse(str(error)) from None
    except (CatalogueError, SandboxError) as error:  # what no submission can be blamed for
        warn(str(error))
        return 3


def _class_list(assignment: Assignment, folder: Path) -> list[Person]:
    """Raises RosterError."""
    classes = assignment.roster
    return read_class_list(folder / classes.file, classes) if classes else []


def _people(listed: list[Person], roster: Roster, book: Gradebook) -> dict[str, Person]:
    """Everyone of the class list by key; empty without one."""
    learners = book.authors | {one.key: one.person for one in everyone(roster.learners)}
    return match_people(listed, learners.items())


def _finish(run: Run, reports: list[ReportRequest]) -> int:
    """Grade everyone, say what became of it, write the reports."""
    with _stop_words(run.stop), progress(len(run.roster.learners)) as bar:  # the bar is gone before a word is said
        run.grade_everyone(bar)
    if run.plan.assignment.roster:
        run.book.enrol(run.people)
    run.tell()
    if run.stopping:
        return STOPPED
    if reports:
        from nncli.commands.teaching.gradebook import write_class_reports

        write_class_reports(run.book, reports)
    return 3 if run.count.faults else 1 if run.count.unreadable else 0


def _reports(options: ClassOptions) -> list[ReportRequest]:
    if not options.reports:
        return []
    from nncli.ui.reporting import CLASS_KINDS, parse_reports, refuse_single

    reports = parse_reports(options.reports, CLASS_KINDS)
    refuse_single(reports)
    return reports


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
        say("stopped at once; what was graded is kept: run the same command again to go on")
        os._exit(STOPPED)
    finally:
        for number in numbers:
            signal.signal(number, before[number])


@click.command("grade-all")
@click.argument("submissions", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--gradebook",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the grades are kept; a run that was stopped goes on from there.  [default: named after the assignment's title]",
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

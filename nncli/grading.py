"""`nncli grade`: from a path and options to what is shown, written and returned as exit status."""

from __future__ import annotations

import gc
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import CatalogueError, Entry
from grader.submission import Submission, SubmissionError, read
from nncli import early
from nncli.cli import Misuse

if TYPE_CHECKING:
    from grader.assignment import Assignment
    from grader.grade import Grader
    from grader.report import Isolation, Report
    from nncli.reporting import Wanted


@dataclass(frozen=True)
class Options:
    """The words of the command line."""

    only: Entry | None = None
    seed: int = 0
    json_path: str | None = None
    only_failures: bool = False
    quiet: bool = False
    timeout: float = 2.0
    workers: str = "auto"
    required: str = "partial"
    reports: tuple[str, ...] = ()
    assignment: Path | None = None


def grade(path: Path, options: Options) -> int:
    """Grade, show, write; the exit status."""
    reports, assignment = _reports(options), None
    if options.assignment:
        assignment, options = _assigned(options.assignment, options)
    try:
        submission = read(path)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    try:
        report = graded(submission, options, assignment)
    except CatalogueError as error:
        click.echo(f"nncli: {error}", err=True)
        return 3
    _tell(report, reports, options)
    if reports:
        _write(report, reports, path, assignment)
    return report.exit_status


def _reports(options: Options) -> list[Wanted]:
    """What was asked for by --report and --json, and by a CI system; the formats are imported only where there is any."""
    words = [*options.reports, *([f"json={options.json_path}"] if options.json_path else [])]
    if not words and not {"GITHUB_ACTIONS", "GITLAB_CI"} & set(os.environ):
        return []
    from nncli.reporting import wanted, with_environment

    return with_environment(wanted(words), os.environ)


def _assigned(path: Path, options: Options) -> tuple[Assignment, Options]:
    """The assignment, and the options as it wants them. Raises Misuse."""
    from grader.assignment import AssignmentError, environment_seed, read_assignment

    try:
        assignment = read_assignment(path)
        seed = environment_seed(assignment)
    except AssignmentError as error:
        raise Misuse(str(error)) from None
    required = assignment.isolation or options.required
    return assignment, replace(options, seed=seed, timeout=assignment.limits.case, required=required)


def graded(submission: Submission, options: Options, assignment: Assignment | None = None) -> Report:
    """The report, with workers that live no longer than this call; what the assignment withholds is not in it."""
    workers = early.workers(options.workers)
    try:
        import nncli.render  # noqa: F401 - loaded while the zygote still warms up
        from grader.grade import Grader
        from grader.report import Isolation
        from grader.session import Clock

        gc.enable()
        isolation = Isolation(*workers.isolation)
        refuse_below(options.required, isolation)
        clock = Clock(options.timeout, max(10.0, 5 * options.timeout))
        if assignment is None:
            return Grader(workers, options.seed, clock, isolation, options.only).report(submission)
        return _by_assignment(assignment, Grader(workers, options.seed, clock, isolation, options.only), submission)
    finally:
        workers.close()


def _by_assignment(assignment: Assignment, grader: Grader, submission: Submission) -> Report:
    from grader.reveal import withheld

    grader.counted = assignment.numbers
    grader.clock = replace(grader.clock, submission=assignment.limits.submission)
    return withheld(assignment.counted(grader.report(submission)), assignment.reveal)


LEVELS = ("none", "partial", "strong")


def refuse_below(required: str, isolation: Isolation) -> None:
    """Raises Misuse where learners' code would run with less protection than was asked for."""
    if LEVELS.index(isolation.level) < LEVELS.index(required):
        raise Misuse(
            f"learners' code would run with isolation {isolation.detail}, and {required} is required\n\n"
            f"hint: `nncli doctor` says what is missing; --require-isolation {isolation.level} accepts it"
        )


def _tell(report: Report, reports: list[Wanted], options: Options) -> None:
    """The table, or, where standard output is a program's, only why nothing could be graded."""
    if not any(one.replaces_table for one in reports):
        if not reports:
            _show(report, options)
            return
        from nncli.reporting import harmless

        with harmless(os.environ):
            _show(report, options)
    elif report.problem:
        from nncli.render import console, problem_view

        console(stderr=True).print(problem_view(report))


def _write(report: Report, reports: list[Wanted], path: Path, assignment: Assignment | None) -> None:
    from grader.formats.kinds import Setting
    from nncli.reporting import root_of, write

    write(report, reports, Setting(root_of(path), assignment.visibility if assignment else "visible"))


def _show(report: Report, options: Options) -> None:
    from nncli.render import report_view, show, summary_view

    show(summary_view(report) if options.quiet else report_view(report, options.only_failures))

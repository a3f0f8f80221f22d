"""`nncli grade`: from a path and options to what is shown, written and returned as exit status."""

from __future__ import annotations

import gc
import os
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import CatalogueError, Entry
from grader.submissions.submission import Source, Submission, SubmissionError, read
from nncli import prestart as early
from nncli.ui.arguments import Misuse, refuse_below

if TYPE_CHECKING:
    from grader.classroom.assignment import Assignment
    from grader.formats.kinds import Setting
    from grader.grade import Grader
    from grader.report import Report
    from nncli.ui.reporting import ReportRequest


@dataclass(frozen=True)
class GradeOptions:
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
    exercises: str | None = None
    minimum_score: float | None = None


def grade_path(path: Path, options: GradeOptions) -> int:
    """Grade, show, write; the exit status."""
    reports, assignment = _reports(options), None
    if options.assignment or options.exercises:
        assignment, options = _read_assignment(options)
    try:
        submission = read(path)
    except SubmissionError as error:
        if reports:
            _write(_unreadable(path, error, options, assignment), reports, _setting(path, (), assignment))
        raise Misuse(str(error)) from None
    try:
        report = grade_submission(submission, options, assignment)
    except CatalogueError as error:
        click.echo(f"nncli: {error}", err=True)
        return 3
    _tell(report, reports, options)
    if reports:
        _write(report, reports, _setting(path, submission.sources, assignment))
    if options.minimum_score is None or report.exit_status == 3:
        return report.exit_status
    return 0 if report.score >= options.minimum_score else 1


def _reports(options: GradeOptions) -> list[ReportRequest]:
    """What was asked for by --report and --json, and by a CI system; the formats are imported only where there is any."""
    words = [*options.reports, *([f"json={options.json_path}"] if options.json_path else [])]
    if not words and not {"GITHUB_ACTIONS", "GITLAB_CI"} & set(os.environ):
        return []
    from nncli.ui.reporting import parse_reports, with_environment

    return with_environment(parse_reports(words), os.environ)


def _read_assignment(options: GradeOptions) -> tuple[Assignment, GradeOptions]:
    """The assignment of a file, or of a list of exercises, and the options as it wants them. Raises Misuse."""
    from grader.classroom.assignment import Assignment, AssignmentError, environment_seed, read_assignment

    try:
        if options.assignment is None:
            words = tuple(filter(None, (word.strip() for word in (options.exercises or "").split(","))))
            listed = Assignment(exercises=words, seed=options.seed)
            _ = listed.points
            return listed, options
        assignment = read_assignment(options.assignment)
        seed = environment_seed(assignment)
    except AssignmentError as error:
        raise Misuse(str(error)) from None
    required = assignment.isolation or options.required
    return assignment, replace(options, seed=seed, timeout=assignment.limits.case, required=required)


def _unreadable(path: Path, error: SubmissionError, options: GradeOptions, assignment: Assignment | None) -> Report:
    """For a CI system that waits for a report: no points, and why."""
    import hashlib

    from grader.report import Isolation, Report
    from grader.version import VERSION

    sha256 = hashlib.sha256(f"unreadable\0{error}".encode("utf-8", "backslashreplace")).hexdigest()
    report = Report(path.name or "submission", sha256, options.seed, VERSION, Isolation(), problem=str(error))
    return assignment.apply(report) if assignment else report


LIKELY_FILES, LIKELY_BYTES = 8, 1 << 16  # what is looked through beforehand; a learner's file has a few thousand bytes


def prepare_to_judge(grader: Grader, submission: Submission) -> None:
    """What the judge is likely to need, done while the zygote still warms up: it would only wait for it otherwise."""
    import numpy.random

    import nncli.ui.render  # noqa: F401
    from grader.exercise.catalogue import entries_attempted, names_in
    from grader.judging.questions import BrokenReference

    numpy.random.default_rng(0)
    for source in submission.sources[:LIKELY_FILES]:
        likely = entries_attempted(names_in(source.content[:LIKELY_BYTES].decode("utf-8", "replace")), source.name)
        for entry in [grader.only] if grader.only else likely:
            with suppress(CatalogueError, BrokenReference):  # told when it is graded
                grader.sheet(entry)


def grade_submission(submission: Submission, options: GradeOptions, assignment: Assignment | None = None) -> Report:
    """The report, with workers that live no longer than this call; what the assignment withholds is not in it."""
    with ExitStack() as opened:
        workers = early.take_workers(options.workers)
        opened.callback(workers.close)
        from grader.grade import Grader
        from grader.report import Isolation
        from grader.sandbox.session import Clock
        from grader.sandbox.workers import cores

        clock = Clock(options.timeout, max(10.0, 5 * options.timeout))
        grader = Grader(workers, options.seed, clock, only=options.only)
        prepare_to_judge(grader, submission)
        if len(grader.sheets) > 2 and cores() > 1:
            grader.more = workers.clone()
            opened.callback(grader.more.close)
        gc.freeze()
        gc.enable()
        grader.isolation = Isolation(*workers.isolation)
        refuse_below(options.required, grader.isolation)
        return grader.report(submission) if assignment is None else _by_assignment(assignment, grader, submission)


def _by_assignment(assignment: Assignment, grader: Grader, submission: Submission) -> Report:
    from grader.classroom.reveal import hide_cases

    grader.counted = assignment.numbers
    grader.clock = replace(grader.clock, submission=assignment.limits.submission)
    return hide_cases(assignment.apply(grader.report(submission)), assignment.reveal)


def _tell(report: Report, reports: list[ReportRequest], options: GradeOptions) -> None:
    """The table, or, where standard output is a program's, only why nothing could be graded."""
    if not any(one.replaces_table for one in reports):
        if not reports:
            _show(report, options)
            return
        from nncli.ui.reporting import harmless

        with harmless(os.environ):
            _show(report, options)
    elif report.problem:
        from nncli.ui.render import console, problem_view

        console(stderr=True).print(problem_view(report))


def _setting(path: Path, sources: tuple[Source, ...], assignment: Assignment | None) -> Setting:
    """What the formats must know of the submission's place."""
    from grader.formats.kinds import Setting
    from nncli.ui.reporting import root_of

    file = sources[0].name if path.is_dir() and len(sources) == 1 else ""
    return Setting(root_of(path), file, assignment.visibility if assignment else "visible")


def _write(report: Report, reports: list[ReportRequest], setting: Setting) -> None:
    from nncli.ui.reporting import write_report

    write_report(report, reports, setting)


def _show(report: Report, options: GradeOptions) -> None:
    from nncli.ui.render import report_view, show, summary_view

    show(summary_view(report) if options.quiet else report_view(report, options.only_failures))

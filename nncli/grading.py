"""The work of `nncli grade`: from a path and options to what is shown, written and returned as exit status.

Nothing of click is loaded for a right answer: it takes as long as to judge one.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from grader.exercise.catalogue import CatalogueError, Entry
from grader.submissions.files import SubmissionError
from grader.submissions.submission import Submission
from nncli.learning.paths import are_several_learners, common_folder, is_own, paths_meant, read_together
from nncli.misuse import Misuse, refuse_below
from nncli.prestart import Prestart
from nncli.usual import usual_seed, usually_required

if TYPE_CHECKING:
    from grader.classroom.assignment import Assignment
    from grader.grade import Grader
    from grader.report import Report
    from grader.sandbox.workers import Workers
    from nncli.ui.next_words import CasePlace
    from nncli.ui.reporting import ReportRequest

REQUIRED = "NNCLI_REQUIRE_ISOLATION"


class GradeOptions(Struct, frozen=True):
    """The words of the command line."""

    only: Entry | None = None
    seed: int | None = None
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
    beside: str | None = None
    no_assignment: bool = False


def grade_plainly(words: Sequence[str], prestart: Prestart | None) -> int:
    """`nncli grade` with paths and no options; the exit status."""
    required = os.environ.get(REQUIRED) or usually_required()
    try:
        return grade_paths(words, GradeOptions(required=required), prestart)
    except Misuse as misuse:
        misuse.show()
        return misuse.exit_code
    except BrokenPipeError:  # the reader of a pipe has gone
        return 1


def grade_paths(words: Sequence[str], options: GradeOptions, prestart: Prestart | None = None) -> int:
    """Grade what the words mean, show, write, remember; the exit status. Raises Misuse."""
    try:
        paths = paths_meant(words)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    reports = _reports(options)
    options = replace(options, seed=usual_seed() if options.seed is None else options.seed)
    assignment, options = _read_assignment(options)
    try:
        submission = read_together(paths, are_named=bool(words))
    except SubmissionError as error:
        if reports:
            unreadable = _unreadable(paths[0], error, options, assignment)
            _write(unreadable, None, paths[0], reports, options, assignment)
        raise Misuse(str(error)) from None
    if reports:
        from nncli.ui.reporting import refuse_overwriting

        refuse_overwriting(reports, [*paths, *filter(None, [options.assignment])])
    try:
        report = grade_submission(submission, options, assignment, prestart or Prestart())
    except CatalogueError as error:
        from nncli.ui.plain.messages import warn  # for speed, as the others here: right input needs none

        warn(str(error))
        return 3
    place = _place(submission, options, paths)
    _tell(report, reports, options, place)
    _remember(report, paths)
    if not (assignment or options.quiet):
        _lead_on(report, reports, place)
    if reports:
        beside = paths[0] if len(paths) == 1 else common_folder(paths)
        _write(report, submission, beside, reports, options, assignment)
    if options.beside:
        from nncli.beside_torch import show_with_torch  # for speed: few ask for it

        show_with_torch(submission, report, options, any(one.replaces_table for one in reports))
    least = options.minimum_score
    return report.exit_status if least is None or report.exit_status == 3 else int(report.score < least)


def _remember(report: Report, paths: Sequence[Path]) -> None:
    """Keep the marks of a learner's own work; said in a line on standard error where that fails."""
    if not is_own(paths) or (len(paths) > 1 and are_several_learners(paths)):
        return
    from nncli.learning.record import is_kept
    from nncli.learning.remembering import remember_report

    if is_kept() and (problem := remember_report(report)):
        from nncli.ui.plain.messages import warn

        warn(problem)


def _lead_on(report: Report, reports: list[ReportRequest], place: CasePlace) -> None:
    """After a pass: what was shown, and what comes next."""
    if report.exercises and report.exit_status == 0 and not any(one.replaces_table for one in reports):
        from nncli.ui.next_words import after_pass_text
        from nncli.ui.plain.narrow import fitted
        from nncli.ui.plain.output import output_width

        print(fitted(after_pass_text(report, place), output_width()), flush=True)


def _reports(options: GradeOptions) -> list[ReportRequest]:
    """What was asked for by --report and --json, and by a CI system; the formats are imported only where there is any."""
    words = [*options.reports, *([f"json={options.json_path}"] if options.json_path else [])]
    if not words and not {"GITHUB_ACTIONS", "GITLAB_CI"} & set(os.environ):
        return []
    from nncli.ui.reporting import ALL_KINDS, parse_reports, with_environment

    return with_environment(parse_reports(words, ALL_KINDS), os.environ)


def _read_assignment(options: GradeOptions) -> tuple[Assignment | None, GradeOptions]:
    """The assignment of a file, or of a list of exercises, and the options as it wants them. Raises Misuse."""
    if not (options.assignment or options.exercises or os.path.exists("nncli.toml")):
        return None, options
    from nncli.classroom.rules import rules_of_learner  # for speed: most learners have none

    return rules_of_learner(options)


def _unreadable(path: Path, error: SubmissionError, options: GradeOptions, assignment: Assignment | None) -> Report:
    """For a CI system that waits for a report: no points, and why."""
    import hashlib

    from grader.report import Isolation, Report
    from grader.version import VERSION

    sha256 = hashlib.sha256(f"unreadable\0{error}".encode("utf-8", "backslashreplace")).hexdigest()
    report = Report(path.name or "submission", sha256, options.seed, VERSION, Isolation(), problem=str(error))
    return assignment.apply(report) if assignment else report


def grade_submission(
    submission: Submission, options: GradeOptions, assignment: Assignment | None, prestart: Prestart
) -> Report:
    """The report, with workers that live no longer than this call; what the assignment withholds is not in it."""
    with ExitStack() as opened:
        workers = prestart.open_workers(options.workers)
        opened.callback(workers.close)
        grader = _prepare_grader(submission, options, assignment, workers)
        if grader.more:
            opened.callback(grader.more.close)
        gc.freeze()
        gc.set_threshold(50_000)  # for speed: a right answer makes no garbage that matters
        gc.enable()
        refuse_below(options.required, grader.isolation)
        report = grader.report(submission)
    return _apply(assignment, report) if assignment else report


def _prepare_grader(
    submission: Submission, options: GradeOptions, assignment: Assignment | None, workers: Workers
) -> Grader:
    """The grader of this command."""
    from grader.grade import Grader
    from grader.judging.questions import Sheets
    from grader.sandbox.session import Clock

    whole = assignment.limits.submission if assignment else max(10.0, 5 * options.timeout)
    counted = assignment.numbers if assignment else None
    grader = Grader.prepare(
        submission, workers, Sheets(options.seed or 0), Clock(options.timeout, whole), options.only, counted
    )
    return replace(grader, slopes=True)


def _apply(assignment: Assignment, report: Report) -> Report:
    """The report as the assignment counts it, without what it withholds."""
    from grader.classroom.reveal import hide_cases, hide_seed

    shown = hide_cases(assignment.apply(report), assignment.reveal)
    return hide_seed(shown) if assignment.seed_env else shown


def _tell(report: Report, reports: list[ReportRequest], options: GradeOptions, place: CasePlace) -> None:
    """The table, or, where standard output is a program's, only why nothing could be graded."""
    if not any(one.replaces_table for one in reports):
        if not reports:
            _show(report, options, place)
            return
        from nncli.ui.reporting import harmless

        with harmless(os.environ):
            _show(report, options, place)
    elif report.problem:
        from nncli.ui.console import show
        from nncli.ui.render import problem_view

        show(problem_view(report), stderr=True)


def _write(
    report: Report,
    submission: Submission | None,
    path: Path,
    reports: list[ReportRequest],
    options: GradeOptions,
    assignment: Assignment | None,
) -> None:
    from nncli.ui.report_writing import Drawn, write_reports

    write_reports(report, submission, path, reports, assignment, Drawn(options.only, options.workers))


def _show(report: Report, options: GradeOptions, place: CasePlace) -> None:
    from nncli.ui.plain.passed_report import show_passed

    if show_passed(report, options.quiet, options.only_failures):
        return
    from nncli.ui.console import show
    from nncli.ui.render import report_view, summary_view  # for speed: rich takes long to load

    show(summary_view(report) if options.quiet else report_view(report, options.only_failures, place))


def _place(submission: Submission, options: GradeOptions, paths: Sequence[Path]) -> CasePlace:
    """Where `nncli case` finds what was graded; of several files the report says the name in the folder that holds them all."""
    from nncli.ui.next_words import CasePlace

    as_exercise = f" --exercise {options.only.label}" if options.only else ""
    if len(paths) > 1:
        from nncli.ui.files import short_path

        base = short_path(common_folder(paths))
        return CasePlace(folder="" if base == "." else base, options=as_exercise)
    if not paths[0].is_dir():
        return CasePlace(str(paths[0]), "", as_exercise)
    if len(submission.sources) == 1:
        return CasePlace(str(paths[0] / submission.sources[0].name), "", as_exercise)
    return CasePlace("", "" if paths[0] == Path() else str(paths[0]), as_exercise)

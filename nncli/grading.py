"""`nncli grade`: from a path and options to what is shown, written and returned as exit status."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import CatalogueError, Entry
from grader.submission import Submission, SubmissionError, read
from nncli import early
from nncli.cli import Misuse
from nncli.files import write_atomically

if TYPE_CHECKING:
    from grader.report import Isolation, Report


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


def grade(path: Path, options: Options) -> int:
    """Grade, show, write; the exit status."""
    try:
        submission = read(path)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    try:
        report = graded(submission, options)
    except CatalogueError as error:
        click.echo(f"nncli: {error}", err=True)
        return 3
    if options.json_path:
        _write_json(report, options.json_path)
    if options.json_path != "-":
        _show(report, options)
    elif report.problem:
        from nncli.render import problem_view, show

        show(problem_view(report), stderr=True)
    return report.exit_status


def graded(submission: Submission, options: Options) -> Report:
    """The report, with workers that live no longer than this call."""
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
        return Grader(workers, options.seed, clock, isolation, options.only).report(submission)
    finally:
        workers.close()


LEVELS = ("none", "partial", "strong")


def refuse_below(required: str, isolation: Isolation) -> None:
    """Raises Misuse where learners' code would run with less protection than was asked for."""
    if LEVELS.index(isolation.level) < LEVELS.index(required):
        raise Misuse(
            f"learners' code would run with isolation {isolation.detail}, and {required} is required\n\n"
            f"hint: `nncli doctor` says what is missing; --require-isolation {isolation.level} accepts it"
        )


def _write_json(report: Report, path: str) -> None:
    from grader.formats.json import report_json

    text = report_json(report)
    if path == "-":
        click.echo(text, nl=False)
        return
    try:
        write_atomically(Path(path), text)
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror}; nothing was left half-written") from None


def _show(report: Report, options: Options) -> None:
    from nncli.render import report_view, show, summary_view

    show(summary_view(report) if options.quiet else report_view(report, options.only_failures))

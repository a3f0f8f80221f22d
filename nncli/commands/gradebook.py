"""`nncli gradebook`: a class, one learner, or the table that a learning management system imports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from grader.classroom.gradebook import Attempt, Gradebook, GradebookError
from grader.classroom.reveal import Reveal, hide_cases
from grader.formats.sentences import points
from grader.formats.table_csv import rows_text
from grader.report import Outcome, round_points
from grader.text.numbers import points_text
from nncli.ui.arguments import Misuse
from nncli.ui.render import STYLES, report_view, show
from nncli.ui.reporting import (
    LEARNER,
    ReportRequest,
    harmless,
    parse_reports,
    refuse_overwriting,
    refuse_single,
    save,
    write_class,
)

MOST_LEARNERS = 50
MOST_MISTAKES = 15
# The columns that Canvas wants at the head of a gradebook import.
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def show_gradebook(
    path: Path,
    student: str | None,
    export: Path | None,
    policy: str,
    title: str,
    everyone: bool,
    reports: tuple[str, ...],
) -> None:
    """Show, or write. Raises Misuse."""
    asked = parse_reports(reports)
    refuse_overwriting([*asked, *([ReportRequest("csv", str(export))] if export else [])], [path])
    try:
        with Gradebook(path, create=False) as book:
            if student is not None:
                with harmless(os.environ):
                    show(student_view(book, student))
            elif export is not None:
                _export(book, export, policy, title)
            elif reports:
                _reports(book, asked, policy)
            else:
                with harmless(os.environ):
                    show(class_view(book, policy, everyone))
    except GradebookError as error:
        raise Misuse(str(error)) from None


def class_view(book: Gradebook, policy: str, everyone: bool = False) -> RenderableType:
    """Scores, pass rates, and which mistakes how often."""
    attempts = book.attempts(policy)
    parts: list[RenderableType] = [Text(_headline(attempts, policy), style="bold")]
    if everyone or len(attempts) <= MOST_LEARNERS:
        parts += [Text(""), _learners(attempts)]
    else:
        parts += [Text(f"(--all lists the {len(attempts)} learners)", style="dim")]
    return Group(*parts, Text(""), _rates(book, policy), *_mistakes(book, policy))


def _headline(attempts: list[Attempt], policy: str) -> str:
    if not attempts:
        return "nobody is graded yet"
    mean = sum(attempt.counted for attempt in attempts) / len(attempts)
    full = max(attempt.max_score for attempt in attempts)
    passed = sum(attempt.outcome == Outcome.PASSED.value for attempt in attempts)
    return f"{len(attempts)} learners, {passed} passed everything; mean {points(mean, full)} points ({policy} attempt counts)"


def _learners(attempts: list[Attempt]) -> Table:
    table = _table("learner", "outcome", "points", "late")
    for one in attempts:
        outcome = Outcome(one.outcome)
        late = "" if one.late_factor == 1.0 else f"x {points_text(one.late_factor)}"
        name = one.learner if one.name in one.learner else f"{one.learner}  {one.name}"
        table.add_row(Text(name), Text(outcome.words, style=STYLES[outcome]), points(one.counted, one.max_score), late)
    return table


def _rates(book: Gradebook, policy: str) -> Table:
    table = _table("exercise", "attempted", "passed", "mean points")
    for rate in book.pass_rates(policy):
        share = f"{rate.passed} ({rate.passed / rate.attempts:.0%})"
        mean = points(rate.score / rate.attempts, rate.max_score / rate.attempts)
        table.add_row(f"{rate.number:02}_{rate.slug}", str(rate.attempts), share, mean)
    return table


def _mistakes(book: Gradebook, policy: str) -> Iterator[RenderableType]:
    found = book.mistakes(policy)
    if not found:
        return
    table = _table("mistake", "in", "learners")
    for number, target, slug, learners in found[:MOST_MISTAKES]:
        table.add_row(slug, f"{number:02} {target}", str(learners))
    yield from (Text(""), table)
    if len(found) > MOST_MISTAKES:
        yield Text(f"and {len(found) - MOST_MISTAKES} more kinds of mistakes", style="dim")


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in names:
        table.add_column(name, overflow="fold", justify="right" if name in ("points", "mean points") else "left")
    return table


def student_view(book: Gradebook, learner: str) -> RenderableType:
    """The history of one learner, and the report of the last attempt. Raises Misuse."""
    history = book.history(learner)
    if not history:
        import difflib

        close = difflib.get_close_matches(learner, [one.learner for one in book.attempts("last")], n=3)
        raise Misuse(f"there is no learner {learner!r}" + (f"; did you mean {', '.join(close)}?" if close else ""))
    table = _table("attempt", "graded", "outcome", "points", "late")
    for number, one in enumerate(history, 1):
        late = "" if one.late_factor == 1.0 else f"x {points_text(one.late_factor)}"
        words = Outcome(one.outcome).words
        table.add_row(str(number), one.graded_at, words, points(one.counted, one.max_score), late)
    return Group(table, Text(""), report_view(book.report(history[-1])))


# --------------------------------------------------------------------------------------------------------------------- writing


def _export(book: Gradebook, path: Path, policy: str, title: str) -> None:
    attempts = book.attempts(policy)
    save(path, rows_text(canvas_rows(attempts, title)))
    click.echo(f"wrote {path}: {len(attempts)} learners, as a Canvas gradebook")


def canvas_rows(attempts: list[Attempt], title: str) -> Iterator[list[object]]:
    """A head, the points possible, a row for each learner."""
    yield [*CANVAS, title]
    yield ["    Points Possible", "", "", "", "", max((one.max_score for one in attempts), default=0.0)]
    for one in attempts:
        yield [one.name, one.system_id, "", one.learner, "", round_points(one.counted)]


def _reports(book: Gradebook, reports: list[ReportRequest], policy: str) -> None:
    refuse_single(reports)
    write_class_reports(book, reports, policy, "all")


def write_class_reports(book: Gradebook, reports: list[ReportRequest], policy: str, reveal: Reveal) -> None:
    """Every report of a class. What goes to each learner shows no more than `reveal` allows; what is the teacher's shows all."""
    attempts = book.attempts(policy)
    for one in reports:
        shown: Reveal = reveal if one.path and LEARNER in one.path else "all"
        write_class((hide_cases(report, shown) for report in book.reports(attempts)), one)


@click.command("gradebook")
@click.argument("grades", type=click.Path(dir_okay=False, path_type=Path), default=Path("grades.db"))
@click.option("--student", metavar="NAME", help="The attempts of one learner, and the last report.")
@click.option(
    "--export",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a CSV file with the columns of a Canvas gradebook.",
)
@click.option("--title", default="nncli", show_default=True, help="The column of the points in that file.")
@click.option(
    "--policy", type=click.Choice(["best", "last"]), default="best", show_default=True, help="The attempt that counts."
)
@click.option("--all", "everyone", is_flag=True, help="List all learners of a large class.")
@click.option("--report", "reports", metavar="KIND[=FILE]", multiple=True, help="As for grade-all.")
def gradebook_command(grades: Path, **words: Any) -> None:
    """Show the grades of a class.

    GRADES is the file that `nncli grade-all` keeps: scores, how many passed each exercise, which mistakes were made how often.
    """
    show_gradebook(grades, **words)

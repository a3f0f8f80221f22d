"""`nncli gradebook`: a class, one learner, what a person says of them, and the tables that other systems import."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Group
from rich.text import Text

from grader.classroom.assignment import Assignment, Policy
from grader.classroom.exports.tables import exercise_rows
from grader.classroom.gradebook import Gradebook, GradebookError
from grader.classroom.gradebook.identity import differences
from grader.classroom.reveal import Reveal, hide_cases
from grader.formats.table_csv import rows_text
from nncli.classroom.class_view import class_view, student_view, unnamed_view
from nncli.classroom.copies_view import copies_lines
from nncli.classroom.corrections import Corrections, correct_gradebook
from nncli.classroom.exporting import export_class, parse_exports
from nncli.classroom.rescoring import rescore_gradebook
from nncli.classroom.rules import files_to_keep, read_rules, rules_file
from nncli.misuse import Misuse
from nncli.ui.arguments import Command
from nncli.ui.console import show
from nncli.ui.plain.messages import warn
from nncli.ui.reporting import (
    CLASS_KINDS,
    LEARNER,
    ReportRequest,
    harmless,
    parse_reports,
    refuse_overwriting,
    refuse_single,
    write_class,
    write_text,
)


@dataclass(frozen=True)
class GradebookOptions:
    """The words of the command line that do not change the gradebook."""

    student: str | None = None
    attempt: int | None = None
    exports: tuple[str, ...] = ()
    title: str | None = None
    policy: Policy | None = None
    everyone: bool = False
    reports: tuple[str, ...] = ()
    rescore: bool = False
    unnamed: bool = False
    similar: bool = False
    anonymous: bool = False
    assignment: Path | None = None


def show_gradebook(path: Path | None, options: GradebookOptions, corrections: Corrections) -> None:
    """Show, or write. Raises Misuse."""
    file = rules_file(options.assignment)
    rules = read_rules(file)
    path = path or _default_path(rules)
    changes = corrections.are_given or options.rescore
    reports, exports = parse_reports(options.reports, (*CLASS_KINDS, "html")), parse_exports(options.exports)
    refuse_overwriting([*reports, *exports], files_to_keep(path, file, rules))
    _refuse_reports(reports)
    try:
        with Gradebook(path, create=False, write=changes) as book:
            if options.rescore:
                rescore_gradebook(book, rules, file)
            elif corrections.are_given:
                correct_gradebook(book, corrections)
            else:
                _show(book, _rules_here(book, rules, file), options, reports, exports)
    except GradebookError as error:
        raise Misuse(str(error)) from None


def _refuse_reports(reports: list[ReportRequest]) -> None:
    """What cannot be written is said before anything is. Raises Misuse."""
    refuse_single([one for one in reports if one.kind != "html"])
    for one in (one for one in reports if one.kind == "html"):
        from nncli.classroom.class_pages import refuse_pages  # for speed: few ask for it

        refuse_pages(one.path)


def _default_path(rules: Assignment) -> Path:
    """The gradebook of the assignment here; one that an earlier run left under the plain name, where there is no other."""
    plain = Path("grades.db")
    return plain if plain.exists() and not rules.gradebook.exists() else rules.gradebook


def _rules_here(book: Gradebook, rules: Assignment, file: Path | None) -> Assignment:
    """The rules by which to show: those of the gradebook, and what a file of the same assignment says of how it is shown."""
    if file is None or rules.title != book.assignment.title:
        return book.assignment
    for change in differences(book.assignment, rules):
        warn(f"{file} has changed since: {change}; `nncli gradebook {book.path} --rescore`")
    return rules


def _show(
    book: Gradebook,
    rules: Assignment,
    options: GradebookOptions,
    reports: list[ReportRequest],
    exports: list[ReportRequest],
) -> None:
    policy = _policy(book, options)
    if options.student is not None:
        with harmless(os.environ):
            show(student_view(book, options.student, policy, options.attempt))
    elif options.unnamed:
        with harmless(os.environ):
            groups = list(unnamed_view(book, policy, options.anonymous))
            show(Group(*groups[1:]) if groups else Text("no two wrong answers without a name coincide"))
    elif options.similar:
        with harmless(os.environ):
            lines = list(copies_lines(book, policy))
            show(Group(*map(Text, lines)) if lines else Text("no two texts are alike"))
    elif not exports and not reports:
        with harmless(os.environ):
            show(class_view(book, policy, options.everyone))
    if exports:
        title = options.title or book.assignment.title or "nncli"
        export_class(book, book.attempts(policy), exports, title, rules.reveal)
    if reports:
        write_class_reports(book, [one for one in reports if one.kind != "html"], policy, rules.reveal)
        _write_pages(book, reports, rules.reveal, policy, options.anonymous)


def _write_pages(
    book: Gradebook, reports: list[ReportRequest], reveal: Reveal, policy: Policy, is_anonymous: bool
) -> None:
    for one in (one for one in reports if one.kind == "html"):
        from nncli.classroom.class_pages import write_class_pages  # for speed: few ask for it

        write_class_pages(book, Path(one.path or ""), reveal, policy, not is_anonymous)


def _policy(book: Gradebook, options: GradebookOptions) -> Policy:
    """The assignment's, unless the command line says another, and says so."""
    own = book.assignment.policy
    if options.policy and options.policy != own:
        warn(f"--policy {options.policy} holds, not policy = {own} of the assignment")
    return options.policy or own


def write_class_reports(
    book: Gradebook, reports: list[ReportRequest], policy: Policy | None = None, reveal: Reveal | None = None
) -> None:
    """Every report of a class. What goes to each learner shows no more than `reveal` allows; what is the teacher's shows all."""
    standings = book.attempts(policy)
    allowed = reveal or book.assignment.reveal
    for one in reports:
        for_learners = LEARNER in (one.path or "")
        if one.kind == "csv" and not for_learners:
            write_text(one, rows_text(exercise_rows(standings)))
            continue
        shown: Reveal = allowed if for_learners else "all"
        write_class((hide_cases(book.report(standing), shown) for standing in standings), one)


def options_for(words: dict[str, Any]) -> tuple[GradebookOptions, Corrections]:
    """The words of the command line, those that change the gradebook apart."""
    changing = {name: words.pop(name) for name in Corrections.__dataclass_fields__}
    return GradebookOptions(**words), Corrections(**changing)


def _option(flag: str, name: str, metavar: str, help_text: str, nargs: int = 1) -> Callable[[Command], Command]:
    return click.option(flag, name, metavar=metavar, help=help_text, nargs=nargs, multiple=True)


@click.command("gradebook")
@click.argument("grades", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option("--student", metavar="NAME", help="The attempts of one learner, and the report of the one that counts.")
@click.option("--attempt", type=click.IntRange(min=1), metavar="N", help="With --student: the report of this attempt.")
@click.option(
    "--export",
    "exports",
    metavar="[KIND=]FILE",
    multiple=True,
    help="Write what another system takes: canvas, moodle, gradescope, csv, json, moodle-feedback, canvas-feedback.",
)
@click.option("--title", help="The column of the points in a Canvas gradebook.  [default: the assignment's title]")
@click.option(
    "--policy", type=click.Choice(["best", "last"]), help="The attempt that counts.  [default: as the assignment says]"
)
@click.option("--all", "everyone", is_flag=True, help="List all learners of a large class.")
@click.option(
    "--report",
    "reports",
    metavar="KIND[=FILE]",
    multiple=True,
    help="As for grade-all; html=FOLDER writes a page of the class and one of each learner.",
)
@click.option(
    "--unnamed", is_flag=True, help="Wrong answers that coincide and have no name: mistakes that nobody foresaw."
)
@click.option("--similar", is_flag=True, help="Whose texts are alike, or the worked solution's; it changes no mark.")
@click.option(
    "--anonymous", is_flag=True, help="With --unnamed or --report html: without names of learners and of their files."
)
@click.option("--rescore", is_flag=True, help="Count every attempt by nncli.toml as it is now; no code is run.")
@click.option(
    "--assignment",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The rules to read.  [default: nncli.toml, where there is one here]",
)
@_option("--set", "points", "NAME EXERCISE POINTS", "What an exercise counts for a learner.", 3)
@_option("--excuse", "excused", "NAME", "From the assignment, or from one --exercise.")
@_option("--extend", "extended", "NAME DATE", "Another due date for a learner.", 2)
@_option("--comment", "comments", "NAME TEXT", "A word beside the mark.", 2)
@_option("--rename", "renamed", "NAME OTHER", "Whose work it is.", 2)
@_option("--remove", "removed", "NAME", "Leave a learner out.")
@_option("--unset", "undone", "NAME or NUMBER", "Undo the last of these, or the one of that number.")
@click.option("--exercise", metavar="EXERCISE", help="With --excuse, --extend, --comment: of this exercise only.")
@click.option("--why", default="", help="The reason, which is shown with it.")
def gradebook_command(grades: Path | None, **words: Any) -> None:
    """Show the grades of a class, or correct them.

    GRADES is the file that `nncli grade-all` keeps: scores, how many passed each exercise, which mistakes were made how often.
    What a person sets, excuses or extends stands beside the attempts, and no grading takes it away.
    """
    show_gradebook(grades, *options_for(words))

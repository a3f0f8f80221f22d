"""The commands, each a few lines: words in, words out. NumPy is imported only by the commands that run code."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.catalogue import CatalogueError, Entry, Unknown, find
from grader.version import VERSION

if TYPE_CHECKING:
    pass

EPILOG = """\b
First steps:
  nncli list                   what there is to learn
  nncli exercise 3             read an exercise; its starter file is written here
  nncli grade ex03_multiply_gate.py
  nncli hint 3                 when you are stuck
"""


class Misuse(click.ClickException):
    """Bad input: what happened, and what to do; exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        from grader.cleaning import visible, without_commands

        click.echo(f"nncli: {without_commands(visible(self.message, keep_lines=True))}", err=True)


class Number(click.ParamType[Entry]):
    """An exercise by its number or name."""

    name = "exercise"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Entry:
        try:
            return value if isinstance(value, Entry) else find(str(value))
        except (Unknown, CatalogueError) as error:
            raise Misuse(str(error)) from None


EXERCISE = Number()
ISOLATION = click.option(
    "--require-isolation",
    "required",
    type=click.Choice(["strong", "partial", "none"]),
    default=lambda: "strong" if os.environ.get("CI") else "partial",
    envvar="NNCLI_REQUIRE_ISOLATION",
    help="Refuse to run learners' code with less protection.  [default: partial; strong in CI]",
)


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="nncli")
def nncli() -> None:
    """Learn the foundations of neural networks by writing them.

    Thirty-five exercises from a first gradient to a network that learns. Your answers are run in a confined process and compared
    with a reference and with finite differences; a wrong number is shown with its place, and with the mistake that makes it.
    """


@nncli.command("list")
def list_command() -> None:
    """Show all exercises by chapter."""
    from nncli.listing import listing

    click.echo(listing(), nl=False)


@nncli.command()
@click.argument("exercise", type=EXERCISE)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Write the starter into this folder.",
)
@click.option("--notebook", is_flag=True, help="Write a Jupyter notebook instead of a .py file.")
@click.option("--show", is_flag=True, help="Only show the exercise; write nothing.")
def exercise(exercise: Entry, out: Path, notebook: bool, show: bool) -> None:
    """Show an exercise and write its starter file.

    EXERCISE is a number or a name: 3, multiply_gate, multiply-gate or ex03. A file that is already there is never overwritten.
    """
    from nncli import pages, starter
    from nncli.render import show as present

    present(pages.statement(exercise))
    if not show:
        click.echo(starter.write(exercise, out, notebook))


@nncli.command()
@click.argument("submission", type=click.Path(path_type=Path))
@click.option("--exercise", "only", type=EXERCISE, help="Grade as this exercise, whatever names the file defines.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Draw other random cases.")
@click.option(
    "--json",
    "json_path",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write the report as JSON; - is standard output.",
)
@click.option(
    "--report",
    "reports",
    metavar="KIND[=FILE]",
    multiple=True,
    help="Write a report: json, junit, gradescope, github, classroom, gitlab, csv or markdown. May be given several times.",
)
@click.option(
    "--assignment",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Grade by an assignment file (nncli.toml): its exercises, points, seed and limits.",
)
@click.option("--only-failures", is_flag=True, help="Leave out the cases that passed.")
@click.option("-q", "--quiet", is_flag=True, help="One line for each exercise.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=2.0, show_default=True, help="Seconds for one case.")
@ISOLATION
@click.option(
    "--workers", type=click.Choice(["auto", "fork", "fresh"]), default="auto", envvar="NNCLI_WORKERS", hidden=True
)
def grade(submission: Path, only: Entry | None, **words: Any) -> None:
    """Grade a file, a notebook or a folder.

    SUBMISSION is a .py file, a .ipynb notebook, or one learner's folder of them. The exercises that it attempts are recognised
    by the names it defines. Exit status: 0 all passed, 1 something did not, 2 misuse, 3 a fault of ours.
    """
    from nncli import grading

    sys.exit(grading.grade(submission, grading.Options(only, **words)))


@nncli.command("grade-all")
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
@click.option(
    "--workers", type=click.Choice(["auto", "fork", "fresh"]), default="auto", envvar="NNCLI_WORKERS", hidden=True
)
def grade_all(submissions: Path, **words: Any) -> None:
    """Grade a class.

    SUBMISSIONS is a folder in which each entry (a file, a notebook, a folder, a .zip) is one learner's; exports of Canvas, Moodle
    and Gradescope are recognised. Stop it when you like, and run it again: it goes on where it was, and grades again only what
    has changed. Exit status: 0 everyone is graded, 1 something could not be read, 2 misuse, 3 a fault of ours.
    """
    from nncli import classroom

    sys.exit(classroom.grade_all(submissions, classroom.Options(**words)))


@nncli.command()
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
def gradebook(grades: Path, **words: Any) -> None:
    """Show the grades of a class.

    GRADES is the file that `nncli grade-all` keeps: scores, how many passed each exercise, which mistakes were made how often.
    """
    from nncli.gradebook import gradebook as present

    present(grades, **words)


@nncli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--forward", metavar="NAME", help="The forward pass, a function or a class; all pairs by default.")
@click.option("--backward", metavar="NAME", help="The backward pass; found by name where only --forward is given.")
@click.option("--input", "inputs", multiple=True, metavar="RECIPE", help='Such as "x=normal(4,3)" or "x=[1.5, -2.0]".')
@click.option("--mode", type=click.Choice(["full", "fast"]), default="full", show_default=True, help="Each entry, or probes.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Draw other numbers.")
@click.option("--explain", is_flag=True, help="Draw the ladder of steps behind the worst entry.")
@click.option("--entry", default="", metavar="ENTRY", help='Draw that of another entry, such as "w[2,1]".')
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds for everything.")
@ISOLATION
@click.option(
    "--workers", type=click.Choice(["auto", "fork", "fresh"]), default="auto", envvar="NNCLI_WORKERS", hidden=True
)
def gradcheck(file: Path, **words: Any) -> None:
    """Check a backward pass of your own against measured slopes.

    FILE holds pairs such as f and f_backward, affine_forward and affine_backward, f and grad_f, or a class with forward and
    backward. Exit status: 0 all agree, 1 something does not, 2 misuse, 3 a fault of ours.
    """
    from nncli import checking

    sys.exit(checking.gradcheck(file, checking.Options(**words)))


@nncli.command()
@click.argument("exercise", type=EXERCISE)
@click.option("--level", type=click.IntRange(1, 3), help="This hint rather than the next one.")
def hint(exercise: Entry, level: int | None) -> None:
    """Show the next hint for an exercise."""
    from nncli import hints
    from nncli.render import show as present

    present(hints.view(exercise, level))


@nncli.command()
@click.argument("exercise", type=EXERCISE)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def solution(exercise: Entry, yes: bool) -> None:
    """Show a worked solution, after asking."""
    from nncli import pages
    from nncli.render import show as present

    if not yes:
        click.confirm(
            f"Show the solution of exercise {exercise.number}? Its hints are still there: nncli hint {exercise.number}",
            abort=True,
        )
    present(pages.code(exercise.solution.read_text(encoding="utf-8")))


@nncli.command()
@click.argument("exercise", type=EXERCISE, required=False)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Look at the cases that this seed draws."
)
def audit(exercise: Entry | None, seed: int) -> None:
    """Check the promises that exercises keep."""
    from nncli import auditing

    sys.exit(auditing.audit(exercise, seed))


@nncli.command()
@click.argument("slug")
@click.option("--number", type=click.IntRange(1, 99), help="Its number; the next free one by default.")
def new(slug: str, number: int | None) -> None:
    """Start an exercise of your own.

    SLUG is its name, such as relu_gate; `nncli audit relu_gate` then says, step by step, what is still to do.
    """
    from nncli import scaffold

    try:
        click.echo(scaffold.write(slug, number))
    except scaffold.Refused as error:
        raise Misuse(str(error)) from None


@nncli.command()
def doctor() -> None:
    """Say what runs here, and how it is protected."""
    from nncli import checkup

    click.echo(checkup.text(), nl=False)

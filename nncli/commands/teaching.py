"""The commands for a class, each a few lines: grade it, show its grades, hand the grading to another system."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from nncli.ui.arguments import ISOLATION


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
@click.option(
    "--workers", type=click.Choice(["auto", "fork", "fresh"]), default="auto", envvar="NNCLI_WORKERS", hidden=True
)
def grade_all(submissions: Path, **words: Any) -> None:
    """Grade a class.

    SUBMISSIONS is a folder in which each entry (a file, a notebook, a folder, a .zip) is one learner's; exports of Canvas, Moodle
    and Gradescope are recognised. Stop it when you like, and run it again: it goes on where it was, and grades again only what
    has changed. Exit status: 0 everyone is graded, 1 something could not be read, 2 misuse, 3 a fault of ours.
    """
    from nncli.commands import grade_all as classroom

    sys.exit(classroom.grade_class(submissions, classroom.ClassOptions(**words)))


@click.command()
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
    from nncli.commands.gradebook import show_gradebook as present

    present(grades, **words)


@click.group()
def export() -> None:
    """Write what other systems grade with."""


@export.command("gradescope")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("autograder.zip"), show_default=True
)
@click.option(
    "--assignment",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Grade by this nncli.toml; it goes into the archive.",
)
@click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of wheels (pip download nncli) from which to install without a network.",
)
def gradescope(out: Path, assignment: Path | None, wheels: Path | None) -> None:
    """Write autograder.zip for Gradescope, with this version of nncli in it."""
    from nncli.commands import export as exporting

    exporting.export_gradescope(out, assignment, wheels)


COMMANDS = (grade_all, gradebook, export)

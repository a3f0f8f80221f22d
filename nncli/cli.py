"""The commands, each a few lines: words in, words out. NumPy is imported only by the commands that run code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from grader.exercise.catalogue import Entry
from grader.version import VERSION
from nncli.commands import teaching
from nncli.ui.arguments import EXERCISE, ISOLATION, REPORT, Misuse
from nncli.ui.encoding import colour

EPILOG = """\b
First steps:
  nncli list                   what there is to learn
  nncli exercise 3             read an exercise; its starter file is written here
  nncli grade ex03_multiply_gate.py
  nncli hint 3                 when you are stuck
"""


SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "color": colour()}


@click.group(epilog=EPILOG, context_settings=SETTINGS)
@click.version_option(VERSION, prog_name="nncli")
def nncli() -> None:
    """Learn the foundations of neural networks by writing them.

    Thirty-five exercises from a first gradient to a network that learns. Your answers are run in a confined process and compared
    with a reference and with finite differences; a wrong number is shown with its place, and with the mistake that makes it.
    """


@nncli.command("list")
def list_command() -> None:
    """Show all exercises by chapter."""
    from nncli.commands.list import listing

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
    from nncli.commands import exercise as starter
    from nncli.ui import pages
    from nncli.ui.render import show as present

    present(pages.statement(exercise))
    if not show:
        click.echo(starter.write_starter(exercise, out, notebook))


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
@REPORT
@click.option(
    "--assignment",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Grade by an assignment file (nncli.toml): its exercises, points, seed and limits.",
)
@click.option(
    "--exercises", metavar="LIST", help="Count these only, also where they are not handed in: 2,multiply_gate."
)
@click.option("--minimum-score", type=click.FloatRange(min=0), help="Exit with 0 from this many points on.")
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
    from nncli.commands import grade as grading

    sys.exit(grading.grade_path(submission, grading.GradeOptions(only, **words)))


@nncli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--forward", metavar="NAME", help="The forward pass, a function or a class; all pairs by default.")
@click.option("--backward", metavar="NAME", help="The backward pass; found by name where only --forward is given.")
@click.option("--input", "inputs", multiple=True, metavar="RECIPE", help='Such as "x=normal(4,3)" or "x=[1.5, -2.0]".')
@click.option(
    "--mode", type=click.Choice(["full", "fast"]), default="full", show_default=True, help="Each entry, or probes."
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Draw other numbers.")
@click.option("--explain", is_flag=True, help="Draw the ladder of steps behind the worst entry.")
@click.option("--entry", default="", metavar="ENTRY", help='Draw that of another entry, such as "w[2,1]".')
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds for everything."
)
@ISOLATION
@click.option(
    "--workers", type=click.Choice(["auto", "fork", "fresh"]), default="auto", envvar="NNCLI_WORKERS", hidden=True
)
def gradcheck(file: Path, **words: Any) -> None:
    """Check a backward pass of your own against measured slopes.

    FILE holds pairs such as f and f_backward, affine_forward and affine_backward, f and grad_f, or a class with forward and
    backward. Exit status: 0 all agree, 1 something does not, 2 misuse, 3 a fault of ours.
    """
    from nncli.commands import gradcheck as checking

    sys.exit(checking.check_file(file, checking.GradcheckOptions(**words)))


@nncli.command()
@click.argument("exercise", type=EXERCISE)
@click.option("--level", type=click.IntRange(1, 3), help="This hint rather than the next one.")
def hint(exercise: Entry, level: int | None) -> None:
    """Show the next hint for an exercise."""
    from nncli.commands import hint as hints
    from nncli.ui.render import show as present

    present(hints.hint_view(exercise, level))


@nncli.command()
@click.argument("exercise", type=EXERCISE)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def solution(exercise: Entry, yes: bool) -> None:
    """Show a worked solution, after asking."""
    from nncli.ui import pages
    from nncli.ui.render import show as present

    if not yes:
        click.confirm(
            f"Show the solution of exercise {exercise.number}? Its hints are still there: nncli hint {exercise.number}",
            abort=True,
            err=not sys.stdout.isatty(),
        )
    if not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout.buffer.write(exercise.solution.read_bytes())
        return
    present(pages.code_view(exercise.solution.read_text(encoding="utf-8")))


@nncli.command()
@click.argument("exercise", type=EXERCISE, required=False)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Look at the cases that this seed draws."
)
def audit(exercise: Entry | None, seed: int) -> None:
    """Check the promises that exercises keep."""
    from nncli.commands import audit as auditing

    sys.exit(auditing.audit_entries(exercise, seed))


@nncli.command()
@click.argument("slug")
@click.option("--number", type=click.IntRange(1, 99), help="Its number; the next free one by default.")
def new(slug: str, number: int | None) -> None:
    """Start an exercise of your own.

    SLUG is its name, such as relu_gate; `nncli audit relu_gate` then says, step by step, what is still to do.
    """
    from nncli.commands import new as scaffold

    try:
        click.echo(scaffold.write_declaration(slug, number))
    except scaffold.Refused as error:
        raise Misuse(str(error)) from None


@nncli.command()
def doctor() -> None:
    """Say what runs here, and how it is protected."""
    from nncli.commands import doctor as checkup

    click.echo(checkup.text(), nl=False)


for command in teaching.COMMANDS:
    nncli.add_command(command)

__all__ = ["Misuse", "nncli"]

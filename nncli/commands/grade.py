"""`nncli grade`: the words of the command line."""

from __future__ import annotations

import sys
from typing import Any

import click

from grader.exercise.catalogue import Entry
from nncli.classroom.rules import assignment_options
from nncli.completion import completer
from nncli.grading import GradeOptions, grade_paths
from nncli.prestart import Prestart
from nncli.ui.arguments import EXERCISE, ISOLATION, REPORT, SEED, WORKERS


@click.command("grade")
@click.argument("submissions", nargs=-1, metavar="[SUBMISSION]...", shell_complete=completer("submission_items"))
@click.option("--exercise", "only", type=EXERCISE, help="Grade as this exercise, whatever names the file defines.")
@SEED
@click.option(
    "--json",
    "json_path",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Write the report as JSON; - is standard output.",
)
@REPORT
@assignment_options
@click.option("--minimum-score", type=click.FloatRange(min=0), help="Exit with 0 from this many points on.")
@click.option(
    "--with",
    "beside",
    type=click.Choice(["torch"]),
    help="Run 27, 55 and 58 once more, beside PyTorch: both columns, no points.",
)
@click.option("--only-failures", is_flag=True, help="Leave out the cases that passed.")
@click.option("-q", "--quiet", is_flag=True, help="One line for each exercise.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=2.0, show_default=True, help="Seconds for one case.")
@ISOLATION
@WORKERS
@click.pass_obj
def grade_command(prestart: Prestart | None, /, submissions: tuple[str, ...], only: Entry | None, **words: Any) -> None:
    """Grade a file, a notebook or a folder.

    SUBMISSION is a .py file, a .ipynb notebook, one learner's folder of them, or the number of an exercise whose starter lies here;
    without one, all exercises in this folder are graded. Which exercises a file attempts is recognised by the names it defines.
    Exit status: 0 all passed, 1 something did not, 2 misuse, 3 a fault of ours.
    """
    sys.exit(grade_paths(submissions, GradeOptions(only, **words), prestart))

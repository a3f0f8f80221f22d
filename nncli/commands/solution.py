"""`nncli solution`: a worked solution, after asking."""

from __future__ import annotations

import os
import sys

import click

from grader.exercise.catalogue import Entry
from nncli.ui.arguments import EXERCISE, Misuse


def refuse_withheld() -> None:
    """Raises Misuse where nncli.toml in this folder withholds the worked solutions until a moment that has not come."""
    if not os.path.exists("nncli.toml"):
        return
    from datetime import datetime

    from nncli.classroom.rules import read_rules, rules_file

    withheld = read_rules(rules_file(None)).solutions
    if withheld and datetime.now(withheld.after.tzinfo) <= withheld.after:
        when = withheld.after.isoformat(sep=" ", timespec="minutes")
        raise Misuse(f"the worked solutions of this course are shown after {when}; a hint is there now: nncli hint")


@click.command("solution")
@click.argument("exercise", type=EXERCISE)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def solution_command(exercise: Entry, yes: bool) -> None:
    """Show a worked solution, after asking while the exercise is not done; in a pipe, its bytes: nncli solution 3 --yes > solved.py"""
    from nncli.ui import pages
    from nncli.ui.render import show as present

    refuse_withheld()
    from nncli.learning.order import is_done
    from nncli.learning.record import read_record

    if not yes and not is_done(read_record(), exercise):
        click.confirm(
            f"Show the solution of exercise {exercise.number}? Its hints are still there: nncli hint {exercise.number}",
            abort=True,
            err=not sys.stdout.isatty(),
        )
    if not sys.stdout.isatty():  # a file or a program reads it: the bytes as they are
        sys.stdout.flush()
        sys.stdout.buffer.write(exercise.solution.read_bytes())
        return
    present(pages.code_view(exercise.solution.read_text(encoding="utf-8")))

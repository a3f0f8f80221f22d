"""`nncli solution`: a worked solution, after asking."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import Entry
from grader.exercise.packs import command_words
from nncli.misuse import Misuse
from nncli.ui.arguments import EXERCISE
from nncli.ui.plain.messages import question_text

if TYPE_CHECKING:
    from datetime import datetime


def refuse_withheld(entry: Entry) -> None:
    """Raises Misuse where nncli.toml in this folder, or the pack, withholds the solution until a moment that has not come, and where
    there is none.
    """
    refuse_before(entry.pack.solutions_after if entry.pack else None)
    if os.path.exists("nncli.toml"):
        from nncli.classroom.rules import read_rules, rules_file  # for speed: most learners have none

        withheld = read_rules(rules_file(None)).solutions
        refuse_before(withheld.after if withheld else None)
    if not entry.solution.is_file():
        why = ": your teacher has it" if entry.is_half else f"; it would be {entry.solution}"
        raise Misuse(
            f"exercise {entry.label} has no worked solution here{why}\n\nhint: nncli hint {command_words(entry.label)}"
        )


def refuse_before(moment: datetime | None) -> None:
    """Raises Misuse where this moment has not come."""
    if moment is None:
        return
    from datetime import datetime

    if datetime.now(moment.tzinfo) <= moment:
        when = moment.isoformat(sep=" ", timespec="minutes")
        raise Misuse(f"the worked solutions of this course are shown after {when}; a hint is there now: nncli hint")


@click.command("solution")
@click.argument("exercise", type=EXERCISE)
@click.option("--yes", is_flag=True, help="Do not ask first.")
def solution_command(exercise: Entry, yes: bool) -> None:
    """Show a worked solution, after asking while the exercise is not done; in a pipe, its bytes: nncli solution 3 --yes > solved.py"""
    from nncli.ui import pages
    from nncli.ui.console import show as present

    refuse_withheld(exercise)
    from nncli.learning.order import is_done
    from nncli.learning.record import read_record

    if not yes and not is_done(read_record(), exercise):
        hints = f"Its hints are there: nncli hint {command_words(exercise.label)}"
        question = f"Show the solution of exercise {exercise.label}? {hints}"
        click.confirm(question_text(question), abort=True, err=not sys.stdout.isatty())
    if not sys.stdout.isatty():  # a file or a program reads it: the bytes as they are
        sys.stdout.flush()
        sys.stdout.buffer.write(exercise.solution.read_bytes())
        return
    present(pages.code_view(exercise.solution.read_text(encoding="utf-8")))

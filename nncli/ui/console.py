"""rich's console as we use it, and printing on it."""

from __future__ import annotations

import os
import sys

import click
from rich.console import Console, RenderableType

from grader.text.cleaning import without_commands
from nncli.ui.plain.output import output_width


def show(view: RenderableType, stderr: bool = False) -> None:
    """Print; into a pipe, a file or a dumb terminal without the blanks that fill a line, and with no command for a CI system."""
    out = console(stderr)
    if out.is_terminal and not out.is_dumb_terminal:
        out.print(view, crop=False)  # a command that is to be copied may be longer than a line
        return
    with out.capture() as captured:
        out.print(view, crop=False)
    plain = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    click.echo(without_commands(plain), nl=False, err=stderr)


def console(stderr: bool = False) -> Console:
    """A console that neither reads markup nor guesses at numbers, as wide as all that we print.

    Where COLUMNS is not set, a terminal keeps following its window. Of a dumb one rich takes for granted that it has 80 columns.
    """
    made = Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not made.is_terminal or made.is_dumb_terminal or "COLUMNS" in os.environ:
        made.width = output_width(sys.stderr if stderr else sys.stdout)
    return made

"""rich's console as we use it, and printing on it."""

from __future__ import annotations

import click
from rich.console import Console, RenderableType

from grader.text.cleaning import without_commands
from nncli.ui.plain.output import width_asked


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
    """A console that neither reads markup nor guesses at numbers; 80 columns where it is no terminal.

    Of a dumb terminal, rich takes for granted that it has 80 columns; it is asked instead.
    """
    found = Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not found.is_terminal:
        found.width = width_asked()
    elif found.is_dumb_terminal:
        import shutil  # here, since it takes a while to load

        found.size = shutil.get_terminal_size()
    return found

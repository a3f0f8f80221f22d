"""rich's console as we use it, and printing on it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache

import click
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from grader.text.cleaning import without_commands
from grader.text.line_breaks import break_line
from nncli.ui.plain.output import output_width


class LineConsole(Console):
    """A console of rich that knows whether its lines go out one after the other, where a terminal folds a long one and nothing is lost."""

    prints_lines = False


class FittedText:
    """Text that is made for a width, and anew where the window has another one."""

    def __init__(self, make: Callable[[int], Text]) -> None:
        self.text_for = lru_cache(maxsize=1)(make)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.text_for(options.max_width)


class CommandLine:
    """A command to be copied, behind a word that leads to it: on a line of its own where it has no room there, and never broken by us
    but on a screen that would cut it.
    """

    def __init__(self, lead: str, command: str, indent: int = 2) -> None:
        self.lead, self.command, self.indent = lead, command, " " * indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text.assemble(self.indent, f"{self.lead} ", (self.command, "bold"), overflow="fold")
        if line.cell_len <= options.max_width:
            yield line
            return
        yield Text(f"{self.indent}{self.lead}")
        if getattr(console, "prints_lines", False):
            yield Text.assemble(f"{self.indent}  ", (self.command, "bold"), no_wrap=True, overflow="ignore")
        else:
            yield Padding(Text(self.command, "bold", overflow="fold"), (0, 0, 0, len(self.indent) + 2))


class FormulaLine:
    """A line of numbers or formulas, broken as formulas are where it is too long; its first `words` columns are dim."""

    def __init__(self, text: str, style: str = "", words: int = 0) -> None:
        self.text, self.style, self.words = text, style, words

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        first, *more = break_line(self.text, options.max_width)
        shown = Text(first, style=self.style)
        shown.stylize("dim", 0, self.words)
        yield shown
        yield from (Text(part, style=self.style) for part in more)


def show(view: RenderableType, stderr: bool = False) -> None:
    """Print; into a pipe, a file or a dumb terminal without the blanks that fill a line, and with no command for a CI system."""
    out = console(stderr)
    out.prints_lines = True
    if out.is_terminal and not out.is_dumb_terminal:
        out.print(view, crop=False)  # a command that is to be copied may be longer than a line
        return
    with out.capture() as captured:
        out.print(view, crop=False)
    plain = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    click.echo(without_commands(plain), nl=False, err=stderr)


def console(stderr: bool = False) -> LineConsole:
    """A console that neither reads markup nor guesses at numbers, as wide as all that we print.

    Where COLUMNS is not set, a terminal keeps following its window. Of a dumb one rich takes for granted that it has 80 columns.
    """
    made = LineConsole(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not made.is_terminal or made.is_dumb_terminal or "COLUMNS" in os.environ:
        made.width = output_width(sys.stderr if stderr else sys.stdout)
    return made

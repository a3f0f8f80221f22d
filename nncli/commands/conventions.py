"""`nncli conventions`: what letters, shapes and signs mean in every exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from grader.exercise.catalogue import data_folder
from nncli.ui.case_table import wrap

ENTRY = re.compile(r"- `([^`]+)`: (.*)")
TERM = 10  # columns for a letter or a shape; a longer one stands on a line of its own


class Conventions:
    """The page, laid out for any width."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines:
            yield from _view(line, options.max_width)


def _view(line: str, width: int) -> Iterator[Text]:
    if line.startswith("#"):
        yield Text(line.lstrip("# "), style="bold")
    elif entry := ENTRY.fullmatch(line):
        yield from _entry(entry[1], entry[2], width)
    else:
        yield from map(Text, wrap(line, width))


def _entry(term: str, words: str, width: int) -> Iterator[Text]:
    """A term, and what it means beside it."""
    own_line = len(term) > TERM
    if own_line:
        yield Text(f"  {term}", style="cyan")
    lines = wrap(words.replace("`", ""), width - TERM - 4)
    for number, line in enumerate(lines):
        head = term if number == 0 and not own_line else ""
        yield Text.assemble("  ", (f"{head:<{TERM}}", "cyan"), "  ", line)


@click.command("conventions")
def conventions_command() -> None:
    """Show what letters, shapes and signs mean in every exercise."""
    from nncli.ui.console import show

    show(Conventions((data_folder("exercises") / "conventions.md").read_text(encoding="utf-8")))

"""How far a class is: a bar with rate and time left on a terminal, a line for each tenth otherwise. Always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

QUIET_BELOW = 100  # submissions: a small class is graded before a bar is of use


class Progress(Protocol):
    def advance(self, done: int) -> None: ...


class Bar:
    def __init__(self, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Rich

        from nncli.ui.console import console

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]} a second"), TimeRemainingColumn())
        self.rich = Rich(*columns, console=console(stderr=True), transient=True)
        self.task = self.rich.add_task("grading", total=total, rate="…")

    def advance(self, done: int) -> None:
        speed = self.rich.tasks[0].speed
        self.rich.update(self.task, completed=done, rate=f"{speed:.0f}" if speed else "…")


class ProgressLines:
    def __init__(self, total: int) -> None:
        self.total, self.told = total, 0

    def advance(self, done: int) -> None:
        tenth = done * 10 // self.total
        if tenth > self.told and self.total >= QUIET_BELOW:
            self.told = tenth
            click.echo(f"{done} of {self.total}", err=True)


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """A bar in a terminal, lines elsewhere; `total` is the number of submissions."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield ProgressLines(total)
        return
    bar = Bar(total)
    with bar.rich:
        yield bar

"""The hints of an exercise, the next one each time. What was shown is remembered with the learner's progress."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import Entry
from grader.exercise.packs import command_words
from grader.text.cleaning import without_commands
from nncli.learning.hints import next_hint
from nncli.ui.arguments import EXERCISE
from nncli.ui.plain.markdown import hint_text
from nncli.ui.plain.output import NotPlain, PlainOutput

if TYPE_CHECKING:
    from rich.console import RenderableType


def show_hint(entry: Entry, level: int | None) -> None:
    """Hint `level`, or the one after the last that was shown; after the third it stays the third."""
    hint = next_hint(entry, level)
    again = "once again" if hint.is_remembered else f"--level {hint.level + 1}"
    more = (
        f"one more hint: nncli hint {command_words(entry.label)} {again}"
        if hint.level < hint.last
        else f"still stuck? nncli solution {command_words(entry.label)}"
    )
    with suppress(NotPlain):
        out = PlainOutput()
        text = hint_text(hint.head, hint.text, more, out)
        click.echo(text if out.has_colours else without_commands(text), nl=False)
        return
    from nncli.ui.console import show  # for speed: rich takes long to load

    show(hint_view(hint.head, hint.text, more))


def hint_view(head: str, text: str, more: str) -> RenderableType:
    """The hint for a console of rich."""
    from rich.console import Group
    from rich.text import Text

    from nncli.ui.pages import markdown

    return Group(Text(head, style="bold"), Text(""), markdown(text), Text(""), Text(more, style="dim"))


@click.command("hint")
@click.argument("exercise", type=EXERCISE)
@click.option("--level", type=click.IntRange(1, 3), help="This hint rather than the next one.")
def hint_command(exercise: Entry, level: int | None) -> None:
    """Show the next hint for an exercise."""
    show_hint(exercise, level)

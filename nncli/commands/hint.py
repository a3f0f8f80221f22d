"""The hints of an exercise, the next one each time. What was shown is remembered with the learner's progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import Entry
from nncli.learning.hints import next_hint
from nncli.ui.arguments import EXERCISE

if TYPE_CHECKING:
    from rich.console import RenderableType


def hint_view(entry: Entry, level: int | None) -> RenderableType:
    """Hint `level`, or the one after the last that was shown; after the third it stays the third."""
    from rich.console import Group
    from rich.text import Text

    from nncli.ui.pages import markdown

    hint = next_hint(entry, level)
    more = (
        f"one more hint: nncli hint {entry.label} once again"
        if hint.level < hint.last
        else f"still stuck? nncli solution {entry.label}"
    )
    return Group(Text(hint.head, style="bold"), Text(""), markdown(hint.text), Text(""), Text(more, style="dim"))


@click.command("hint")
@click.argument("exercise", type=EXERCISE)
@click.option("--level", type=click.IntRange(1, 3), help="This hint rather than the next one.")
def hint_command(exercise: Entry, level: int | None) -> None:
    """Show the next hint for an exercise."""
    from nncli.ui.render import show

    show(hint_view(exercise, level))

"""The hints of an exercise, the next one each time. What was shown is remembered with the learner's progress."""

from __future__ import annotations

import click
from rich.console import Group, RenderableType
from rich.text import Text

from grader.exercise.catalogue import Entry
from nncli.learning.record import after_hint, change_record, read_record
from nncli.ui.arguments import EXERCISE, Misuse
from nncli.ui.pages import markdown


def hint_view(entry: Entry, level: int | None) -> RenderableType:
    """Hint `level`, or the one after the last that was shown; after the third it stays the third."""
    hints = entry.hints
    if not hints:
        raise Misuse(f"exercise {entry.label} has no hints")
    wanted = level or min(read_record().mark(entry.slug).hints + 1, len(hints))
    change_record(lambda record: after_hint(record, entry.slug, wanted))
    head = Text(f"Exercise {entry.label}, hint {wanted} of {len(hints)}", style="bold")
    more = (
        f"one more hint: nncli hint {entry.label} once again"
        if wanted < len(hints)
        else f"still stuck? nncli solution {entry.label}"
    )
    return Group(head, Text(""), markdown(hints[wanted - 1]), Text(""), Text(more, style="dim"))


@click.command("hint")
@click.argument("exercise", type=EXERCISE)
@click.option("--level", type=click.IntRange(1, 3), help="This hint rather than the next one.")
def hint_command(exercise: Entry, level: int | None) -> None:
    """Show the next hint for an exercise."""
    from nncli.ui.render import show

    show(hint_view(exercise, level))

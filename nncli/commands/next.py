"""`nncli next`: the first exercise that is not done, with its starter."""

from __future__ import annotations

import click

from grader.exercise.catalogue import Entry
from nncli.learning.order import current_entry, next_entry
from nncli.learning.record import read_record


def entry_to_serve() -> Entry | None:
    """The exercise that was begun and is not done, else the first whose turn it is; None where all are done."""
    record = read_record()
    return current_entry(record) or next_entry(record)


@click.command("next")
@click.pass_context
def next_command(context: click.Context) -> None:
    """Show the next exercise and write its starter file.

    It is the one that you were on while it is not done; otherwise the first that is not done and builds only on what is.
    """
    from nncli.commands.exercise import exercise_command

    entry = entry_to_serve()
    if entry is None:
        click.echo(
            "All exercises are done. `nncli list` shows them; a new seed draws other cases: nncli grade FILE --seed 7"
        )
        return
    context.invoke(exercise_command, exercise=entry)

"""`nncli next`: the first exercise that is not done, with its starter."""

from __future__ import annotations

import click


@click.command("next")
@click.pass_context
def next_command(context: click.Context) -> None:
    """Show the next exercise and write its starter file.

    It is the one that you were on while it is not done; otherwise the first that is not done and builds only on what is.
    """
    from nncli.commands.exercise import exercise_command  # for speed

    context.invoke(exercise_command)

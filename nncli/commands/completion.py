"""`nncli completion`: the script with which a shell completes commands, exercises, files and cases."""

from __future__ import annotations

import sys

import click

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def completion_command(shell: str) -> None:
    """Print the script with which a shell completes commands, names of exercises, files and cases.

    Its first lines say where to put it.
    """
    from nncli.completion.shells import WHERE, completion_script

    click.echo(completion_script(shell), nl=False)
    if sys.stdout.isatty():
        click.echo(f"\nto use it:\n\n  {WHERE[shell]}", err=True)

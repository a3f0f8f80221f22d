"""The commands, each a few lines: words in, words out. NumPy is imported only by the commands that run code."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from grader.version import VERSION
from nncli.ending import stop
from nncli.misuse import Misuse
from nncli.ui.arguments import with_pack_option
from nncli.ui.encoding import colour
from nncli.ui.plain.narrow import fitted
from nncli.ui.plain.output import output_width
from nncli.usage import HELP_INSTEAD, CommandGroup, HelpContext, show_usage_error

EPILOG = """First steps:
  nncli                        where you are, and what to type next
  nncli list                   what there is to learn
  nncli exercise 3             read it; its starter file is written here
  nncli grade ex03_multiply_gate.py
  nncli hint 3                 when you are stuck
"""


# A command and what --help says of it, in the order of --help; it is `NAME_command` in the module nncli/commands/NAME.py,
# a teacher's in nncli/commands/teaching/NAME.py.
LEARNING = {
    "list": "Show all exercises by chapter, with your marks.",
    "next": "Show the next exercise and write its starter file.",
    "exercise": "Show an exercise and write its starter file.",
    "conventions": "Show what letters, shapes and signs mean.",
    "grade": "Grade a file, a notebook or a folder.",
    "derive": "Derive line by line, each line checked as you enter it.",
    "case": "Print a case as a script that runs.",
    "draw": "Draw pictures of your own numbers.",
    "watch": "Grade at each save, while you write.",
    "gradcheck": "Check a backward pass of your own against measured slopes.",
    "hint": "Show the next hint for an exercise.",
    "solution": "Show a worked solution, after asking.",
    "reset": "Write the starter file of an exercise again.",
    "progress": "Show what you have done.",
    "completion": "Let your shell complete what you type.",
    "doctor": "Say what runs here, and how it is protected.",
}
TEACHING = {
    "audit": "Check the promises that exercises keep.",
    "new": "Start an exercise of your own.",
    "pack": "Build what a teacher installs and what students get.",
    "new-mistake": "Name a wrong answer that has no name.",
    "grade-all": "Grade a class.",
    "gradebook": "Show the grades of a class.",
    "export": "Write what other systems grade with.",
}
WITHOUT_PACKS = ("completion", "conventions", "gradcheck", "pack")  # they name no exercise


class plain_endings:
    """Ctrl-C within it, at a question too, ends the program with one line and 130, where click says "Aborted!" and 1; bad input with
    what is wrong with it, and 2.
    """

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, fault: BaseException | None, _: object) -> None:
        if isinstance(fault, KeyboardInterrupt):
            stop()
        if isinstance(fault, Misuse):
            fault.show()
            sys.exit(fault.exit_code)
        if isinstance(fault, click.UsageError) and not isinstance(fault, HELP_INSTEAD):
            show_usage_error(fault)
            sys.exit(fault.exit_code)
        if isinstance(fault, click.Abort) and isinstance(fault.__context__, KeyboardInterrupt):
            stop()


class LazyCommands(CommandGroup):
    """Loads the module of a command when it is called, and no other: for speed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*LEARNING, *TEACHING]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        room = "nncli.commands" if cmd_name in LEARNING else "nncli.commands.teaching" if cmd_name in TEACHING else None
        name = cmd_name.replace("-", "_")
        if room is None:
            return None
        command: click.Command = getattr(import_module(f"{room}.{name}"), f"{name}_command")
        command.context_class = HelpContext
        return command if cmd_name in WITHOUT_PACKS else with_pack_option(command)

    def hint(self, ctx: click.Context, word: str) -> str:
        """A number or a file is what an exercise is named by, not a command."""
        if word.isdecimal():
            return f"`nncli exercise {word}` shows an exercise"
        if word.endswith((".py", ".ipynb")):
            import shlex  # for speed: right input needs none

            return f"`nncli grade {shlex.quote(word)}` grades a file"
        return super().hint(ctx, word)

    def make_context(self, *args: Any, **words: Any) -> click.Context:
        with plain_endings():
            return super().make_context(*args, **words)

    def invoke(self, ctx: click.Context) -> Any:
        with plain_endings():
            return super().invoke(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The commands by their names alone, without loading them, and the options."""
        from nncli.completion.words import items

        return [
            *items({**LEARNING, **TEACHING}.items(), incomplete),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lines = fitted(EPILOG.rstrip(), output_width() - 2).split("\n")
        formatter.write("\n" + "".join(f"  {line}\n" for line in lines))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in (("Commands", LEARNING), ("Commands for teachers", TEACHING)):
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))


SETTINGS = {
    "help_option_names": ["-h", "--help"],
    "terminal_width": min(output_width(), 100) - 2,
    "color": colour(),
}


@click.group(cls=LazyCommands, context_settings=SETTINGS, invoke_without_command=True)
@click.version_option(VERSION, prog_name="nncli")
@click.pass_context
def nncli(context: click.Context) -> None:
    """Learn the foundations of neural networks by writing them.

    Exercises from a first gradient to networks as they are trained today. Your answers are run in a confined process and compared
    with a reference and with finite differences; a wrong number is shown with its place, and with the mistake that makes it.
    """
    if context.invoked_subcommand is None:
        from pathlib import Path

        from nncli.learning.place import place_text
        from nncli.learning.record import load_record

        click.echo(fitted(place_text(load_record(), Path()), output_width()))


__all__ = ["Misuse", "nncli"]

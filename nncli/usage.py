"""What is said of a command line that click cannot read: which word is wrong, which may be meant, and where to read on."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from nncli.misuse import Misuse
from nncli.ui.plain.messages import did_you_mean, say
from nncli.ui.plain.narrow import FULL, wrap_words

SHORT_TERM = 12  # columns of what is explained, beside which there is room in any terminal

# What click raises to print the help of a group that is called without a command; older ones print it without that.
HELP_INSTEAD: type[Exception] | tuple[()] = getattr(click.exceptions, "NoArgsIsHelpError", ())


class HelpFormatter(click.HelpFormatter):
    """In a narrow terminal what a long option does stands below it: beside it there would be room for a word or two."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        if self.width >= FULL - 2 or max(len(term) for term, _ in rows) <= SHORT_TERM:
            super().write_dl(rows, col_max, col_spacing)
            return
        indent = " " * (self.current_indent + 4)
        for term, words in rows:
            self.write(f"{'':{self.current_indent}}{term}\n{wrap_words(words, self.width - len(indent), indent)}\n")


class HelpContext(click.Context):
    """The context of each of our commands."""

    formatter_class = HelpFormatter


class CommandGroup(click.Group):
    """A group that says of a command that it has not, which of its own may be meant."""

    context_class = HelpContext

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.context_class = HelpContext
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if not ctx.resilient_parsing and word[:1].isalnum() and self.get_command(ctx, word) is None:
            raise Misuse(
                f"there is no command {word!r}{did_you_mean(word, self.list_commands(ctx))}\n\nhint: {self.hint(ctx, word)}"
            )
        return super().resolve_command(ctx, args)

    def hint(self, ctx: click.Context, word: str) -> str:
        """Where to read on."""
        return f"`{ctx.command_path} --help` shows all commands"


def show_usage_error(error: click.UsageError) -> None:
    """Say it on standard error."""
    context = error.ctx
    usage = f"\n\n{context.get_usage()}\n\nhint: `{context.command_path} --help` says more" if context else ""
    usage = usage.replace("Usage: ", "usage: ", 1)
    say(f"nncli: {_sentence(error)}{usage}")


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        known = (
            [name for parameter in error.ctx.command.get_params(error.ctx) for name in parameter.opts]
            if error.ctx
            else []
        )
        return f"there is no option {error.option_name}{did_you_mean(error.option_name, known)}"
    text = error.format_message().rstrip(".")
    return re.sub(r"^[A-Z](?=[a-z])", lambda first: first[0].lower(), text)

"""Options and arguments that several commands share, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from grader.exercise.catalogue import CatalogueError, Entry, UnknownExercise, find
from nncli.completion import completer
from nncli.misuse import Misuse
from nncli.usual import usually_required

if TYPE_CHECKING:
    from pathlib import Path

    EntryType = click.ParamType[Entry]
else:
    EntryType = click.ParamType  # not generic at run time before click 8.4


Command = TypeVar("Command", bound=Callable[..., Any])


class ExerciseType(EntryType):
    """An exercise by its number or name."""

    name = "exercise"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Entry:
        try:
            return value if isinstance(value, Entry) else find(str(value))
        except (UnknownExercise, CatalogueError) as error:
            raise Misuse(str(error)) from None

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        from nncli.completion.words import exercise_items  # for speed: only a shell asks for it

        return exercise_items(incomplete)


EXERCISE = ExerciseType()


def use_pack_folders(context: click.Context, parameter: click.Parameter, named: tuple[str, ...]) -> None:
    """Find these packs too, before any exercise is looked for. Raises Misuse where one of them cannot be used."""
    if not named:
        return
    from pathlib import Path

    from grader.exercise.catalogue import use_packs
    from grader.exercise.packs import FILE, read_pack

    for place in named:
        if problem := read_pack(Path(place)).problem:
            start = "" if (Path(place) / FILE).exists() else "\n\nhint: `nncli new NAME --pack mycourse` starts a pack"
            raise Misuse(f"--pack {place}: {problem}{start}")
    use_packs(named)


def use_packs_or_own(context: click.Context, parameter: click.Parameter, named: tuple[str, ...]) -> tuple[Path, ...]:
    """The packs that were named; where none was, that of this folder."""
    from pathlib import Path

    from grader.exercise.catalogue import use_packs
    from grader.exercise.packs import pack_of_folder

    use_pack_folders(context, parameter, named)
    own = None if named else pack_of_folder(Path.cwd())
    use_packs([str(own)] if own else [])
    return tuple(folder.resolve() for folder in (*map(Path, named), *([own] if own else [])))


def leave_folder_alone(context: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """Where nncli.toml here is to be left alone, the packs that it names are too."""
    if value:
        from grader.exercise.catalogue import look_again
        from grader.exercise.pack_places import ignore_this_folder

        ignore_this_folder()
        look_again()
    return value


def pack_option(help_text: str, **other: Any) -> Callable[[Command], Command]:
    """`--pack FOLDER`, which may be given several times; `other` is what click.option must know where a command takes it differently."""
    usual = {"multiple": True, "expose_value": False, "is_eager": True, "callback": use_pack_folders}
    return click.option("--pack", metavar="FOLDER", help=help_text, **{**usual, **other})


def with_pack_option(command: click.Command) -> click.Command:
    """The command, with the usual `--pack FOLDER` where it has none; for a group, each of its commands."""
    for one in command.commands.values() if isinstance(command, click.Group) else (command,):
        if not any(parameter.name == "pack" for parameter in one.params):
            pack_option("Use the exercises of the pack in this folder too.")(one)
    return command


ISOLATION = click.option(
    "--require-isolation",
    "required",
    type=click.Choice(["strong", "partial", "none"]),
    default=usually_required,
    envvar="NNCLI_REQUIRE_ISOLATION",
    help="Refuse to run learners' code with less protection.  [default: partial; strong in CI]",
)
REPORT = click.option(
    "--report",
    "reports",
    metavar="KIND[=FILE]",
    multiple=True,
    shell_complete=completer("report_items"),
    help="Write a report: json, junit, gradescope, github, classroom, gitlab, csv, markdown, lines or html. May be given several times.",
)
WORKERS = click.option(
    "--workers", type=click.Choice(["auto", "fork", "fresh"]), default="auto", envvar="NNCLI_WORKERS", hidden=True
)


def seed_option(help_text: str) -> Callable[[Command], Command]:
    """`--seed N`, a whole number from 0 on."""
    return click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help=help_text)


SEED = click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="Draw other random cases.  [default: 0; in CI one that nobody knows beforehand]",
)

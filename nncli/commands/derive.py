"""`nncli derive`: a derivation typed line by line, each line checked as it is entered, and written into the exercise's file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import CatalogueError, Entry, UnknownExercise, find, load_exercise
from grader.exercise.packs import command_words, pack_words
from nncli.completion import completer
from nncli.misuse import Misuse
from nncli.ui.arguments import seed_option
from nncli.ui.plain.messages import tell
from nncli.ui.plain.output import output_width

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.derivation.problem import PreparedProblem
    from grader.exercise.spec import Derivation
    from nncli.ui.derivation_draft import DerivationDraft

HELP = "? names the slip    an empty line takes the last line back    . ends"
ENDS = (".", "quit", "exit")  # the dot is named, the others are what people type
PROMPT = 6  # columns
Read = Callable[[str], "str | None"]


def derive(setting: PreparedProblem, sheet: DerivationDraft, read: Read, ends: bool = True) -> bool:
    """Lines from `read` until the derivation is complete (where it then `ends`), "." or the end of the input (then false)."""
    was_complete = sheet.is_complete
    while not (ends and was_complete):
        number = len(sheet.right) + 1
        line = read(f"{number:>3} {'  ' if setting.is_equation else '= '}")
        if line is None or line.strip() in ENDS:
            if sheet.right and not was_complete:
                _show_waypoints(sheet)
            return line is not None
        _answer(sheet, line)
        if sheet.is_complete and not was_complete:
            _show_waypoints(sheet)
        was_complete = sheet.is_complete
    return True


def _answer(sheet: DerivationDraft, line: str) -> None:
    """What one entry at the prompt does, shown."""
    from nncli.ui.console import show
    from nncli.ui.derivation_view import step_view

    if not line.strip():
        taken = sheet.take_back()
        tell(f"      taken back: {taken}" if taken else "      there is no line to take back")
    elif line.strip() == "?":
        _explain(sheet)
    elif line.lstrip().startswith("#"):
        sheet.rows.append(line.strip())
    else:
        step = sheet.enter(line)
        if step.place is not None and (column := PROMPT + len(line) - len(line.lstrip()) + step.place) < output_width():
            click.echo(" " * column + "^")
        show(_indent(step_view(step)))


def _show_waypoints(sheet: DerivationDraft) -> None:
    from nncli.ui.console import show
    from nncli.ui.derivation_view import waypoints_view

    show(_indent(waypoints_view(sheet.checker.result(with_name=False).waypoints)))


def _explain(sheet: DerivationDraft) -> None:
    """The slip of the wrong line that stands there, or what is still missing."""
    from rich.console import Group
    from rich.text import Text

    from nncli.ui.console import show

    slip = sheet.checker.name_slip() if sheet.is_wrong else None
    if slip:
        show(_indent(Group(Text(slip.slug, style="bold yellow"), Text(_plain(slip.advice)))))
    elif sheet.is_wrong:
        show(_indent(Text("no one slip makes exactly this line: compare it with the line before, term by term")))
    else:
        _show_waypoints(sheet)


def _indent(part: RenderableType) -> RenderableType:
    from rich.padding import Padding

    return Padding(part, (0, 0, 0, PROMPT))


def _plain(text: str) -> str:
    from grader.text.cleaning import visible

    return visible(text)


def read_terminal(prompt: str) -> str | None:
    """A line typed at the prompt, or taken from a pipe and shown; None at the end of the input."""
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  # for the arrow keys; not everywhere
        try:
            return input(prompt)
        except EOFError:
            click.echo()
            return None
    line = sys.stdin.readline()
    if not line:
        return None
    click.echo(f"{prompt}{_plain(line.rstrip())}")
    return line.rstrip("\r\n")


def header(setting: PreparedProblem, title: str) -> None:
    """What is derived, what is given, what is to be reached."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from nncli.ui.console import FormulaLine, show

    problem, write = setting.problem, setting.writer().text
    start = setting.start
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_row(
        "start",
        FormulaLine(f"{write(start.left)} = {write(start.right)}" if start.left else write(start.right), style="bold"),
    )
    given = [
        f"{setting.vocabulary.names[name]}{f'[{each.index}]' if each.index else ''} = {write(each.body)}"
        for name, each in setting.definitions.known.items()
    ]
    given += [f"the {name}[k] add up to 1" for name in problem.shares]
    if given:
        grid.add_row("given", Group(*map(FormulaLine, given)))
    grid.add_row("reach", Text(", ".join(waypoint.words for waypoint in problem.waypoints)))
    show(Text(title, style="bold"))
    show(grid)
    show(FormulaLine(HELP, style="dim"))


# ---------------------------------------------------------------------------------------------------------- of an exercise


def derive_exercise(entry: Entry, key: str | None, path: Path, seed: int) -> bool:
    """The derivations of an exercise, or the one named `key`; whether all of them are complete."""
    from grader.exercise.spec import Derivation

    if entry.is_half:
        raise Misuse(
            f"the lines of exercise {entry.label} are checked by your teacher: hand it in\n\nhint: nncli derive 1 checks as you type"
        )
    try:
        targets = [target for target in load_exercise(entry).targets if isinstance(target, Derivation)]
    except CatalogueError as error:
        raise Misuse(str(error)) from None
    keys = [target.key for target in targets]
    if not targets:
        raise Misuse(f"exercise {entry.label} asks for no derivation\n\nhint: nncli derive 1")
    if not path.exists() and path.name != entry.file_name:
        raise Misuse(
            f"{path} is not there\n\nhint: nncli exercise {command_words(entry.label)} writes {entry.file_name}"
        )
    if key is not None and key not in keys:
        raise Misuse(f"exercise {entry.label} has no derivation {key!r}; there are {', '.join(keys)}")
    for target in targets:
        if key in (None, target.key) and not _derive_target(entry, target, path, seed):
            return False
    tell(f"\nnext: nncli grade {path}{pack_words(entry.label)}")
    return True


def _derive_target(entry: Entry, target: Derivation, path: Path, seed: int) -> bool:
    """One derivation, begun where the file stands; whether it is complete."""
    from grader.derivation.problem import prepare_derivation
    from nncli.ui.console import show
    from nncli.ui.derivation_draft import DerivationDraft
    from nncli.ui.derivation_file import NotWritable, read_lines
    from nncli.ui.derivation_view import StepTable

    setting = prepare_derivation(target.problem, seed)
    sheet = DerivationDraft(setting)
    try:
        before = read_lines(path, target.key)
    except NotWritable as error:
        raise Misuse(f"{path}: {error}\n\nhint: --file FILE takes another file") from None
    click.echo()
    header(setting, f"Exercise {entry.label}, {target.key}")
    if steps := sheet.load(before):
        tell(f"from {path}:")
        show(StepTable(steps))
    targets = list(sheet.rows)
    try:
        goes_on = derive(setting, sheet, read_terminal)
    except KeyboardInterrupt:
        click.echo()
        goes_on = False
    if sheet.rows != targets:
        _write(entry, target.key, path, before, sheet)
    return goes_on and sheet.is_complete


def _write(entry: Entry, key: str, path: Path, before: list[str], sheet: DerivationDraft) -> None:
    """What was reached goes into the file; where it cannot, onto the screen."""
    from nncli.commands.exercise import write_starter
    from nncli.ui.derivation_draft import without_empty_ends
    from nncli.ui.derivation_file import NotWritable, read_lines, write_lines

    try:
        if not path.exists() and path.name == entry.file_name:
            write_starter(entry, path.parent, notebook=False)
            before = read_lines(path, key)
            comments = [line.strip() for line in without_empty_ends(before)]
            sheet.rows[:0] = comments
        write_lines(path, key, before, sheet.rows)
    except NotWritable as error:
        lines = "\n".join(f"    {line}" for line in sheet.rows)
        raise Misuse(f"{path} was left as it is: {error}\n\nYour lines of {key}:\n{lines}") from None
    count = len(sheet.right)
    tell(f"      wrote {count} line{'s' * (count != 1)} of {key} into {path}")


def _derive_own(expression: str, by: str, seed: int) -> bool:
    """A derivation of any expression; whether it was carried out."""
    from grader.derivation.own_problem import own_problem
    from grader.derivation.unreadable import UnreadableLine
    from nncli.ui.derivation_draft import DerivationDraft

    try:
        setting = own_problem(expression, by, seed)
    except UnreadableLine as error:
        shown = _plain(expression)
        place = f"\n\n  {shown}\n  {' ' * len(_plain(expression[: error.place]))}^" if error.place is not None else ""
        raise Misuse(f"{error.reason}{place}") from None
    header(setting, "A derivation of your own")
    sheet = DerivationDraft(setting)
    try:
        derive(setting, sheet, read_terminal, ends=False)
    except KeyboardInterrupt:
        click.echo()
    return sheet.is_complete


@click.command("derive", context_settings={"ignore_unknown_options": True})
@click.argument("what", shell_complete=completer("derivation_items"))
@click.argument("name", required=False, shell_complete=completer("derivation_name_items"))
@click.option(
    "--file",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Read from and write into this file or notebook.  [default: the exercise's, in this folder]",
)
@seed_option("Draw other points.")
def derive_command(what: str, name: str | None, path: Path | None, seed: int) -> None:
    """Derive line by line, each line checked as you enter it.

    WHAT is an exercise: `nncli derive 1` goes through its derivations, `nncli derive 1 dL_dw` takes one of them. Or it is an
    expression, and NAME says by which name: `nncli derive "log(1 + exp(z)) - y*z" z`.

    At the prompt, ? names the slip of a wrong line, an empty line takes the last one back, and a dot ends. What was reached is
    written into the exercise's file; nothing else in it changes.
    """
    try:
        entry = find(what)
    except UnknownExercise as error:
        if name is None:
            raise Misuse(f'{error}\n\nhint: an expression needs a name too: nncli derive "z**2" z') from None
        sys.exit(0 if _derive_own(what, name, seed) else 1)
    except CatalogueError as error:
        raise Misuse(str(error)) from None
    sys.exit(0 if derive_exercise(entry, name, path or _file_of(entry), seed) else 1)


def _file_of(entry: Entry) -> Path:
    """The exercise's file in this folder, or its notebook where there is no file."""
    file = Path(entry.file_name)
    notebook = file.with_suffix(".ipynb")
    return notebook if notebook.exists() and not file.exists() else file

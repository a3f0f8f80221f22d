"""Writing the starter of an exercise: a new file, never over one that is there."""

from __future__ import annotations

import json
import os
import shlex
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from grader.exercise.catalogue import Entry
from grader.exercise.packs import command_words, pack_words
from grader.text.cleaning import path_word, visible, without_commands
from nncli.learning.record import remember_place
from nncli.misuse import Misuse
from nncli.ui.arguments import EXERCISE
from nncli.ui.files import folder_for, write_new
from nncli.ui.plain.markdown import statement_text
from nncli.ui.plain.narrow import fitted
from nncli.ui.plain.output import NotPlain, PlainOutput, output_width

ALL_DONE = "All exercises are done. `nncli list` shows them; a new seed draws other cases: nncli grade FILE --seed 7"
KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def write_starter(entry: Entry, folder: Path, notebook: bool) -> str:
    """Write the starter into `folder`, which may be a file's name; what happened and what to do next, as text. Raises Misuse."""
    path = _starter_path(entry, folder, notebook)
    content = _notebook(entry, path.name) if path.suffix == ".ipynb" else entry.stub
    try:
        with folder_for(path):
            write_new(path, content)
    except OSError as error:
        if os.path.lexists(path):
            return f"{path} is already here and was left as it is.\n\nnext: nncli grade {_word(path)}{pack_words(entry.label)}"
        raise Misuse(
            f"{path} cannot be written: {error.strerror}\n\nhint: --out FOLDER writes it elsewhere, --show writes nothing"
        ) from None
    pack = pack_words(entry.label)
    ways = [
        ("grade", _word(path) + pack, "grade it"),
        ("watch", _word(path) + pack, "grade it at each save"),
        ("hint", command_words(entry.label), "when you are stuck"),
    ]
    longest = max(len(word) for _, word, _ in ways)
    lines = [f"  {f'nncli {verb} {word}':<{longest + 14}}{what}" for verb, word, what in ways]
    return "\n".join([f"Wrote {path}. Fill it in, then:", "", *lines])


def _starter_path(entry: Entry, out: Path, notebook: bool) -> Path:
    """The exercise's own name in a folder; a file's name where one was given. Raises Misuse for a file of another kind."""
    if out.suffix == "" or out.is_dir():
        return out / (entry.file_name.removesuffix(".py") + (".ipynb" if notebook else ".py"))
    if out.suffix not in (".py", ".ipynb") or (notebook and out.suffix == ".py"):
        raise Misuse(
            f"{out}: a starter is a .py file, or with --notebook an .ipynb file; a folder's name has no dot in it"
        )
    return out


def _word(path: Path) -> str:
    """The path as one word of a command line, as well as it can be shown."""
    return path_word(str(path)) or shlex.quote(visible(str(path)))


def _notebook(entry: Entry, name: str = "") -> str:
    """The exercise as a notebook, valid by nbformat 4.5: the statement, the starter, and the check. It runs untouched."""
    import nbformat

    from nncli.notebook.statement import statement_markdown

    name = name or entry.file_name.removesuffix(".py") + ".ipynb"
    check = f"import nncli\n\nnncli.check({entry.label if entry.pack is None else repr(entry.label)})"
    after = f"The check grades what has run in this notebook. In a terminal, after saving: `nncli grade {name}`"
    empty: dict[str, Any] = {"execution_count": None, "outputs": []}
    notebook = nbformat.from_dict(  # type: ignore[no-untyped-call,unused-ignore]
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": KERNEL,
            "cells": [
                _cell("markdown", "statement", statement_markdown(entry)),
                _cell("code", "starter", entry.stub.replace(entry.file_name, name).strip()) | empty,
                _cell("code", "check", check) | empty,
                _cell("markdown", "grading", after),
            ],
        }
    )
    nbformat.validate(notebook)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(kind: str, identifier: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "id": identifier, "metadata": {}, "source": source.strip("\n")}


@click.command("exercise")
@click.argument("exercise", type=EXERCISE, required=False)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path(),
    help="Write the starter into this folder, or to the .py or .ipynb file of this name.",
)
@click.option("--notebook", is_flag=True, help="Write a Jupyter notebook instead of a .py file.")
@click.option("--show", is_flag=True, help="Only show the exercise; write nothing.")
@click.option("--no-pager", is_flag=True, help="Print a statement that is longer than the terminal at once.")
def exercise_command(exercise: Entry | None, out: Path, notebook: bool, show: bool, no_pager: bool) -> None:
    """Show an exercise and write its starter file.

    EXERCISE is a number or a name: 3, multiply_gate, multiply-gate or ex03; the next one that is not done where it is left out. A
    file that is already there is never overwritten. A long statement goes through PAGER in a terminal.
    """
    if exercise is None:
        from nncli.learning.order import entry_to_serve

        exercise = entry_to_serve()
    if exercise is None:
        click.echo(fitted(ALL_DONE, output_width()))
        return
    _present(exercise, pager=not no_pager)
    if not show:
        click.echo("\n" + fitted(write_starter(exercise, out, notebook), output_width()))
        remember_place(exercise)


def _present(exercise: Entry, pager: bool) -> None:
    """Print the statement; where a terminal is shorter, through the reader's pager, as git does."""
    with suppress(NotPlain):
        _print_plain(PlainOutput(), exercise, pager)
        return
    from nncli.ui import pages  # for speed: rich takes long to load
    from nncli.ui.console import console
    from nncli.ui.console import show as print_view

    view, out = pages.statement(exercise), console()
    if not (pager and out.is_terminal and not out.is_dumb_terminal and _is_pager_wanted()):
        print_view(view)
        return
    with out.capture() as captured:
        out.print(view, crop=False)
    text = captured.get()
    if text.count("\n") < out.height:
        print_view(view)
        return
    _page(text, not out.no_color)


def _print_plain(out: PlainOutput, exercise: Entry, pager: bool) -> None:
    """The same without rich. Raises NotPlain."""
    text = statement_text(exercise, out)
    if out.has_colours and pager and text.count("\n") >= out.height and _is_pager_wanted():
        _page(text, True)
    else:
        click.echo(text if out.has_colours else without_commands(text), nl=False)


def _is_pager_wanted() -> bool:
    return os.environ.get("PAGER", "less") not in ("", "cat")


def _page(text: str, colours: bool) -> None:
    os.environ.setdefault("LESS", "FRX")
    click.echo_via_pager(text, color=colours)

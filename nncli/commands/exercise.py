"""Writing the starter of an exercise: a new file, never over one that is there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from grader.exercise.catalogue import Entry
from nncli.ui.arguments import EXERCISE, Misuse


def write_starter(entry: Entry, folder: Path, notebook: bool) -> str:
    """Write the starter into `folder`; what happened and what to do next, as text. Raises Misuse."""
    path = folder / (entry.file_name.removesuffix(".py") + (".ipynb" if notebook else ".py"))
    content = _notebook(entry) if notebook else entry.stub
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = _create_new(path, content)
    except OSError as error:
        raise Misuse(
            f"{path} cannot be written: {error.strerror}\n\nhint: --out FOLDER writes it elsewhere, --show writes nothing"
        ) from None
    if not written:
        return f"{path} is already here and was left as it is.\n\nnext: nncli grade {path}"
    return f"Wrote {path}. Fill it in, then:\n\n  nncli grade {path}"


def _create_new(path: Path, content: str) -> bool:
    """Write a new file whole or not at all; False where there is one. A link made last can never replace a file."""
    if os.path.lexists(path):
        return False
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_text(content, encoding="utf-8", newline="\n")
        _move_new(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True


def _move_new(draft: Path, path: Path) -> None:
    """Give the finished draft its name. Raises FileExistsError."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: Windows renames only onto a free name, so the check is the same
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        draft.rename(path)


def _notebook(entry: Entry) -> str:
    """The exercise as a notebook, valid by nbformat 4.5: the statement, the starter, and how to grade it."""
    import nbformat

    name = entry.file_name.removesuffix(".py") + ".ipynb"
    after = f"Save the notebook, then run in a terminal: `nncli grade {name}`"
    stub = entry.stub.replace(entry.file_name, name).strip()
    notebook = nbformat.from_dict(  # type: ignore[no-untyped-call,unused-ignore]
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"language_info": {"name": "python"}},
            "cells": [
                _cell("markdown", "statement", entry.statement),
                _cell("code", "starter", stub) | {"execution_count": None, "outputs": []},
                _cell("markdown", "grading", after),
            ],
        }
    )
    nbformat.validate(notebook)
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(kind: str, identifier: str, source: str) -> dict[str, Any]:
    return {"cell_type": kind, "id": identifier, "metadata": {}, "source": source.strip("\n")}


@click.command("exercise")
@click.argument("exercise", type=EXERCISE)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Write the starter into this folder.",
)
@click.option("--notebook", is_flag=True, help="Write a Jupyter notebook instead of a .py file.")
@click.option("--show", is_flag=True, help="Only show the exercise; write nothing.")
def exercise_command(exercise: Entry, out: Path, notebook: bool, show: bool) -> None:
    """Show an exercise and write its starter file.

    EXERCISE is a number or a name: 3, multiply_gate, multiply-gate or ex03. A file that is already there is never overwritten.
    """
    from nncli.ui import pages
    from nncli.ui.render import show as print_view

    print_view(pages.statement(exercise))
    if not show:
        click.echo(write_starter(exercise, out, notebook))

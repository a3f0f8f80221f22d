"""`nncli doctor`: what runs here, and which protections are on when learners' code runs."""

from __future__ import annotations

import os
import platform
import sys

import click

from grader.exercise.catalogue import data_folder, entries
from grader.exercise.packs import Pack, packs
from grader.sandbox.opening import open_workers
from grader.sandbox.workers import SandboxError
from grader.version import VERSION
from nncli.learning.record import is_kept, record_file
from nncli.ui.plain.narrow import FULL, wrap_words
from nncli.ui.plain.output import line_width

INDENT = 4  # columns of a fact below its name


def text() -> str:
    """Lines "what: fact"; the last ones say what would make the protection stronger."""
    import numpy

    rows = [
        ("nncli", VERSION),
        ("Python", f"{platform.python_version()} ({sys.executable})"),
        ("NumPy", numpy.__version__),
        ("platform", platform.platform()),
        ("exercises", f"{_count(None)} in {data_folder('exercises')}"),
        *(("pack", pack.problem or _pack_words(pack)) for pack in packs()),
        ("progress", _progress()),
        *_protections(),
    ]
    column = max(len(name) for name, _ in rows) + 2
    return "".join(_row(name, fact, column, line_width()) for name, fact in rows)


def _row(name: str, fact: str, column: int, width: int) -> str:
    """A fact behind its name, or below it where the terminal is narrow."""
    if width < FULL:
        return f"{name}\n{wrap_words(fact, width - INDENT, ' ' * INDENT)}\n"
    return f"{name:<{column}}{wrap_words(fact, width - column, ' ' * column).lstrip()}\n"


def _count(pack: Pack | None) -> int:
    return sum(entry.pack == pack for entry in entries())


def _pack_words(pack: Pack) -> str:
    half = ", the students' half" if pack.half else ""
    return f"{' '.join(filter(None, [pack.name, pack.version]))}: {_count(pack)} in {pack.folder}{half}"


def _progress() -> str:
    """Where progress is kept, or why it is not."""
    file = record_file()
    if file is None:
        return "not kept: no home folder is known; NNCLI_STATE=FOLDER names another place"
    if not is_kept():
        return "not kept: in CI, and where NNCLI_PROGRESS=0"
    above = next((folder for folder in file.parents if os.path.lexists(folder)), file.parent)
    if above.is_dir() and os.access(above, os.W_OK):
        return str(file)
    return f"not kept: {above} cannot be written; NNCLI_STATE=FOLDER names another place"


def _protections() -> list[tuple[str, str]]:
    try:
        workers = open_workers()
    except SandboxError as error:
        return [("isolation", f"none: {error}")]
    try:
        level, sentence = workers.isolation
    except SandboxError as error:
        return [("isolation", f"none: {error}")]
    finally:
        workers.close()
    kind = "forked from a warm process" if type(workers).__name__ == "Zygotes" else "an interpreter for each submission"
    return [("workers", kind), ("isolation", sentence), *([("advice", ADVICE)] if level != "strong" else [])]


ADVICE = "on Linux 5.13 or later (also under WSL2, or in CI) learners' code is confined by the kernel; here, grade only code you trust"


@click.command("doctor")
def doctor_command() -> None:
    """Say what runs here, and how it is protected."""
    click.echo(text(), nl=False)

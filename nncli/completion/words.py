"""What may stand in a place of a command line. Only the names of cases and of reports load NumPy, with the modules that hold them."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.exercise.catalogue import (
    DERIVATION,
    CatalogueError,
    Entry,
    UnknownExercise,
    entries,
    entries_attempted,
    find,
    load_exercise,
    names_in,
    served_entry,
)
from grader.submissions.files import SubmissionError, read_plain
from nncli.learning.paths import served_paths, word_meant

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    Items = list[CompletionItem[Any]]


def items(named: Iterable[tuple[str, str]], typed: str) -> Items:
    """Of the words with their explanations those that begin as typed; a name that would break the shells' lines is left out."""
    from click.shell_completion import CompletionItem  # for speed: only a shell asks for it

    return [
        CompletionItem(word, help=help_text)
        for word, help_text in named
        if word.startswith(typed) and word.isprintable()
    ]


def exercise_items(typed: str, of: Iterable[Entry] | None = None) -> Items:
    """Exercises by name; by number where a number was begun, as it was begun: 3 or 03."""
    chosen = list(entries() if of is None else of)
    if typed[:1].isdigit():
        own = [entry for entry in chosen if entry.pack is None]
        numbers = {f"{entry.number:02d}" if typed[0] == "0" else str(entry.number): entry.title for entry in own}
        return items(numbers.items(), typed)
    return items(((entry.slug, f"{entry.label}. {entry.title}") for entry in chosen), typed.replace("-", "_"))


def submission_items(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
    """Files, which the shell knows best, and exercises where the beginning of one was typed."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file"), *(exercise_items(typed) if typed else [])]


def case_items(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
    """The cases of the exercises that the file before it attempts."""
    names: dict[str, str] = {}
    for entry in entries_of(str(context.params.get("file") or "")):
        try:
            targets = load_exercise(entry).targets
        except CatalogueError:
            continue
        names |= {name: f"a case of {one.name}" for one in targets for name in getattr(one, "cases", ())}
    return items(names.items(), typed)


def entries_of(word: str) -> list[Entry]:
    """The exercises that the word of a command line means or its file attempts; none where nothing can be read."""
    meant = word_meant(word)
    if isinstance(meant, Entry):
        found = served_paths(meant, Path())
        return entries_of(str(found[0])) or [meant] if found else [meant]
    if named := served_entry(meant.name):
        return named
    try:
        return entries_attempted(names_in(read_plain(meant, meant.name).decode("utf-8", "replace")), meant.name)
    except SubmissionError:  # a pipe of that name is not waited for
        return []


def derivation_items(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
    """Exercises that ask for derivations."""
    return exercise_items(typed, [entry for entry in entries() if entry.has_derivations])


def derivation_name_items(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
    """The derivations of the exercise before it."""
    try:
        entry = find(str(context.params.get("what") or ""))
    except UnknownExercise:
        return []
    tree = ast.parse(entry.stub)
    asked = [
        key.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and _name(node) == DERIVATION
        for key in node.value.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    ]
    return items(((name, f"a derivation of exercise {entry.label}") for name in asked), typed)


def _name(node: ast.Assign) -> str:
    return node.targets[0].id if isinstance(node.targets[0], ast.Name) else ""


def report_items(context: click.Context, parameter: click.Parameter, typed: str) -> Items:
    """Kinds of reports, and files after KIND=."""
    from click.shell_completion import CompletionItem

    from grader.formats.kinds import CLASS, ONE

    kind, equals, path = typed.partition("=")
    if equals:
        return [CompletionItem(path, type="file")]
    kinds = ONE if context.info_name == "grade" else {**ONE, **CLASS}
    return items(((name, "") for name in [*kinds, "html"]), kind)

"""The hints of an exercise, the next one each time. What was shown is remembered in the user's state folder."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import click
from rich.console import Group, RenderableType
from rich.text import Text

from grader.exercise.catalogue import Entry
from nncli.ui.arguments import EXERCISE
from nncli.ui.files import write_atomically
from nncli.ui.pages import markdown


def state_file() -> Path | None:
    """Where the number of hints shown is kept, None where nobody's home is known; NNCLI_STATE names another folder."""
    if folder := os.environ.get("NNCLI_STATE"):
        return Path(folder) / "hints.json"
    import platformdirs

    try:
        found = Path(platformdirs.user_state_dir("nncli")) / "hints.json"
    except RuntimeError:
        return None
    return found if found.is_absolute() else None  # before platformdirs 4.12 it would begin with "~"


def hints_seen() -> dict[str, int]:
    """Slug -> hints shown so far; empty where the file is missing or damaged, since only convenience is lost."""
    file = state_file()
    try:
        found = json.loads(file.read_text(encoding="utf-8")) if file else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return {k: v for k, v in found.items() if isinstance(v, int)} if isinstance(found, dict) else {}


def _remember(entry: Entry, level: int) -> None:
    file = state_file()
    if file is None:
        return
    with contextlib.suppress(OSError):  # a read-only home costs the memory of hints, not the hint
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, json.dumps({**hints_seen(), entry.slug: level}))


def hint_view(entry: Entry, level: int | None) -> RenderableType:
    """Hint `level`, or the one after the last that was shown; after the third it stays the third."""
    hints = entry.hints
    wanted = level or min(hints_seen().get(entry.slug, 0) + 1, len(hints))
    _remember(entry, max(wanted, hints_seen().get(entry.slug, 0)))
    head = Text(f"Exercise {entry.number}, hint {wanted} of {len(hints)}", style="bold")
    more = (
        f"another one: nncli hint {entry.number}"
        if wanted < len(hints)
        else f"still stuck? nncli solution {entry.number}"
    )
    return Group(head, Text(""), markdown(hints[wanted - 1]), Text(""), Text(more, style="dim"))


@click.command("hint")
@click.argument("exercise", type=EXERCISE)
@click.option("--level", type=click.IntRange(1, 3), help="This hint rather than the next one.")
def hint_command(exercise: Entry, level: int | None) -> None:
    """Show the next hint for an exercise."""
    from nncli.ui.render import show

    show(hint_view(exercise, level))

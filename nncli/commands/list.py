"""The list of exercises as text, without NumPy and without rich: it must come at once."""

from __future__ import annotations

from collections.abc import Iterator

import click

from grader.exercise.catalogue import Chapter, Entry, chapters, entries
from grader.text.numbers import points_text


def listing() -> str:
    """Chapters with their promise; number, title, kind, difficulty and points of each exercise."""
    head = f"{'title, kind, difficulty, points':>78}\n"
    return (
        click.style(head, dim=True)
        + "".join(f"{line}\n" for chapter in chapters() for line in _chapter(chapter))
        + _closing()
    )


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield click.style(f"{chapter.number}  {chapter.title}", bold=True)
    yield click.style(f"   {chapter.promise}", dim=True)
    for entry in entries():
        if chapter.first <= entry.number <= chapter.last:
            yield _row(entry)
    yield ""


def _row(entry: Entry) -> str:
    stars = "*" * entry.difficulty
    return f"  {entry.number:>2}  {entry.title:<52}  {entry.kind:<6}  {stars:<3}  {points_text(entry.points):>4}"


def _closing() -> str:
    total = points_text(sum(entry.points for entry in entries()))
    return f"{len(entries())} exercises, {total} points. Begin with `nncli exercise 1`.\n"


@click.command("list")
def list_command() -> None:
    """Show all exercises by chapter."""
    click.echo(listing(), nl=False)

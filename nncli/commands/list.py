"""The list of exercises as text, without NumPy and without rich: it must come at once."""

from __future__ import annotations

from collections.abc import Iterator

import click

from grader.exercise.catalogue import Chapter, Entry, chapters, entries
from grader.text.numbers import points_text
from nncli.learning.order import chapter_entries, is_done
from nncli.learning.record import NOTHING, Record, read_record

BAR = 20  # signs of a chapter's bar


def listing(record: Record, todo: bool = False) -> str:
    """Chapters with their promise and a bar; of each exercise the mark, number, title, kind, difficulty, points. With `todo`, only
    what is not done.
    """
    head = f"{'title, kind, difficulty, points':>78}\n"
    rows = [line for chapter in chapters() for line in _chapter(chapter, record, todo)]
    return click.style(head, dim=True) + "".join(f"{line}\n" for line in rows) + _closing(record)


def _chapter(chapter: Chapter, record: Record, todo: bool) -> Iterator[str]:
    members = chapter_entries(chapter)
    shown = [entry for entry in members if not (todo and is_done(record, entry))]
    if not shown:
        return
    yield click.style(f"{chapter.number}  {chapter.title}", bold=True) + _bar(members, record)
    yield click.style(f"   {chapter.promise}", dim=True)
    yield from (_row(entry, record) for entry in shown)
    yield ""


def _bar(members: list[Entry], record: Record) -> str:
    """How much of a chapter is done; nothing where nothing is."""
    done = sum(is_done(record, entry) for entry in members)
    if not any(record.mark(entry.slug).attempts for entry in members):
        return ""
    full = BAR * done // len(members)
    return (
        "  "
        + click.style("█" * full, fg="green")
        + click.style("░" * (BAR - full), dim=True)
        + f" {done}/{len(members)}"
    )


def _row(entry: Entry, record: Record) -> str:
    stars = "*" * entry.difficulty
    line = f"{entry.number:>2}  {entry.title:<52}  {entry.kind:<6}  {stars:<3}  {points_text(entry.points):>4}"
    return f"{_sign(entry, record)} {line}{_beside(entry, record)}"


def _sign(entry: Entry, record: Record) -> str:
    """One mark that reads at a glance: done, begun, or neither."""
    if is_done(record, entry):
        return click.style("✓", fg="green")
    return click.style("·", fg="yellow") if record.mark(entry.slug).attempts else " "


def _beside(entry: Entry, record: Record) -> str:
    """What was won so far where it is not all, and the hints seen."""
    mark = record.mark(entry.slug)
    won = f"{points_text(mark.score)} won" if mark.attempts and not is_done(record, entry) else ""
    hints = f"{mark.hints} hint{'s' * (mark.hints != 1)}" if mark.hints else ""
    words = ", ".join(filter(None, (won, hints)))
    return click.style(f"\n        {words}", dim=True) if words else ""


def _closing(record: Record) -> str:
    total = sum(entry.points for entry in entries())
    if all(record.mark(entry.slug) == NOTHING for entry in entries()):
        return f"{len(entries())} exercises, {points_text(total)} points. Begin with `nncli next`.\n"
    done = [entry for entry in entries() if is_done(record, entry)]
    won = sum(entry.points if entry in done else record.mark(entry.slug).score for entry in entries())
    points = f"{points_text(round(won, 2))} of {points_text(total)} points"
    return f"{len(done)} of {len(entries())} exercises done, {points}. Next: `nncli next`.\n"


@click.command("list")
@click.option("--todo", is_flag=True, help="Leave out what is done.")
def list_command(todo: bool) -> None:
    """Show all exercises by chapter, with your marks."""
    click.echo(listing(read_record(), todo), nl=False)

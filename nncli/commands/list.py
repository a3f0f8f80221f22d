"""The list of exercises as text, without NumPy and without rich: it must come at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import click

from grader.exercise.catalogue import Entry, entries
from grader.exercise.chapters import Chapter, chapters
from grader.exercise.packs import packs
from grader.text.labels import own_number
from grader.text.numbers import points_text
from nncli.learning.order import chapter_entries, fails_again, is_done, is_open
from nncli.learning.record import NOTHING, Record, load_record
from nncli.ui.plain.narrow import FULL, wrap_words
from nncli.ui.plain.output import output_width

BAR = 20  # signs of a chapter's bar


def listing(record: Record, todo: bool = False, width: int | None = None) -> str:
    """Chapters with their promise and a bar; of each exercise the mark, number, title, kind, difficulty, points. With `todo`, only
    what is not done. `width` is that of the terminal where it is not named.
    """
    width = width or output_width()
    head = f"{'title, kind, difficulty, points':>{min(width, FULL)}}\n"
    rows = [line for group in _by_pack(chapters()) for line in _pack(group, record, todo, width)]
    rows += [wrap_words(pack.problem, width, "") + "\n" for pack in packs() if pack.problem]
    closing = wrap_words(_closing(record), width, "")
    return click.style(head, dim=True) + "".join(f"{line}\n" for line in rows) + f"{closing}\n"


def _by_pack(found: list[Chapter]) -> list[list[Chapter]]:
    return [list(group) for _, group in groupby(found, key=lambda chapter: chapter.pack)]


def _pack(group: list[Chapter], record: Record, todo: bool, width: int) -> Iterator[str]:
    """The chapters of one pack, below a line that says how its exercises are addressed; nncli's own have none."""
    pack = group[0].pack
    rows = [line for chapter in group for line in _chapter(chapter, record, todo, width)]
    if pack is not None and rows:
        yield click.style(wrap_words(f"{pack.name}: {pack.title or 'a pack'} {pack.version}", width, ""), bold=True)
        first = next(entry for chapter in group for entry in chapter_entries(chapter))
        yield click.style(wrap_words(f"Type its name before a number: {first.label}", width, ""), dim=True) + "\n"
    yield from rows


def _chapter(chapter: Chapter, record: Record, todo: bool, width: int) -> Iterator[str]:
    members = chapter_entries(chapter)
    shown = [entry for entry in members if not todo or is_open(record, entry)]
    if not shown:
        return
    yield click.style(f"{chapter.number or ' '}  {chapter.title}", bold=True) + (
        _bar(members, record) if width >= FULL else ""
    )
    if chapter.promise:
        yield click.style(wrap_words(chapter.promise, width - 3, "   "), dim=True)
    yield from (_row(entry, record, width) for entry in shown)
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


def _row(entry: Entry, record: Record, width: int) -> str:
    stars, points = "*" * entry.difficulty, points_text(entry.points)
    line = f"{own_number(entry.number):>2}  {entry.title:<52}  {entry.kind:<6}  {stars:<3}  {points:>4}"
    if width < FULL:
        line = f"{own_number(entry.number):>2}  {_narrow_row(entry.title, f'{entry.kind} {stars} {points}', width)}"
    return f"{_sign(entry, record)} {line}{_beside(entry, record)}{_fault(entry, width)}"


def _narrow_row(title: str, facts: str, width: int) -> str:
    """The title in as many lines as it takes, and the facts behind it or below it."""
    text = wrap_words(title, width - 6, " " * 6).lstrip()
    fits = len(text.split("\n")[-1]) + 2 + len(facts) <= width - 6
    return f"{text}  {facts}" if fits else f"{text}\n{'':6}{facts}"


def _fault(entry: Entry, width: int) -> str:
    """Why an exercise of a pack cannot be graded; nothing where the whole pack cannot, which is said at the end."""
    if not entry.problem or (entry.pack and entry.problem == entry.pack.problem):
        return ""
    return click.style("\n" + wrap_words(f"broken: {entry.problem}", width - 8, " " * 8), fg="red")


def _sign(entry: Entry, record: Record) -> str:
    """One mark that reads at a glance: done, done and broken again, begun, or none of these."""
    if fails_again(record, entry):
        return click.style("!", fg="yellow")
    if is_done(record, entry):
        return click.style("✓", fg="green")
    return click.style("·", fg="yellow") if record.mark(entry.slug).attempts else " "


def _beside(entry: Entry, record: Record) -> str:
    """What was won so far where it is not all, and the hints seen."""
    mark = record.mark(entry.slug)
    won = f"{points_text(mark.score)} won" if mark.attempts and not is_done(record, entry) else ""
    again = "passed before, fails now" if fails_again(record, entry) else ""
    hints = f"{mark.hints} hint{'s' * (mark.hints != 1)}" if mark.hints else ""
    words = ", ".join(filter(None, (won, again, hints)))
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
    click.echo(listing(load_record(), todo), nl=False)

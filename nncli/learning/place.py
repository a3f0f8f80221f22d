"""Where a learner is, in a few lines: what `nncli` alone says."""

from __future__ import annotations

import textwrap
from pathlib import Path

from grader.exercise.catalogue import Entry, entries
from nncli.learning.order import chapter_of, current_entry, fails_again, is_done, next_entry
from nncli.learning.paths import served_paths
from nncli.learning.record import Record

WIDTH = 78


def place_text(record: Record, folder: Path) -> str:
    """Progress in a line, the exercise that one is on, what to type next."""
    done = sum(is_done(record, entry) for entry in entries())
    entry = current_entry(record) or next_entry(record)
    if entry is None:
        return f"All {done} exercises are done.\n\n  nncli list                   what there is"
    lines = [_progress(done), "", *textwrap.wrap(_standing(entry, record), WIDTH), "", *_commands(entry, folder)]
    return "\n".join(lines) + "\n\nAll commands: nncli --help"


def _progress(done: int) -> str:
    every = len(entries())
    return (
        f"{done} of {every} exercises done."
        if done
        else f"{every} exercises, from a first gradient to a transformer block."
    )


def _standing(entry: Entry, record: Record) -> str:
    mark, chapter = record.mark(entry.slug), chapter_of(entry)
    where = f" (chapter {chapter.number}, {chapter.title})" if chapter else ""
    won = f": {mark.score:g} of {mark.max_score or entry.points:g} points so far" if mark.attempts else ""
    won = ": it passed before, and fails now" if fails_again(record, entry) else won
    begun = mark.attempts or record.last == entry.slug
    return f"{'You are on' if begun else 'Next is'} exercise {entry.label}, {entry.title}{where}{won}."


def _commands(entry: Entry, folder: Path) -> list[str]:
    served = served_paths(entry, folder)
    if not served:
        return ["  nncli next                   read it; its starter file is written here"]
    return [
        f"  nncli grade {entry.label:<17}grade {served[0].name}",
        f"  nncli watch {entry.label:<17}grade it at each save",
        f"  nncli hint {entry.label:<18}when you are stuck",
    ]

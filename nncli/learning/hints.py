"""Which hint of an exercise comes next: the one after the last that was shown, at the command line, in watch and in a notebook alike."""

from __future__ import annotations

from dataclasses import dataclass

from grader.exercise.catalogue import Entry
from nncli.learning.record import after_hint, change_record, is_kept, read_record, record_file


@dataclass(frozen=True)
class Hint:
    """One hint of an exercise; `level` is from 1 to `last`, `text` is Markdown."""

    level: int
    last: int
    text: str
    head: str  # such as "Exercise 3, hint 1 of 3"
    is_remembered: bool = True  # false where no progress is kept: the next one has to be asked for by its level


def next_hint(entry: Entry, level: int | None = None, seen: int = 0) -> Hint:
    """Hint `level`, or the one after the last that was shown, or after `seen`; after the last one it stays. It is remembered as shown."""
    last = len(entry.hints)
    if not last:
        return Hint(0, 0, "There are none.", f"Exercise {entry.label}, hints")
    wanted = level or min(max(read_record().mark(entry.slug).hints, seen) + 1, last)
    problem = change_record(lambda record: after_hint(record, entry.slug, wanted))
    remembered = is_kept() and record_file() is not None and not problem
    head = f"Exercise {entry.label}, hint {wanted} of {last}"
    return Hint(wanted, last, entry.hints[wanted - 1], head, remembered)

"""The order of the exercises: which one is next, and where somebody is."""

from __future__ import annotations

from grader.exercise.catalogue import Entry, entries
from grader.exercise.chapters import Chapter, chapters, needs
from nncli.learning.record import Record, read_record


def is_done(record: Record, entry: Entry) -> bool:
    """Passed, in the version that is installed now."""
    mark = record.mark(entry.slug)
    return mark.passed and mark.version == entry.version


def can_be_done(entry: Entry) -> bool:
    """It can be graded here: it is neither broken nor for a teacher alone to grade."""
    return not entry.problem and not entry.needs_teacher


def next_entry(record: Record, after: Entry | None = None) -> Entry | None:
    """The first exercise that is not done and whose needs are, in the order of the chapters; None where all are done.

    With `after`, the first one beyond it, then from the beginning, in a pack those of the pack before others, since the learner chose
    that pack.
    """
    order = list(entries())
    start = order.index(after) + 1 if after else 0
    before = needs()
    done = {entry.number for entry in order if is_done(record, entry)}
    todo = [entry for entry in order[start:] + order[:start] if entry.number not in done and can_be_done(entry)]
    if after and after.pack:
        todo.sort(key=lambda entry: entry.pack != after.pack)
    return next((entry for entry in todo if done.issuperset(before.get(entry.number, ()))), todo[0] if todo else None)


def chapter_entries(chapter: Chapter) -> list[Entry]:
    """The exercises of a chapter, in order."""
    return [entry for entry in entries() if chapter.holds(entry)]


def chapter_of(entry: Entry) -> Chapter | None:
    """The chapter that an exercise stands in; None for one outside all of them."""
    return next((chapter for chapter in chapters() if chapter.holds(entry)), None)


def current_entry(record: Record) -> Entry | None:
    """The exercise that was worked on last, while it is not done."""
    current = next((entry for entry in entries() if entry.slug == record.last), None)
    return current if current and not is_done(record, current) else None


def entry_to_serve() -> Entry | None:
    """The exercise that was begun and is not done, else the first whose turn it is; None where all are done."""
    record = read_record()
    return current_entry(record) or next_entry(record)

"""The order of the exercises: which one is next, and where somebody is."""

from __future__ import annotations

from functools import cache

from grader.exercise.catalogue import Entry, entries
from grader.exercise.chapters import Chapter, chapters, needs
from nncli.learning.record import Record, read_record


def is_done(record: Record, entry: Entry) -> bool:
    """Passed, in the version that is installed now."""
    mark = record.mark(entry.slug)
    return mark.passed and mark.version == entry.version


def is_open(record: Record, entry: Entry) -> bool:
    """There is something to do: it is not done, or it was and fails again."""
    return record.mark(entry.slug).broken or not is_done(record, entry)


def fails_again(record: Record, entry: Entry) -> bool:
    """It was done, and the last attempt failed. The quick question comes first: whether it is done, an exercise's whole folder says."""
    return record.mark(entry.slug).broken and is_done(record, entry)


def first_to_mend(record: Record) -> Entry | None:
    """The first exercise that was done and fails now; None where there is none."""
    return next((entry for entry in entries() if fails_again(record, entry)), None)


def can_be_done(entry: Entry) -> bool:
    """It can be graded here: it is neither broken nor for a teacher alone to grade."""
    return not entry.problem and not entry.needs_teacher


def next_entry(record: Record, after: Entry | None = None) -> Entry | None:
    """The first exercise that is not done, or fails again, and whose needs are done, in the order of the chapters; None where all are done.

    With `after`, the first one beyond it, then from the beginning, in a pack those of the pack before others, since the learner chose
    that pack.
    """
    order = list(entries())
    start = order.index(after) + 1 if after else 0
    turn = order[start:] + order[:start]
    if after and after.pack:
        turn.sort(key=lambda entry: entry.pack != after.pack)
    before, by_number = needs(), {entry.number: entry for entry in order}
    is_done_by_number = cache(lambda number: is_done(record, by_number[number]))  # for speed: few of them are asked for

    def has_needs(entry: Entry) -> bool:
        return all(number in by_number and is_done_by_number(number) for number in before.get(entry.number, ()))

    todo = (entry for entry in turn if can_be_done(entry) and is_open(record, entry))
    first = next(todo, None)
    return first if first is None or has_needs(first) else next(filter(has_needs, todo), first)


def chapter_entries(chapter: Chapter) -> list[Entry]:
    """The exercises of a chapter, in order."""
    return [entry for entry in entries() if chapter.holds(entry)]


def chapter_of(entry: Entry) -> Chapter | None:
    """The chapter that an exercise stands in; None for one outside all of them."""
    return next((chapter for chapter in chapters() if chapter.holds(entry)), None)


def current_entry(record: Record) -> Entry | None:
    """The exercise that was worked on last, while it is not done, or fails again."""
    current = next((entry for entry in entries() if entry.slug == record.last), None)
    return current if current and is_open(record, current) else None


def entry_to_serve() -> Entry | None:
    """The exercise that was begun and is not done, else the first whose turn it is; None where all are done."""
    record = read_record()
    return current_entry(record) or next_entry(record)

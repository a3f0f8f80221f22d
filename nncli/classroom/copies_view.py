"""`nncli gradebook --similar`: whose texts are alike; a hint for a person, which changes no mark."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.classroom.answer_texts import solution_digests
from grader.classroom.assignment import Policy
from grader.classroom.copies import LEAST_SIZE, Copies, SameText, find_copies, fingerprint
from grader.classroom.gradebook import Gradebook
from grader.exercise import catalogue
from grader.exercise.catalogue import Entry

MOST_PAIRS = 20
MOST_GROUPS = 20

Name = Callable[[str], str]


def copies_lines(book: Gradebook, policy: Policy | None, name: Name = str) -> Iterator[str]:
    """For each exercise: who handed in the worked solution, whose texts are the same, and the pairs that are most alike."""
    counting = {one.attempt.id: one.learner for one in book.attempts(policy) if one.attempt}
    known, has_short = {entry.number: entry for entry in catalogue.entries()}, False
    for number, texts in book.texts_by_exercise(counting):
        if number in known:
            entry = known[number]
            own = {counting[attempt]: text for attempt, text in texts}
            starter = fingerprint(entry.stub)
            found = find_copies(number, own, starter, solution_digests(entry))
            has_short = has_short or any(group.is_short for group in (*found.groups, *filter(None, [found.solved])))
            yield from _exercise_lines(entry, found, name)
    if has_short:
        yield f"(A text of less than {LEAST_SIZE} tokens is often written twice: here that says little.)"


def _exercise_lines(entry: Entry, found: Copies, name: Name) -> Iterator[str]:
    if found.solved:
        yield f"{entry.full_name}: identical to the worked solution ({found.solved.size} tokens): {_names(found.solved, name)}"
    for group in found.groups[:MOST_GROUPS]:
        yield f"{entry.full_name}: identical to one another ({group.size} tokens): {_names(group, name)}"
    if len(found.groups) > MOST_GROUPS:
        yield f"{entry.full_name}: {len(found.groups) - MOST_GROUPS} more groups of identical texts"
    for pair in found.pairs[:MOST_PAIRS]:
        alike = f"alike by {pair.score:.0%}, {pair.shared} rare pieces in common"
        yield f"{entry.full_name}: {name(pair.first)} and {name(pair.second)} are {alike}"


def _names(group: SameText, name: Name) -> str:
    return ", ".join(map(name, group.learners))


def copies_hint(book: Gradebook, policy: Policy) -> str:
    """How many learners have a longer text that another has too, or that is the worked solution; empty where nobody has."""
    counting = {one.attempt.id: one.learner for one in book.attempts(policy) if one.attempt}
    rows = [row for row in book.text_digests() if row[0] in counting]
    numbers = {number for _, number, _, _ in rows}
    solutions = {one for entry in catalogue.entries() if entry.number in numbers for one in solution_digests(entry)}
    holders: dict[tuple[int, str], set[str]] = {}
    for attempt, number, digest, size in rows:
        if size >= LEAST_SIZE or digest in solutions:
            holders.setdefault((number, digest), set()).add(counting[attempt])
    found = {
        who for (_, digest), several in holders.items() if len(several) > 1 or digest in solutions for who in several
    }
    if not found:
        return ""
    have = "1 learner has" if len(found) == 1 else f"{len(found)} learners have"
    return f"{have} the text of another, or of the worked solution: nncli gradebook {book.path} --similar"

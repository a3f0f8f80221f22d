"""`nncli gradebook --similar`: whose texts are alike; a hint for a person, which changes no mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.classroom.answer_texts import solution_digests
from grader.classroom.assignment import Policy
from grader.classroom.copies import LEAST_SIZE, AlikeTexts, alike_texts, fingerprint
from grader.classroom.gradebook import Gradebook, Standing
from grader.exercise.catalogue import Entry, entries


def copies_lines(book: Gradebook, policy: Policy) -> Iterator[str]:
    """For each exercise: who handed in the worked solution, whose texts are the same, and the pairs that are most alike."""
    has_short = False
    for entry, one in class_copies(book, book.attempts(policy)):
        has_short = has_short or one.is_short
        if one.how.startswith("alike"):
            yield f"{entry.full_name}: {' and '.join(one.learners)} are {one.how}"
        else:
            yield f"{entry.full_name}: {one.how}: {', '.join(one.learners)}"
    if has_short:
        yield f"(A text of less than {LEAST_SIZE} tokens is often written twice: that says little.)"


def class_copies(book: Gradebook, standings: Iterable[Standing]) -> Iterator[tuple[Entry, AlikeTexts]]:
    """The learners by key, an exercise after the other; of the attempts that count."""
    counting = {one.attempt.id: one.learner for one in standings if one.attempt}
    known = {entry.number: entry for entry in entries()}
    for number, texts in book.texts_by_exercise(counting):
        if number in known:
            own = {counting[attempt]: text for attempt, text in texts}
            entry = known[number]
            for one in alike_texts(own, solution_digests(entry), fingerprint(entry.stub, least=0)):
                yield entry, one


def copies_hint(book: Gradebook, standings: Iterable[Standing]) -> str:
    """How many learners have a text that another has too, or that is the worked solution, and is not short; empty where nobody has."""
    counting = {one.attempt.id: one.learner for one in standings if one.attempt}
    rows = [row for row in book.text_digests() if row[0] in counting]
    numbers = {number for _, number, _, _ in rows}
    solutions = {one for entry in entries() if entry.number in numbers for one in solution_digests(entry)}
    holders: dict[tuple[int, str], set[str]] = {}
    for attempt, number, digest, size in rows:
        if size >= LEAST_SIZE:
            holders.setdefault((number, digest), set()).add(counting[attempt])
    found = {who for (_, digest), own in holders.items() if len(own) > 1 or digest in solutions for who in own}
    if not found:
        return ""
    have = "1 learner has" if len(found) == 1 else f"{len(found)} learners have"
    return f"{have} the text of another, or of the worked solution:\n  nncli gradebook {book.path} --similar"

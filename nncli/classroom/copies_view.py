"""`nncli gradebook --similar`: whose texts are alike; a hint for a person, which changes no mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.classroom.assignment import Policy
from grader.classroom.copies import AlikeTexts, Fingerprint, alike_texts, fingerprint
from grader.classroom.gradebook import Gradebook, Standing
from grader.exercise.catalogue import Entry, entries


def copies_lines(book: Gradebook, policy: Policy) -> Iterator[str]:
    """For each exercise: who handed in the worked solution, whose texts are the same, and the pairs that are most alike."""
    for entry, one in class_copies(book, book.attempts(policy)):
        if one.how.startswith("alike"):
            yield f"{entry.full_name}: {' and '.join(one.learners)} are {one.how}"
        else:
            yield f"{entry.full_name}: {one.how}: {', '.join(one.learners)}"


def class_copies(book: Gradebook, standings: Iterable[Standing]) -> Iterator[tuple[Entry, AlikeTexts]]:
    """The learners by key, an exercise after the other; of the attempts that count."""
    counting = {one.attempt.id: one.learner for one in standings if one.attempt}
    texts: dict[int, dict[str, Fingerprint]] = {}
    for attempt, number, found in book.fingerprints():
        if attempt in counting:
            texts.setdefault(number, {})[counting[attempt]] = found
    for entry in entries():
        if entry.number in texts:
            solved = fingerprint(entry.solution.read_text(encoding="utf-8")) if entry.solution.exists() else None
            for one in alike_texts(texts[entry.number], solved, fingerprint(entry.stub)):
                yield entry, one

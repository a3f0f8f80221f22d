"""`nncli gradebook --similar`: whose texts are alike; a hint for a person, which changes no mark."""

from __future__ import annotations

from collections.abc import Iterator

from grader.classroom.assignment import Policy
from grader.classroom.copies import Fingerprint, fingerprint, similar_pairs
from grader.classroom.gradebook import Gradebook
from grader.exercise import catalogue

MOST_PAIRS = 20


def copies_lines(book: Gradebook, policy: Policy) -> Iterator[str]:
    """For each exercise: who handed in the worked solution, whose texts are the same, and the pairs that are most alike."""
    counting = {one.attempt.id: one.learner for one in book.attempts(policy) if one.attempt}
    texts: dict[int, dict[str, Fingerprint]] = {}
    for attempt, number, found in book.fingerprints():
        if attempt in counting:
            texts.setdefault(number, {})[counting[attempt]] = found
    for entry in catalogue.entries():
        if entry.number in texts:
            yield from _exercise_lines(entry, texts[entry.number])


def _exercise_lines(entry: catalogue.Entry, texts: dict[str, Fingerprint]) -> Iterator[str]:
    solved = fingerprint(entry.solution.read_text(encoding="utf-8")) if entry.solution.exists() else None
    same: dict[str, list[str]] = {}
    for learner, one in sorted(texts.items()):
        same.setdefault(one.digest, []).append(learner)
    for digest, learners in sorted(same.items(), key=lambda item: (-len(item[1]), item[1])):
        if solved and digest == solved.digest:
            yield f"{entry.full_name}: identical to the worked solution: {', '.join(learners)}"
        elif len(learners) > 1:
            yield f"{entry.full_name}: identical to one another ({texts[learners[0]].size} tokens): {', '.join(learners)}"
    pairs = similar_pairs(entry.number, texts, fingerprint(entry.stub))
    others = [pair for pair in pairs if texts[pair.first].digest != texts[pair.second].digest]
    for pair in others[:MOST_PAIRS]:
        yield f"{entry.full_name}: {pair.first} and {pair.second} are alike by {pair.score:.0%}, {pair.shared} rare pieces in common"

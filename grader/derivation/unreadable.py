"""A line that cannot be read, or that has no value: what is wrong, where, and what to write instead."""

from __future__ import annotations

MAX_LINES = 30
MAX_CHARACTERS = 300
MAX_TEXT = MAX_LINES * (MAX_CHARACTERS + 100) * 2  # of a derivation with its comments
MAX_BRACKETS = 40  # one inside the other
MAX_NODES = 200
MAX_DEPTH = 90  # of a tree: also a sum of 89 terms
MAX_POWER = 8
MAX_NUMBER = 1e6
MAX_DERIVATIVES = 3  # d inside d


class UnreadableLine(Exception):
    """A line that cannot be read. `reason` is a sentence for the learner; `place` the column (from 0) in the line as
    it was written, None where the whole line is meant."""

    def __init__(self, reason: str, place: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.place = reason, place

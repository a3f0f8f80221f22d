"""What a teacher decides about a learner: an entry beside the attempts, with a reason and a date. Another entry can undo it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from msgspec import Struct, field

from grader.text.numbers import points_text

Kind = Literal["set", "excuse", "extend", "comment", "rename", "remove"]
KINDS = get_args(Kind)


class Correction(Struct, frozen=True):
    """`exercise` is 0 where the whole assignment is meant; `value` is points, a date, a text or another learner's key."""

    id: int
    learner: str
    kind: Kind
    exercise: int
    value: str
    why: str
    written_at: str
    undone_at: str = ""

    @property
    def sentence(self) -> str:
        """Such as "exercise 3: set to 2.5 points on 2026-03-08: the file was mine"."""
        head = f"exercise {self.exercise}: " if self.exercise else ""
        what = {
            "set": f"set to {points_text(float(self.value))} points" if self.kind == "set" else "",
            "excuse": "excused",
            "extend": f"due {self.value}",
            "comment": f"comment: {self.value}",
            "rename": f"goes by {self.value}",
            "remove": "removed",
        }[self.kind]
        undone = f"; undone on {self.undone_at[:10]}" if self.undone_at else ""
        return f"{head}{what}, by your teacher on {self.written_at[:10]}{self.why and ': ' + self.why}{undone}"


class Word(Struct):
    """All that a teacher has decided about one learner and not undone; of each kind, the last decision counts."""

    entries: list[Correction] = field(default_factory=list)
    points: dict[int, float] = field(default_factory=dict)
    excused: set[int] = field(default_factory=set)  # 0: from the whole assignment
    due: dict[int, datetime] = field(default_factory=dict)  # 0: all exercises
    removed: bool = False

    def add(self, one: Correction) -> None:
        """Take in an entry that stands, in the order in which they were written."""
        self.entries.append(one)
        if one.kind == "set":
            self.points[one.exercise] = float(one.value)
            self.excused.discard(one.exercise)
        elif one.kind == "excuse":
            self.excused.add(one.exercise)
            self.points.pop(one.exercise, None)
        elif one.kind == "extend":
            self.due[one.exercise] = datetime.fromisoformat(one.value)
        elif one.kind == "remove":
            self.removed = True


def words_by_learner(corrections: list[Correction], names: dict[str, str]) -> dict[str, Word]:
    """What stands of every learner, under the key that they go by now."""
    words: dict[str, Word] = {}
    for one in corrections:
        if not one.undone_at:
            words.setdefault(names.get(one.learner, one.learner), Word()).add(one)
    return words


def names_now(corrections: list[Correction]) -> dict[str, str]:
    """The key that each renamed learner goes by; a circle of names is broken where it closes."""
    direct = {one.learner: one.value for one in corrections if one.kind == "rename" and not one.undone_at}
    names = {}
    for learner in direct:
        seen, key = {learner}, direct[learner]
        while key in direct and key not in seen:
            seen.add(key)
            key = direct[key]
        names[learner] = key
    return names

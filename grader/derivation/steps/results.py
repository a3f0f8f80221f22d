"""What is known of a graded derivation: frozen data for tables, pages and JSON."""

from __future__ import annotations

from enum import Enum

import msgspec


class StepOutcome(str, Enum):
    """How a line stands to the line before it."""

    FOLLOWS = "follows"
    FOLLOWS_WRONG = "follows, from a wrong line"
    RIGHT_ELSEWHERE = "right, but not from the line before"
    WRONG = "does not follow"
    UNREADABLE = "cannot be read"


class AtPoint(msgspec.Struct, frozen=True):
    """Both values at one point: `point` such as "φ = 0.5, y = 1"."""

    point: str
    got: str
    before: str


class StepResult(msgspec.Struct, frozen=True):
    """One line: `text` as the learner wrote it, `reason` where it cannot be read, and there `place`, the column from 0."""

    number: int
    text: str
    outcome: StepOutcome
    reason: str = ""
    place: int | None = None
    values: AtPoint | None = None


class NamedSlip(msgspec.Struct, frozen=True):
    """The slip that makes a line what it is, verified at all points."""

    line: int
    slug: str
    advice: str


class WaypointResult(msgspec.Struct, frozen=True):
    """A waypoint and the number of the line that reached it; 0 where none did. `needs` says what else than its form it asks for."""

    words: str
    line: int = 0
    needs: str = ""

    @property
    def missing(self) -> str:
        """What is to be reached, for a reader."""
        return f"{self.words} ({self.needs})" if self.needs else self.words


class DerivationResult(msgspec.Struct, frozen=True):
    """A derivation line by line. `problem` says why it could not be read at all; `wrong` is the first wrong line, 0 for none."""

    start: str
    steps: tuple[StepResult, ...]
    waypoints: tuple[WaypointResult, ...]
    slip: NamedSlip | None = None
    problem: str = ""
    wrong: int = 0

    @property
    def is_complete(self) -> bool:
        """Every waypoint is reached, and every line follows."""
        return all(waypoint.line for waypoint in self.waypoints) and not self.wrong and not self.problem

    @property
    def is_empty(self) -> bool:
        """Nothing was written."""
        return not self.steps and not self.problem

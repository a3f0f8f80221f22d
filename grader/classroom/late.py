"""What a late hand-in counts: a factor for each begun day after the due date."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

Factor = Annotated[float, Meta(ge=0, le=1)]


class LateError(Exception):
    """A list of dates cannot be used; the text says what to do."""


class Late(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a hand-in was made stands in an export of Canvas or Gradescope, or in `column` of the CSV file `roster`."""

    due: datetime
    roster: str = ""  # "": the file of the class list
    column: str = ""
    student: str = "student"  # the column of what learners are known by
    per_day: Factor = 0.9
    least: Factor = 0.0

    def factor(self, handed_in: datetime, due: datetime | None = None) -> float:
        """1.0 up to the due date, then `per_day` for each begun day, never below `least`."""
        return self.factor_of_days(days_late(handed_in, due or self.due))

    def factor_of_days(self, days: int) -> float:
        """The factor of so many begun days."""
        return max(self.per_day**days, self.least) if days > 0 else 1.0


def days_late(handed_in: datetime, due: datetime) -> int:
    """How many days after the due date were begun; 0 where it is in time."""
    return math.ceil(max(_seconds(handed_in, due), 0.0) / timedelta(days=1).total_seconds())


def read_date(text: str, place: str, end_of_day: bool = False) -> datetime:
    """A moment as ISO 8601 writes it; a date alone is the beginning, or the end, of that day. Raises LateError."""
    word = text.strip()
    try:
        date = datetime.fromisoformat(word.replace("Z", "+00:00"))
    except ValueError:
        raise LateError(f"{place}: got {word!r}, expected a date such as 2026-03-01T23:59:00+01:00") from None
    return date.replace(hour=23, minute=59, second=59) if end_of_day and len(word) == 10 else date


def _seconds(later: datetime, earlier: datetime) -> float:
    """A time without a zone is taken in the other one's."""
    if (later.tzinfo is None) != (earlier.tzinfo is None):
        later = later.replace(tzinfo=later.tzinfo or earlier.tzinfo)
        earlier = earlier.replace(tzinfo=earlier.tzinfo or later.tzinfo)
    return (later - earlier).total_seconds()

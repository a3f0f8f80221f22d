"""What a late hand-in counts: a factor for each begun day after the due date, by a column of dates in the class list."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

MAX_CLASS_LIST = 16 << 20


class LateError(Exception):
    """The class list cannot be used; the text says what to do."""


@dataclass(frozen=True)
class Late:
    """`column` of the CSV file `roster` holds dates (ISO 8601), its column `student` what learners are known by."""

    due: datetime
    roster: str
    column: str
    student: str = "student"
    per_day: float = 0.9
    least: float = 0.0

    def factor(self, handed_in: datetime) -> float:
        """1.0 up to the due date, then `per_day` for each begun day, never below `least`."""
        days = math.ceil(max(_seconds(handed_in, self.due), 0.0) / timedelta(days=1).total_seconds())
        return max(self.per_day**days, self.least) if days else 1.0

    def factors(self, folder: Path) -> dict[str, float]:
        """The factor of everyone in the class list, found from `folder`. Raises LateError."""
        path = folder / self.roster
        try:
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = list(csv.DictReader(file.read(MAX_CLASS_LIST).splitlines()))
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise LateError(f"{path}: the class list cannot be read ({error})") from None
        found = {}
        for number, row in enumerate(rows, 2):
            if row.get(self.student) is None or row.get(self.column) is None:
                raise LateError(
                    f"{path}, line {number}: there must be the columns {self.student!r} and {self.column!r}"
                )
            if row[self.column].strip():
                found[row[self.student].strip()] = self.factor(_date(row[self.column], f"{path}, line {number}"))
        return found


def _date(text: str, place: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        raise LateError(f"{place}: got {text.strip()!r}, expected a date such as 2026-03-01T23:59:00+01:00") from None


def _seconds(later: datetime, earlier: datetime) -> float:
    """A time without a zone is taken in the other one's."""
    if (later.tzinfo is None) != (earlier.tzinfo is None):
        later = later.replace(tzinfo=later.tzinfo or earlier.tzinfo)
        earlier = earlier.replace(tzinfo=earlier.tzinfo or later.tzinfo)
    return (later - earlier).total_seconds()

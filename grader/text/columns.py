"""Lines that belong together, cut between columns where they are too wide: matrices side by side, tables, drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from grader.text.line_breaks import CLOSING, LEAST_SHARE, OPENING, OPERATOR, TRAILING, break_line

WIDE = 3  # blanks between two things that stand side by side
FURTHER = 2  # columns by which a matrix stands further in than its name above it


class Gutter(NamedTuple):
    """Columns that are blank in every line: from `start` up to `end`, which belongs to what follows."""

    start: int
    end: int
    is_inside: bool = False  # a formula: an operator follows, or "=" stands before

    @property
    def size(self) -> int:
        """Blank columns; an operator is set off by one, and by more only to stand below another."""
        return 1 if self.is_inside else self.end - self.start


def gutters(lines: Sequence[str], least: int = 1) -> list[Gutter]:
    """The gutters of `least` blanks or more between two columns of text, from left to right."""
    width = max(map(len, lines))
    used = [any(line[column : column + 1].strip() for line in lines) for column in range(width)]
    found: list[Gutter] = []
    start = None
    for column in range(used.index(True), width):
        if not used[column]:
            start = column if start is None else start
        elif start is not None:
            found.append(Gutter(start, column, any(_is_inside(line, start, column) for line in lines)))
            start = None
    return [gutter for gutter in found if gutter.end - gutter.start >= least]


def _is_inside(line: str, start: int, end: int) -> bool:
    return bool(re.match(OPERATOR, line[end:]) or TRAILING.search(line[:start]))


def is_balanced(lines: Sequence[str]) -> bool:
    """Every bracket that the lines open is closed in them."""
    text = "".join(lines)
    return sum(map(text.count, OPENING)) == sum(map(text.count, CLOSING))


def fit_side_by_side(lines: Sequence[str], width: int, drawing: bool = False) -> list[str]:
    """Matrices, or with `drawing` anything, that stand side by side: as many as have room, the others below. A matrix that has no
    room by itself has its rows broken.
    """
    fitted: list[str] = []
    rest, deeper = list(lines), 0
    while max(map(len, rest)) + deeper > width:
        cut = _best_cut(rest, width - deeper, drawing)
        if cut is None:
            break
        fitted += _shift([line[: cut.start] for line in rest], deeper)
        deeper = 0 if cut.size >= WIDE else FURTHER
        rest = _dedent([line[cut.end :] for line in rest])
    room = width - deeper
    return fitted + _shift([part for line in rest for part in break_line(line, room)], deeper)


def _best_cut(lines: Sequence[str], width: int, drawing: bool) -> Gutter | None:
    """The widest gutter, of equal ones the last, at which what stands before it fits and is whole; behind "=" only below a short name."""

    def rank(gutter: Gutter) -> tuple[int, bool, int]:
        is_short = gutter.start <= LEAST_SHARE * width or not any(
            TRAILING.search(line[: gutter.start]) for line in lines
        )
        return min(gutter.size, WIDE) if drawing else gutter.size, is_short, gutter.start

    found = [gutter for gutter in gutters(lines, WIDE if drawing else 1) if gutter.start <= width]
    whole = [gutter for gutter in found if drawing or is_balanced([line[: gutter.start] for line in lines])]
    return max(whole, key=rank, default=None)


def _shift(lines: Sequence[str], columns: int) -> list[str]:
    return [" " * columns + TRAILING.sub(" =", line.rstrip()) for line in lines if line.strip()]


def _dedent(lines: Sequence[str]) -> list[str]:
    least = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return [line[least:] for line in lines]


def fit_table(lines: Sequence[str], width: int) -> list[str] | None:
    """A table with as many of its columns as have room, the others below, each time behind the first column, which names the rows. None
    where the lines are none, or where a column has no room.
    """
    found = gutters(lines, 2)
    if len(lines) < 3 or len(found) < 2 or any(line.startswith(" ") for line in lines[1:]) or found[0].end > width / 2:
        return None
    if not all(is_balanced([line]) and "=" not in line[: found[0].end] for line in lines):
        return None
    groups = list(_column_groups(found, max(map(len, lines)), width - found[0].end))
    tables = [_rows(lines, found[0].end, start, end) for start, end in groups]
    if any(len(line) > width for table in tables for line in table):
        return None
    return [line for table in tables for line in ("", *table)][1:]


def _column_groups(found: Sequence[Gutter], end: int, room: int) -> Iterator[tuple[int, int]]:
    """Start and end of the columns that stand side by side."""
    start = found[0].end
    for gutter, following in zip(found[1:], [*(gutter.start for gutter in found[2:]), end], strict=True):
        if following - start > room:
            yield start, gutter.start
            start = gutter.end
    yield start, end


def _rows(lines: Sequence[str], label: int, start: int, end: int) -> list[str]:
    rows = [f"{line[:label]:<{label}}{line[start:end]}".rstrip() for line in lines]
    return rows if rows[0] else rows[1:]

"""A block of a statement as rows of cells: parts of a line with gaps between, and arrays that go on over several lines put together."""

from __future__ import annotations

import re

import msgspec

OPENING, CLOSING = "([", ")]"


class BlockPart(msgspec.Struct):
    """A part of a line, and the column in which it begins."""

    start: int
    text: str

    @property
    def open(self) -> int:
        """How many brackets are still open behind it."""
        return sum(self.text.count(sign) for sign in OPENING) - sum(self.text.count(sign) for sign in CLOSING)


def block_rows(body: str) -> list[list[BlockPart]]:
    """The rows of cells; a line that only goes on with arrays above it is no row of its own."""
    rows: list[list[BlockPart]] = []
    waiting: list[BlockPart] = []  # arrays whose end has not come yet
    for line in body.split("\n"):
        cells = [cell for cell in line_cells(line) if not _goes_on(cell, waiting)]
        waiting = [cell for cell in waiting if cell.open > 0] + [cell for cell in cells if cell.open > 0]
        if cells:
            rows.append(cells)
    return rows


def line_cells(line: str) -> list[BlockPart]:
    """Parts with at least two blanks between; blanks within a row of an array part nothing."""
    cells, start, depth = [], len(line) - len(line.lstrip()), 0
    for gap in re.finditer(r" {2,}|$", line):
        if gap.start() <= start:
            continue
        text = line[start : gap.start()]
        depth = sum(text.count(sign) for sign in OPENING) - sum(text.count(sign) for sign in CLOSING)
        ends_row = text.endswith("],") and line[gap.end() : gap.end() + 1] not in "["
        if depth <= 0 or (depth <= 2 and ends_row) or gap.start() == len(line):
            cells.append(BlockPart(start, text))
            start = gap.end()
    return cells


def _goes_on(cell: BlockPart, waiting: list[BlockPart]) -> bool:
    """Put a further row of an array behind the rows above it; False where the cell is none."""
    if not cell.text.startswith("["):
        return False
    for above in waiting:
        first = above.text.find("[")
        deep = len(above.text[first:]) - len(above.text[first:].lstrip("["))
        if above.open > 0 and above.start + first < cell.start < above.start + first + deep:
            above.text += f" {cell.text}"
            return True
    return False


def columns_of(rows: list[list[BlockPart]]) -> list[int]:
    """Where the columns of a table of these rows begin: at the left, and wherever two rows have a cell that begins there.

    A line that is only set in makes no column: some row must have a cell in the column before as well.
    """
    starts = [cell.start for row in rows for cell in row]
    found = [min(starts)]
    for start in sorted({start for start in starts if starts.count(start) > 1} - {*found}):
        if any(found[-1] <= cell.start < start for row in rows if start in [one.start for one in row] for cell in row):
            found.append(start)
    return found

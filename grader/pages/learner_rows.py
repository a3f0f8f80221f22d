"""The rows of the table learner x exercise, as small as HTML allows, and cut into pages that stay small however large a class is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from grader.formats.sentences import points, short

if TYPE_CHECKING:
    from grader.pages.class_page import ClassRow

MOST_BYTES = 850_000  # of the rows of a page
SHADES = 4


class LearnerPart(msgspec.Struct, frozen=True):
    """The learners of one page: its file, who they are, and their rows as HTML of ours."""

    file: str
    words: str
    rows: list[Any]


def learner_parts(rows: Sequence[ClassRow], numbers: Sequence[int], most: int = MOST_BYTES) -> list[LearnerPart]:
    """One part, or as many as are needed so that none has more than `most` bytes; never none. `numbers` are those of the exercises, a
    column each.
    """
    from markupsafe import Markup

    parts, first = [], 0
    for number, chunk in enumerate(_chunks([_row_html(row, numbers) for row in rows], most), 1):
        last = first + len(chunk)
        words = f"learners {first + 1} to {last}" + (
            f" ({short(rows[first].name)} to {short(rows[last - 1].name)})" if chunk else ""
        )
        parts.append(LearnerPart(f"learners-{number}.html", words, [Markup(one) for one in chunk]))
        first = last
    return parts


def _chunks(rows: Iterable[str], most: int) -> Iterator[list[str]]:
    """The rows in order, as many together as a page may hold."""
    chunk: list[str] = []
    size = 0
    for row in rows:
        length = len(row.encode())
        if chunk and size + length > most:
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += length
    yield chunk


def _row_html(row: ClassRow, numbers: Sequence[int]) -> str:
    assert row.report is not None
    known = {one.number: _mark(one.score, one.max_score) for one in row.report.exercises}
    late = " (late)" if row.late else ""
    link = f'<a href="{escape(quote(row.page))}">{escape(short(row.name))}</a>{late}'
    total = f'<td data-key="{row.score}">{points(row.score, row.report.max_score)}</td>'
    marks = "".join(known.get(number, "<td></td>") for number in numbers)
    return f'<tr><th scope="row">{link}</th>{total}{marks}</tr>\n'


def _mark(score: float, most: float) -> str:
    """A cell: the points, and a shade of them that says as much."""
    shade = int(SHADES * score / most) if most else 0
    return f'<td class="s{shade}">{score:g}</td>' if shade > 0 else f"<td>{score:g}</td>"

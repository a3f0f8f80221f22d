"""Formulas in a narrow terminal: a line that does not fit is broken between two formulas, else at an operator, else between two words."""

from __future__ import annotations

import re

GAP = re.compile(r" {3,}")
BEFORE_OPERATOR = re.compile(r" (?=(?:[-+=<>≤≥@·*/]|and|or|if) )")
AFTER_COMMA = re.compile(r"(?<=,) ")
SPACE = re.compile(r" ")
HANGING = 4  # columns by which the rest of a broken formula stands further in
LEAST_SHARE = 0.5  # of a line that stays filled where it is broken at an operator or a comma


def fit_formulas(text: str, width: int) -> str:
    """The text, with no line longer than `width` columns where a space allows it. Numbers and words stay whole."""
    return "\n".join(part for line in text.split("\n") for part in _fit(line, width))


def _fit(line: str, width: int) -> list[str]:
    parts: list[str] = []
    while len(line) > width:
        indent = len(line) - len(line.lstrip())
        place = _last_place(GAP, line, indent, width) or _place_inside(line, indent, width)
        if place is None:
            break
        deeper = 0 if GAP.match(line, place) or parts else HANGING
        parts.append(line[:place].rstrip())
        line = " " * (indent + deeper) + line[place:].lstrip()
    return [*parts, line]


def _place_inside(line: str, indent: int, width: int) -> int | None:
    """Where a formula is broken: at the last operator or comma that leaves the line well filled, else at the last space."""
    places = [_last_place(pattern, line, indent, width) for pattern in (BEFORE_OPERATOR, AFTER_COMMA)]
    filled = [place for place in places if place is not None and place >= LEAST_SHARE * width]
    return max(filled, default=None) or _last_place(SPACE, line, indent, width)


def _last_place(pattern: re.Pattern[str], line: str, indent: int, width: int) -> int | None:
    """The last start of the pattern behind the indent at which the line still fits."""
    return max((found.start() for found in pattern.finditer(line, indent) if found.start() <= width), default=None)

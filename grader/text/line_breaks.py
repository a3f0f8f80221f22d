"""One line that is too long -> several: broken between two formulas, else where it tears the least, and further in from there on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OPERATOR = r"(?:[-+=<>≤≥≈@·*/←]|->|and|or|if) "
GAP = re.compile(rf"(?:(?<=[^\s,:;.>]) {{2,}}|(?<=[,:;.]) {{3,}})(?! |{OPERATOR})")  # between two formulas
WIDE_GAP = re.compile(r"(?<=\S) {4,}(?=\S)")
FAR_EQUALS = re.compile(r"(?<=\S) {5,}(?==)")
TRAILING = re.compile(r" +=$")
BEFORE_OPERATOR = re.compile(rf" +(?={OPERATOR})")
AFTER_COMMA = re.compile(r"(?<=,) +")
BEFORE_MATRIX = re.compile(r"(?<= =) (?=\[\[)")
BEFORE_NUMBER = re.compile(r" +[-\d]")
BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z,]) (?=[A-Za-z])")
SPACE = re.compile(r" ")
HANGING = 4  # columns by which the rest of a broken formula stands further in
LEAST_SHARE = 0.35  # of a line that stays filled where it is broken at an operator or a comma
OPENING, CLOSING, BARS = "([{", ")]}", "|‖"


class Bracket(NamedTuple):
    """A bracket that is open, the column behind it, and whether it is that of a row: no further list begins in it."""

    sign: str
    inside: int
    is_row: bool = False


class BreakPlace(NamedTuple):
    """Where a line may be broken: its start, behind a comma or between what else, and the brackets that are open there."""

    start: int
    pattern: re.Pattern[str]
    brackets: tuple[Bracket, ...]

    @property
    def tears_row(self) -> bool:
        """Within a row of a matrix."""
        return len(self.brackets) > 1 and self.brackets[-1].is_row and self.brackets[-2].sign == "["


def break_line(line: str, width: int) -> list[str]:
    """The line in parts of at most `width` columns where a space allows it. Numbers and words stay whole."""
    parts: list[str] = []
    line = FAR_EQUALS.sub(" ", line) if len(line) > width else line
    start, brackets = indent_of(line), tuple[Bracket, ...]()
    while len(line) > width:
        indent = indent_of(line)
        gap = _last(GAP, line, indent, width)
        if gap is not None and not brackets_at(line, gap, brackets):
            rest, brackets = gap, ()
            further = start + HANGING * bool(BEFORE_NUMBER.match(line, gap))
        else:
            place = _best_place(line, indent, width, brackets)
            if place is None:
                break
            rest, brackets = place.start, place.brackets
            in_list = place.pattern is AFTER_COMMA and brackets and brackets[-1].sign != "("
            further = brackets[-1].inside if in_list else start + HANGING
        parts.append(TRAILING.sub(" =", line[:rest].rstrip()))
        line = " " * further + WIDE_GAP.sub("   ", line[rest:].lstrip())
        brackets = tuple(bracket._replace(inside=further) for bracket in brackets)
    return [*parts, line]


def brackets_at(line: str, end: int, before: tuple[Bracket, ...] = ()) -> tuple[Bracket, ...]:
    """The brackets that are open at a column of a line; `before` are open where it starts."""
    found = list(before)
    for column, sign in enumerate(line[:end]):
        if sign in OPENING or (sign in BARS and not (found and found[-1].sign == sign)):
            found.append(Bracket(sign, column + 1, sign == "[" and line[column + 1 : column + 2] != "["))
        elif sign in BARS:
            found.pop()
        elif sign in CLOSING:
            while found and found.pop().sign in BARS:
                pass
    return tuple(found)


def indent_of(line: str) -> int:
    """How many blanks a line begins with."""
    return len(line) - len(line.lstrip())


def _last(pattern: re.Pattern[str], line: str, indent: int, width: int) -> int | None:
    """The last start of the pattern behind the indent at which the line still fits."""
    return max((found.start() for found in pattern.finditer(line, indent) if found.start() <= width), default=None)


def _best_place(line: str, indent: int, width: int, before: tuple[Bracket, ...]) -> BreakPlace | None:
    """Where a formula is broken: not within a row, so that the line is well filled, in as few brackets as may be, late; else at the
    last space."""
    places = list(_places(line, indent, width, before))
    if not places:
        space = _last(SPACE, line, indent, width)
        return None if space is None else BreakPlace(space, SPACE, brackets_at(line, space, before))
    least = indent + LEAST_SHARE * (width - indent)

    def harm(place: BreakPlace) -> tuple[bool, bool, int, int, int]:
        return place.tears_row, place.start < least, len(place.brackets), _bond(place, line), -place.start

    return min(places, key=harm)


def _bond(place: BreakPlace, line: str) -> int:
    """How close what stands on both sides of a place belongs together."""
    if place.pattern is AFTER_COMMA and (place.brackets or not BEFORE_NUMBER.match(line, place.start)):
        return 0
    return 2 if place.pattern in (BETWEEN_WORDS, AFTER_COMMA) else 1


def _places(line: str, indent: int, width: int, before: tuple[Bracket, ...]) -> Iterator[BreakPlace]:
    for pattern in (BEFORE_OPERATOR, AFTER_COMMA, BEFORE_MATRIX, BETWEEN_WORDS):
        for found in pattern.finditer(line, indent + 1):
            if found.start() <= width:
                yield BreakPlace(found.start(), pattern, brackets_at(line, found.start(), before))

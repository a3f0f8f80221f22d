"""Python in a narrow terminal: a comment that has no room stands below its line, and code is broken so that Python still reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.text.line_breaks import Bracket, brackets_at

STRING = re.compile(r"\"\"\"[^\"]*\"\"\"|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
GAP = re.compile(r" {3,}(?=\S)")  # between pieces of code that stand side by side
OPENED = re.compile(r"(?<=[(\[{])(?=[^\s)\]}])")
BREAK = re.compile(r"(?<=,) +| (?=(?:[-+*/@=<>]|\*\*|==|<=|>=|and|or|if|else|for|in|not) )|(?<=s:) |" + OPENED.pattern)
STEP = 4  # columns of an indent
LARGEST_INDENT = 0.35  # of the width, where what stands so far in has no room there
LEAST_SHARE = 0.4  # of a line that stays filled where it is broken


def fit_code(text: str, width: int) -> str:
    """Python, with no line longer than `width` columns where it can be broken. What fits stays as it is."""
    lines = text.split("\n")
    if all(len(line) <= width for line in lines):
        return text
    return "\n".join(_fit_lines(lines, width))


def _fit_lines(lines: list[str], width: int) -> Iterator[str]:
    in_docstring, is_open = False, False
    for line in lines:
        begins_or_ends = line.count('"""') % 2 == 1
        if len(line) <= width:
            yield line
        elif in_docstring or begins_or_ends or line.lstrip().startswith('"""'):
            yield from _fit_words(line, width)
        else:
            yield from _fit_line(line, width, is_open)
        if not in_docstring and not begins_or_ends:
            is_open = bool(brackets_at(_code(line), len(line), ((Bracket("(", 0),) if is_open else ())))
        in_docstring ^= begins_or_ends


def _code(line: str) -> str:
    """The line without its comment, and with signs in place of what its strings hold."""
    return _mask(line).split("#")[0]


def _fit_words(line: str, width: int) -> Iterator[str]:
    indent = line[: len(line) - len(line.lstrip())]
    row = ""
    for word in line.split():
        if row and len(indent) + len(row) + 1 + len(word) > width:
            yield indent + row
            row = ""
        row = f"{row} {word}".lstrip()
    yield indent + row


def _mask(line: str) -> str:
    """The line with signs in place of what its strings hold."""
    return STRING.sub(lambda string: "s" * len(string[0]), line)


def _fit_line(line: str, width: int, is_open: bool) -> Iterator[str]:
    """A line, with its comment below it where there is no room beside; `is_open` where it lies within brackets."""
    place = len(_code(line))
    code, comment = line[:place].rstrip(), line[place + 1 :].strip()
    indent = len(line) - len(line.lstrip())
    if indent > LARGEST_INDENT * width and (is_open or not code):
        indent, code = 2 * STEP, " " * 2 * STEP * bool(code) + code.strip()
    if code and len(code) + 4 + len(comment) <= width:
        yield f"{code}  # {comment}" if comment else code
        return
    if code:
        yield from _fit_code_line(code, width, indent, ((Bracket("(", indent),) if is_open else ()))
        indent += STEP
    for piece in filter(None, GAP.split(comment)):
        yield from (f"{'':{indent}}# {part}" for part in _fit_words(piece, width - indent - 2))


def _fit_code_line(line: str, width: int, start: int, brackets: tuple[Bracket, ...]) -> Iterator[str]:
    """Broken between two pieces that stand side by side, else within brackets; outside of any with the sign for it. `start` is how far
    the line is set in, `brackets` are open where it begins.
    """
    indent = start
    while len(line) > width:
        masked = _mask(line)
        gaps = [gap.start() for gap in GAP.finditer(masked, indent + 1) if gap.start() <= width]
        place = max(gaps, default=None) or _place(masked, indent, width, brackets)
        if place is None:
            break
        opened = brackets_at(masked, place, brackets)
        yield line[:place].rstrip() + ("" if gaps or opened else " \\")
        indent = start if gaps else _further(line, start, place, opened, width)
        line = " " * indent + line[place:].lstrip()
        brackets = tuple(bracket._replace(inside=indent) for bracket in opened)
    yield line


def _further(line: str, start: int, place: int, brackets: tuple[Bracket, ...], width: int) -> int:
    """Below what stands behind the bracket, where that leaves room; else two steps further in than the line, or one behind "{"."""
    if OPENED.match(line, place):
        return start + STEP
    inside = brackets[-1].inside if brackets else width
    has_room = inside <= width / 2 and inside + len(line[place:].split(", ")[0]) <= width
    return inside if has_room else start + 2 * STEP


def _place(masked: str, start: int, width: int, before: tuple[Bracket, ...]) -> int | None:
    """Where the line is broken: in brackets rather than not, filled rather than not, in few brackets, late."""
    least = start + LEAST_SHARE * (width - start)
    places = [found.start() for found in BREAK.finditer(masked, start + 1) if found.start() <= width]
    depths = {place: len(brackets_at(masked, place, before)) for place in places}

    def harm(place: int) -> tuple[bool, bool, int, int, int]:
        bond = bool(OPENED.match(masked, place)) + 2 * (masked[place - 1] == ":")
        return depths[place] == 0, place < least, bond, depths[place], -place

    return min((place for place in places if depths[place] or place <= width - 2), key=harm, default=None)

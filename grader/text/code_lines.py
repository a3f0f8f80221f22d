"""Python in a narrow terminal: a comment that has no room stands below its line, and code is broken so that Python still reads it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from grader.text.line_breaks import Bracket, brackets_at, indent_of

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
    carried = ""  # the end of a sentence for which its line had no room
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        begins_or_ends = line.count('"""') % 2 == 1
        prefix = _prose_prefix(line, in_docstring or begins_or_ends)
        if prefix is not None and (carried or len(line) > width):
            *rows, carried = _fit_words(f"{carried} {line[len(prefix) :]}", width - len(prefix))
            yield from (prefix + row for row in rows)
            if not _goes_on(line, prefix, following):
                yield prefix + carried
                carried = ""
        elif len(line) <= width:
            yield line
        else:
            yield from _fit_line(line, width, is_open)
        if not in_docstring and not begins_or_ends:
            is_open = bool(brackets_at(_code(line), len(line), ((Bracket("(", 0),) if is_open else ())))
        in_docstring ^= begins_or_ends


def _prose_prefix(line: str, in_docstring: bool) -> str | None:
    """What stands before the words of a comment or a docstring; None for code."""
    indent = line[: len(line) - len(line.lstrip())]
    if line.startswith(f"{indent}# ") and not in_docstring:
        return f"{indent}# "
    return indent if in_docstring or line.startswith(f'{indent}"""') else None


def _goes_on(line: str, prefix: str, following: str) -> bool:
    """Whether the words of a line go on in the next one."""
    rest = following[len(prefix) :]
    is_ended = line.endswith((".", ":", ";", '"""'))
    return not is_ended and following.startswith(prefix) and rest[:1].strip() not in ("", "#", '"')


def _code(line: str) -> str:
    """The line without its comment, and with signs in place of what its strings hold."""
    return _mask(line).split("#")[0]


def _fit_words(words: str, width: int) -> list[str]:
    lines = textwrap.wrap(" ".join(words.split()), max(width, 1), break_long_words=False, break_on_hyphens=False)
    return lines or [""]


def _mask(line: str) -> str:
    """The line with signs in place of what its strings hold."""
    return STRING.sub(lambda string: "s" * len(string[0]), line)


def _fit_line(line: str, width: int, is_open: bool) -> Iterator[str]:
    """A line, with its comment below it where there is no room beside; `is_open` where it lies within brackets."""
    place = len(_code(line))
    code, comment = line[:place].rstrip(), line[place + 1 :].strip()
    indent = indent_of(line)
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

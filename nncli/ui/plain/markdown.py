"""An exercise's Markdown as text, without rich: what `pages.py` shows where a line of a README is a line of the output.

Of Markdown it knows what nearly all of our texts are made of: paragraphs, lists, code, bold and italic words. NotPlain is raised for
anything else, and where the output is narrow; then rich lays it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.exercise.catalogue import Entry
from nncli.ui.plain.output import COMBINING, NotPlain, PlainOutput, width_of
from nncli.ui.plain.python_colours import colour_lines

FULL_WIDTH = 80  # as in pages.py: from here on every line of a README stays as it is
ITEM = re.compile(r"(- |\d+\. )(.*)")
INLINE = re.compile(r"(`[^`]+`|\*\*[^*\s](?:[^*]*[^*\s])?\*\*|\*[^*\s](?:[^*]*[^*\s])?\*)")
# What may mean something else in Markdown: an escape, HTML or a link, an entity, a word in underlines or struck out; at the beginning
# of a line a table, a rule, a heading, a quotation or the goal of a link.
BEYOND = re.compile(r"\\|~~|<[a-zA-Z/!?]|&[#\w]+;|\]\(|\]\[|!\[|(?<!\w)_|_(?!\w)|https?:|\*(?=\S)|(?<=\S)\*")
BEYOND_AT_BEGINNING = re.compile(r"[|>#=]|[-_*]{3}|[+*] |\[[^\]]*\]:|[ |:-]+$")
STYLES = {"**": "bold", "*": "italic", "`": "code"}


def statement_text(entry: Entry, out: PlainOutput) -> str:
    """The README without its hints, for standard output. Raises NotPlain."""
    _refuse_narrow(out)
    head, _, rest = entry.statement.partition("\n\n")
    facts, _, body = rest.partition("\n\n")
    title = head.removeprefix("# ").strip()
    lines = [out.paint(_fit(title, out), "bold"), out.paint(_fit(facts, out), "dim"), "", *_body(body, out)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def hint_text(head: str, text: str, more: str, out: PlainOutput) -> str:
    """A hint between its head and what comes next, for standard output. Raises NotPlain."""
    _refuse_narrow(out)
    lines = [out.paint(_fit(head, out), "bold"), "", *_prose(text, out), "", out.paint(_fit(more, out), "dim")]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _refuse_narrow(out: PlainOutput) -> None:
    if out.width < FULL_WIDTH:
        raise NotPlain


def _fit(line: str, out: PlainOutput) -> str:
    """The line. Raises NotPlain where it does not fit."""
    if width_of(line.replace(COMBINING, "")) > out.width:
        raise NotPlain
    return line


def _body(body: str, out: PlainOutput) -> Iterator[str]:
    """Markdown between code blocks, and code blocks as they stand."""
    parts = body.split("```")
    for place, part in enumerate(parts):
        if place % 2 == 0:
            yield from _prose(part.strip("\n"), out) if part.strip() else ()
            continue
        language, _, text = part.partition("\n")
        lines = [_fit(f"  {line}", out) for line in text.rstrip("\n").split("\n")]
        yield ""
        yield from colour_lines("\n".join(lines), out) if language == "python" else lines
        after = parts[place + 1].lstrip()
        yield from () if not after or after.startswith("- ") else ("",)


def _prose(text: str, out: PlainOutput) -> Iterator[str]:
    """Paragraphs and lists, an empty line between them, and one before a list in any case; none between the items of a list."""
    after_list = False
    for place, block in enumerate(re.split(r"\n\n+", text.strip())):
        lines = block.split("\n")
        if block.startswith("|"):
            yield from ("",) * (place > 0)
            yield from _table(lines, out)
            after_list = False
            continue
        first = next((number for number, line in enumerate(lines) if ITEM.match(line)), len(lines))
        if block.startswith(" ") or (after_list and lines[0][0].isdigit() and not first):
            raise NotPlain  # of the list before
        if place and first:
            yield ""
        yield from (_line(_heading(line), "", out) for line in lines[:first])
        if first < len(lines):
            yield from () if after_list and not first else ("",)
            yield from _items(lines[first:], out)
        after_list = first < len(lines)


def _table(lines: list[str], out: PlainOutput) -> Iterator[str]:
    """A table, an empty line before it and after it: its heads in the middle of their columns, a rule, its rows."""
    if not all(line.startswith("| ") and line.endswith(" |") for line in lines) or len(lines) < 3:
        raise NotPlain
    head, dashes, *rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    if any(set(dash) != {"-"} for dash in dashes) or any(len(row) != len(head) for row in (dashes, *rows)):
        raise NotPlain
    sizes = [max(_size(row[at]) for row in (head, *rows)) for at in range(len(head))]
    _fit(" " * (sum(sizes) + 2 * len(sizes)), out)
    yield ""
    yield " " + "  ".join(_centre(cell, size, out) for cell, size in zip(head, sizes, strict=True))
    yield " " + "─" * (sum(sizes) + 2 * len(sizes) - 2)
    for row in rows:
        cells = [_line(cell, "", out) + " " * (size - _size(cell)) for cell, size in zip(row, sizes, strict=True)]
        yield " " + "  ".join(cells)
    yield ""


def _centre(cell: str, size: int, out: PlainOutput) -> str:
    room = size - _size(cell)
    return " " * (room // 2) + out.paint(_line(cell, "", out), "bold") + " " * (room - room // 2)


def _size(cell: str) -> int:
    """The columns of what is shown of a cell."""
    return width_of("".join(_plain(piece, _style(piece)) for piece in INLINE.split(cell)))


def _heading(line: str) -> str:
    return line.replace("## ", "**", 1) + "**" if line.startswith("## ") else line


def _items(lines: list[str], out: PlainOutput) -> Iterator[str]:
    """A list; what belongs to an item is set in below it."""
    items = [match[1] for match in map(ITEM.match, lines) if match]
    is_numbered = items[0] != "- "
    if any((item != "- ") != is_numbered for item in items):
        raise NotPlain
    width = len(str(len(items) + 1)) + 2 if is_numbered else 3
    number = 0
    for line in lines:
        if match := ITEM.match(line):
            number += 1
            if is_numbered and match[1] != f"{number}. ":
                raise NotPlain
            mark = (
                out.paint(f"{number}".rjust(width - 1) + " ", "number") if is_numbered else out.paint(" • ", "bullet")
            )
            yield mark + _line(match[2], " " * width, out)
        elif re.match(r" {2,3}(?![ -]|\d+\. )", line):
            yield " " * width + _line(line, " " * width, out)
        else:
            raise NotPlain


def _line(line: str, before: str, out: PlainOutput) -> str:
    """One line with its code, bold and italic words; `before` is what stands before it."""
    pieces = [(piece, _style(piece)) for piece in INLINE.split(line.strip())]
    if BEYOND_AT_BEGINNING.match(line.strip()) and not line.startswith("**"):
        raise NotPlain
    plain = ""
    painted = ""
    for piece, style in pieces:
        if not style and BEYOND.search(piece):
            raise NotPlain
        text = _plain(piece, style)
        plain, painted = plain + text, painted + (out.paint(text, style) if style else text)
    _fit(before + plain, out)
    return painted


def _plain(piece: str, style: str) -> str:
    return piece.strip("`" if style == "code" else "*") if style else piece


def _style(piece: str) -> str:
    mark = next((mark for mark in STYLES if piece.startswith(mark) and INLINE.fullmatch(piece)), "")
    return STYLES[mark] if mark else ""

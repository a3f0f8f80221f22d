"""Text for a narrow terminal: broken at blanks, never within a word, and what stands beside a command below it."""

from __future__ import annotations

import os
import re
import sys

FULL = 78  # columns from which on everything is as wide as it wants to be
BESIDE = re.compile(r"(  (?:\w+: )?nncli .*?) {2,}(\S.*)")  # a command, and what it does


def terminal_width() -> int:
    """Columns of the terminal; 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, 20)
    except (OSError, ValueError):
        return 80


def wrap_words(text: str, width: int, indent: str) -> str:
    """`text` in lines of at most `width` columns, broken at blanks, each behind `indent`."""
    lines = [""]
    for word in text.split():
        fits = len(lines[-1]) + 1 + len(word) <= width
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits or not lines[-1] else [*lines, word]
    return "\n".join(indent + line for line in lines)


def fitted(text: str, width: int) -> str:
    """The text for a terminal of this width, its paragraphs laid out anew where it is narrow; as it is where it is not."""
    if width >= FULL:
        return text
    return "\n\n".join(_fitted_part(part, width) for part in text.split("\n\n"))


def _fitted_part(part: str, width: int) -> str:
    """A paragraph, or the lines of commands."""
    lines = part.split("\n")
    if not any(BESIDE.fullmatch(line) for line in lines):
        return "\n".join(wrap_words(line, width, "") for line in _joined(lines))
    return "\n".join(_command(line, width) for line in lines)


def _joined(lines: list[str]) -> list[str]:
    """Lines of one sentence as one; a line that ends a sentence stays, and so does an empty one."""
    found: list[str] = [""]
    for line in lines:
        ended = not found[-1] or found[-1].endswith((".", ":"))
        found = [*found, line] if ended else [*found[:-1], f"{found[-1]} {line}"]
    return found[1:]


def _command(line: str, width: int) -> str:
    parts = BESIDE.fullmatch(line)
    if parts is None or len(line) <= width:
        return line if len(line) <= width else wrap_words(line, width, "")
    return f"{parts[1]}\n{wrap_words(parts[2], width - 6, ' ' * 6)}"

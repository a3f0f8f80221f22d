"""Words for a terminal: broken at blanks, never within a word or a command to copy, and what stands beside a command below it."""

from __future__ import annotations

import os
import re
import sys
from functools import cache

FULL = 78  # columns from which on everything is as wide as it wants to be
BESIDE = re.compile(r"(  (?:\w+: )?nncli .*?) {2,}(\S.*)")  # a command, and what it does
# What is copied whole: code, a command with its words, a place in a file, an option with its value, a name in quotes.
KEPT = r"""
    `[^`\n]+`
    | (?<![\w./-]) nncli [ ] [a-z][a-z-]* (?:[ ] (?:
        --?[\w-]+(?:=\S+)? | "[^"\n]*" | '[^'\n]*' | [A-Z][A-Z_]*\b | \d+\b | [^\s,;]*[./=][^\s,;]*[^\s,;.:]))*
    | \S+,[ ]line[ ]\d+
    | (?<![\w./-]) pip [ ] install [ ] (?:'[^'\n]*' | \S+)
    | (?<![\w./-]) python [ ] \S+\.py
    | (?<![\w-]) --[a-z-]+ [ ] (?:[A-Z]{3,}\b | [^\s,;=]+=[^\s,;]+ | '[^'\n]+' | "[^"\n]+")
    | (?<!\w) '[^'\n]{1,60}' (?!\w)
    | (?<!\w) "[^"\n]{1,60}" (?!\w)
"""
SIGNS = ("`", "nncli ", ", line ", "pip ", "python ", "--", "'", '"')  # one of them is in all of this


def wrap_words(text: str, width: int, indent: str) -> str:
    """`text` in lines of at most `width` columns, broken at blanks, each behind `indent`. What is to be copied stays on one line."""
    lines = [""]
    for word in _words(text) if len(text) > width else text.split():
        fits = len(lines[-1]) + 1 + len(word) <= width
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits or not lines[-1] else [*lines, word]
    return "\n".join(indent + line for line in lines)


def _words(text: str) -> list[str]:
    """What no line end may part."""
    is_plain = not any(sign in text for sign in (*SIGNS, *_phrases()))
    return text.split() if is_plain else _units().findall(text)  # for speed: the pattern takes long to make


@cache
def _units() -> re.Pattern[str]:
    phrases = "".join(f"{re.escape(word)} | " for word in sorted(_phrases(), key=len, reverse=True))
    return re.compile(rf"(?: {phrases} {KEPT} | \S )+", re.VERBOSE)


@cache
def _phrases() -> set[str]:
    """Words of our own command line that have a blank in them, as a path may."""
    return {word for word in (*sys.argv[1:], _folder()) if " " in word.strip()}


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:  # it is gone
        return ""


def fitted(text: str, width: int) -> str:
    """The text for a terminal of this width: its paragraphs are laid out anew where it is narrow, and a line that is too long for a
    wide one is broken.
    """
    if width >= FULL:
        return wrap_lines(text, width)
    return "\n\n".join(_fit_part(part, width) for part in text.split("\n\n"))


def wrap_lines(text: str, width: int) -> str:
    """The text with each line that is too long broken at words, as far in as it begins."""
    return "\n".join(line if len(line) <= width else _wrap_line(line, width) for line in text.split("\n"))


def _wrap_line(line: str, width: int) -> str:
    if parts := BESIDE.fullmatch(line):
        return f"{parts[1].rstrip()}\n{wrap_words(parts[2], width - 6, ' ' * 6)}"
    indent = line[: len(line) - len(line.lstrip(" "))]
    words = line.strip()
    if words.startswith("- "):  # an item of a list
        return f"{indent}- {wrap_words(words[2:], max(width - len(indent) - 2, 1), indent + '  ').lstrip()}"
    return wrap_words(words, max(width - len(indent), 1), indent)


def _fit_part(part: str, width: int) -> str:
    """A paragraph, or the lines of commands."""
    lines = part.split("\n")
    if not any(BESIDE.fullmatch(line) for line in lines):
        lines = _joined(lines)
    return wrap_lines("\n".join(lines), width)


def _joined(lines: list[str]) -> list[str]:
    """Lines of one sentence as one; a line that ends a sentence stays, and so does one that is set in."""
    found: list[str] = [""]
    for line in lines:
        ended = not found[-1] or found[-1].endswith((".", ":")) or line.startswith(" ")
        found = [*found, line] if ended else [*found[:-1], f"{found[-1]} {line}"]
    return found[1:] if not found[0] else found

"""Text that a learner controls, made harmless: nothing in it can move a cursor, hide a word or give a CI system a command."""

from __future__ import annotations

import re
import unicodedata

# Control, format (bidi overrides, zero-width), surrogate, private and unassigned characters, and line separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Cs", "Co", "Zl", "Zp"})
# Letters and marks that are not shown either (Unicode's Default_Ignorable_Code_Point), and the blank of Braille.
_BLANK = frozenset(
    map(
        chr,
        [0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, *range(0xFE00, 0xFE10), 0xFFA0],
    )
) | frozenset(map(chr, range(0xE0100, 0xE01F0)))
PLAIN_PATH = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-"
)  # what every shell takes as it stands
_SUSPECT = re.compile(r"[^\n\x20-\x7e]")
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)|#(?=#[\w.-]*\[)", re.MULTILINE)
# How a character is written by its number in text, in JSON and in XML.
IN_TEXT, IN_JSON, IN_XML = "\\x{:02x}", "\\u{:04x}", "&#{};"


def visible(text: str, keep_lines: bool = False) -> str:
    """`text` with every character that does not show written as its escape; line ends too, unless they are kept."""
    shown = _SUSPECT.sub(_escape, text.replace("\r\n", "\n").replace("\t", "    "))
    return shown if keep_lines else shown.replace("\n", "\\n")


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) not in _HIDDEN and character not in _BLANK:
        return character
    return character.encode("unicode_escape").decode("ascii")


def without_commands(text: str, spelling: str = IN_TEXT) -> str:
    """`text` in which CI systems find no command: GitHub's `::error::` at the start of a line and `##[error]` anywhere in it, the
    `##vso[...]` of Azure Pipelines, the `##teamcity[...]` of TeamCity. Their first sign is written by its number instead.
    """

    def spelt(match: re.Match[str]) -> str:
        return spelling.format(ord("#")) if match[1] is None else match[1] + spelling.format(ord(":"))

    return _COMMAND.sub(spelt, text)


def bound(text: str, most: int) -> str:
    """`text` with lone surrogates written as escapes; of a longer one than `most` characters, its beginning and its end."""
    if len(text) <= most and text.isascii():
        return text
    whole = _middle_cut(text, most).encode("utf-8", "backslashreplace").decode("utf-8")
    return _middle_cut(whole, most)


def _middle_cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - most // 3 - 1]}…{text[len(text) - most // 3 :]}"


def clip(text: str, lines: int, width: int) -> list[str]:
    """At most `lines` lines of at most `width` characters, each visible, with a word about what was left out."""
    found = visible(text, keep_lines=True).rstrip("\n").split("\n")
    shown = [line if len(line) <= width else line[: width - 1] + "…" for line in found[:lines]]
    return shown if len(found) <= lines else [*shown, f"… ({len(found) - lines} more lines)"]


def path_word(path: str) -> str:
    """A path as one word that a shell takes for it, and a command for no option; empty where it has signs that cannot be typed."""
    if path[:1] != "-" and set(path) <= PLAIN_PATH:
        return path
    import shlex  # for speed: most paths need none

    if visible(path) != path:
        return ""
    return shlex.quote(f"./{path}" if path.startswith("-") else path)

"""Text for standard output without rich, which takes longer to load than most commands take: for what needs no laying out.

`PlainOutput` knows how wide the output is and whether it takes colours. Where that is not plain, or a line does not fit, NotPlain is
raised, and rich lays it out.
"""

from __future__ import annotations

import os
import sys

from nncli.ui.encoding import SPELT

TYPE_CHECKING = False  # typing itself takes a while to load
if TYPE_CHECKING:
    from typing import TextIO

CODES = {
    "bold": "1", "dim": "2", "italic": "3", "green": "32", "bold green": "1;32", "bold cyan": "1;36", "code": "1;36;40",
    "bullet": "1;33", "number": "36", "keyword": "94", "string": "33", "comment": "2",
}  # fmt: skip
COMBINING = "\u0304"
# Where the environment may overrule what the output is, rich is asked.
OVERRULING = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")
OF_A_TERMINAL = ("NO_COLOR", "COLUMNS", "LINES")


class NotPlain(Exception):
    """This takes more than plain text: it is rich's to lay out."""


class PlainOutput:
    """Standard output: its width in columns, its height in lines, and whether it takes colours. Raises NotPlain."""

    def __init__(self) -> None:
        if sys.stdout is None or os.name == "nt" or any(name in os.environ for name in OVERRULING):
            raise NotPlain
        self.has_colours = sys.stdout.isatty()
        self.width, self.height = self._terminal_size() if self.has_colours else (output_width(), 0)

    @staticmethod
    def _terminal_size() -> tuple[int, int]:
        dumb = os.environ.get("TERM", "").lower() in ("dumb", "unknown")
        try:
            width, height = os.get_terminal_size(0)
        except OSError:  # standard input is no terminal
            raise NotPlain from None
        if dumb or width < 1 or height < 1 or any(name in os.environ for name in OF_A_TERMINAL):
            raise NotPlain
        return width, height

    def paint(self, text: str, style: str) -> str:
        """The text in a style of CODES, where there are colours."""
        return f"\033[{CODES[style]}m{text}\033[0m" if self.has_colours and text else text


def width_of(text: str) -> int:
    """How wide a text is. Raises NotPlain where a sign may not be one column wide."""
    if (not text.isascii() and not all(map(_is_narrow, text))) or not text.isprintable():
        raise NotPlain
    return len(text)


def _is_narrow(sign: str) -> bool:
    """One column wide beyond doubt: Latin and Greek letters, and the signs that our own texts use."""
    return sign < "\u0300" or "Α" <= sign <= "ω" or "⁰" <= sign <= "₉" or (sign in SPELT and sign != COMBINING)


def output_width(stream: TextIO | None = None) -> int:
    """Columns of standard output, or of another stream: those of COLUMNS where it is set, else the terminal's, else 80. From 20 to 300."""
    asked = os.environ.get("COLUMNS", "")
    columns = int(asked) if asked.isdecimal() and len(asked) < 6 else 0
    return min(max(columns or _columns_of_terminal(stream or sys.stdout) or 80, 20), 300)


def line_width(stream: TextIO | None = None) -> int:
    """Columns after which a line is broken that programs read as well: where nobody says how wide a line may be, it stays whole."""
    is_asked = "COLUMNS" in os.environ or _columns_of_terminal(stream or sys.stdout)
    return output_width(stream) if is_asked else sys.maxsize


def _columns_of_terminal(stream: TextIO | None) -> int:
    """0 where there is no terminal, or where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns if stream is not None and stream.isatty() else 0
    except (OSError, ValueError):
        return 0

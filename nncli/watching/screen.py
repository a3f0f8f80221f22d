"""The screen: a view drawn over the one before without a flicker, cut where the window ends."""

from __future__ import annotations

import contextlib
import sys
import textwrap
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.segment import Segment
from rich.text import Text

from grader.text.cleaning import visible
from nncli.ui.console import console, show

ENTER, LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"  # the terminal's second screen, without a cursor
HOME, END_OF_LINE, BELOW = "\x1b[H", "\x1b[K", "\x1b[J"


def is_terminal() -> bool:
    """Whether there is a screen to draw on, and somebody at the keys."""
    out = console()
    return out.is_terminal and not out.is_dumb_terminal and sys.stdin.isatty()


@contextlib.contextmanager
def second_screen() -> Iterator[None]:
    """What was on the screen is there again afterwards."""
    sys.stdout.write(ENTER)
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write(LEAVE)
        sys.stdout.flush()


def draw(view: RenderableType, footer: str, page: int) -> None:
    """Draw a page of a view, and the footer in the last lines. What does not fit is on the next page, and a line says so."""
    out = console()
    width, height = out.size
    below = footer_lines(_spell_out(visible(footer.split("\n")[0])), width)[-max(height - 2, 1) :]
    view_lines = [_fit(line, width) for line in out.render_lines(view, out.options.update(width=width), pad=False)]
    lines = _page(view_lines, page, max(height - len(below), 1), width)
    text = [*(_text(out, line) for line in lines), *below]
    sys.stdout.write(HOME + "\r\n".join(line + END_OF_LINE for line in text) + BELOW)
    sys.stdout.flush()


def footer_lines(footer: str, width: int) -> list[str]:
    """The footer in lines that leave the last column free. It breaks between two keys; between words where that is not enough."""
    lines: list[str] = []
    for key in footer.split("  "):
        pieces = [key] if len(key) < width else textwrap.wrap(key, max(width - 1, 1))
        for place, piece in enumerate(pieces):
            fits = lines and place == 0 and len(lines[-1]) + 2 + len(piece) < width
            lines = [*lines[:-1], f"{lines[-1]}  {piece}"] if fits else [*lines, piece]
    return lines


def _page(lines: list[list[Segment]], page: int, room: int, width: int) -> list[list[Segment]]:
    """As many lines as there is room for; the last one says how to see the others."""
    if len(lines) <= room:
        return [*lines, *([[]] * (room - len(lines)))]
    size = max(room - 1, 1)
    start = page % -(-len(lines) // size) * size
    left = len(lines) - start - size
    words = f"… {left} more lines: space bar" if left > 0 else "… from the top again: space bar"
    shown = lines[start : start + size]
    return [*shown, *([[]] * (size - len(shown))), [Segment(_spell_out(words)[: width - 1])]][:room]


def _spell_out(text: str) -> str:
    """The text as standard output will have it: a sign that its encoding lacks is spelt out, and takes more room."""
    if sys.stdout.encoding.lower() in ("utf-8", "utf8"):
        return text
    return text.encode(sys.stdout.encoding, sys.stdout.errors or "strict").decode(sys.stdout.encoding)


def _fit(line: list[Segment], width: int) -> list[Segment]:
    """The line as it will be written, cut where the window ends."""
    spelt = [Segment(_spell_out(one.text), one.style, one.control) for one in line]
    return Segment.adjust_line_length(spelt, width, pad=False)


def _text(out: Console, line: list[Segment]) -> str:
    """One line with its colours, as this terminal has them."""
    parts = []
    for segment in line:
        coloured = segment.style and out.color_system and not out.no_color
        parts.append(
            segment.style.render(segment.text, color_system=out._color_system)
            if coloured and segment.style
            else segment.text
        )
    return "".join(parts)


def print_view(view: RenderableType) -> None:
    """One report after the other, where there is no screen to draw on."""
    show(Group(view, Text("")))
    sys.stdout.flush()

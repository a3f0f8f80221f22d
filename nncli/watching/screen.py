"""The screen: a view drawn over the one before without a flicker, cut where the window ends."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.segment import Segment

from nncli.ui.render import console, show

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


def draw(view: RenderableType, footer: str) -> None:
    """Draw a view from the top, and the footer in the last line. What does not fit is cut, and the line before the last says so."""
    out = console()
    width, height = out.size
    lines = out.render_lines(view, out.options.update(width=width), pad=False)
    room = max(height - 1, 1)
    if len(lines) > room:
        left = len(lines) - room + 1
        lines = [*lines[: room - 1], [Segment(f"… {left} more lines; a larger window shows them"[:width])]]
    text = [_text(out, line) + END_OF_LINE for line in lines] + [END_OF_LINE] * (room - len(lines))
    sys.stdout.write(HOME + "\r\n".join([*text, footer[: width - 1] + END_OF_LINE]) + BELOW)
    sys.stdout.flush()


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
    show(view)
    sys.stdout.flush()

"""Pictures under a check, in the colours of the notebook's theme; each has a text for readers who do not see it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from grader.formats.sentences import short

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture

MOST_BYTES = 400_000  # of one check: every output is kept in the notebook's file
FIGURE = '<figure style="margin:.6em 0;overflow-x:auto" tabindex="0">'
CAPTION = "font-size:.9em;opacity:.85"


def figures_html(pictures: Iterable[Picture]) -> str:
    """The pictures that can be drawn here; those that would make the notebook's file too large are named."""
    from grader.drawing.svg import inline_svg

    html, left = "", MOST_BYTES
    for picture in pictures:
        try:
            svg = inline_svg(picture)
        except (
            Exception
        ):  # no matplotlib, nothing to draw, numbers that it cannot draw: a picture never costs the report
            continue
        size = len(svg.encode())
        if size > left:
            html += f"<p>{escape(short(picture.view.name))}: left out, so that the notebook stays small; nncli draw shows it</p>"
            continue
        left -= size
        html += _figure(svg, picture.view.says)
    return html


def _figure(svg: str, says: str) -> str:
    """The name of a picture stands in it; below it is what is to be seen."""
    caption = f'<figcaption style="{CAPTION}">{escape(short(says))}</figcaption>' if says else ""
    return f"{FIGURE}{svg}{caption}</figure>"

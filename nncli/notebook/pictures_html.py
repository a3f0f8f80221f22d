"""Pictures under a check: each an image that carries its own data, with a text in its place for those who do not see it."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from grader.formats.sentences import short

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture

MOST_BYTES = 400_000  # of one check: every output is kept in the notebook's file
FIGURE = '<figure style="margin:.6em 0;overflow-x:auto">'
IMAGE = "max-width:100%;background:#fff;color-scheme:light"  # pictures are drawn for a light page, also on a dark one
CAPTION = "font-size:.9em;opacity:.85"


def figures_html(pictures: Iterable[Picture]) -> str:
    """The pictures that can be drawn here; those that would make the notebook's file too large are named."""
    from grader.drawing.svg import picture_svg

    html, left = "", MOST_BYTES
    for picture in pictures:
        try:
            svg = picture_svg(picture).encode()
        except (
            Exception
        ):  # no matplotlib, nothing to draw, numbers that it cannot draw: a picture never costs the report
            continue
        if len(svg) > left:
            html += f"<p>{escape(short(picture.view.name))}: left out, so that the notebook stays small; nncli draw shows it</p>"
            continue
        left -= len(svg)
        html += _figure(svg, picture.view.name, picture.view.says or picture.view.name)
    return html


def _figure(svg: bytes, name: str, says: str) -> str:
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    image = f'<img src="{source}" alt="{escape(short(says))}" style="{IMAGE}">'
    return f'{FIGURE}{image}<figcaption style="{CAPTION}">{escape(short(name))}</figcaption></figure>'

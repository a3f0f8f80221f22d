"""Colours that can be seen on a light and on a dark ground. Text, axes and whatever else is ink take the colour of the text around the
picture; the colours of lines and bars have a contrast of at least 3 with either ground.

A picture in a page or a notebook has no ground of its own. A file of its own has the reader's: `Canvas`, with `CanvasText` on it.
"""

from __future__ import annotations

import re

COLOURS = (
    "#2B8ACB",
    "#DA6200",
    "#009E73",
    "#C76BA0",
    "#B07A00",
    "#9A74DB",
)  # after Okabe and Ito, all of a like lightness
INK = "#010101"  # stands for the ink while a chart is drawn: black is a colour of its own, as on a light cell of a map
VALUE, GRADIENT = "#138a36", "#d3321f"
ALONE = "color-scheme:light dark;background:Canvas;color:CanvasText"
STROKES = "stroke-linejoin:round;stroke-linecap:butt"  # what matplotlib asks of every element of the whole page
OWN_STYLE = re.compile(r"\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>")


def in_ink(svg: str) -> str:
    """matplotlib's SVG with the reader's ink for INK, and without its rule for every element of a page."""
    return OWN_STYLE.sub("", svg).replace(INK, "currentColor")


def text_colour(colour: str) -> str:
    """Attributes of a text in this colour, mixed with the ink, so that it can be read on either ground; ink where no mixing is known."""
    return f'fill="currentColor" style="fill:color-mix(in srgb,{colour} 60%,currentColor)"'

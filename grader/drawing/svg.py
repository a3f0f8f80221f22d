"""A picture as SVG, whatever its kind."""

from __future__ import annotations

import hashlib
import re

from grader.drawing.charts import chart_svg
from grader.drawing.data import DrawingError, Graph
from grader.drawing.graph import graph_svg
from grader.drawing.pictures import Picture


def picture_svg(picture: Picture, alone: bool = True) -> str:
    """SVG with a title and a description; `alone` gives it a ground of its own, as a file needs.

    Raises DrawingError where there is nothing to draw, ImportError without matplotlib.
    """
    view, data = picture.view, picture.data
    if data is None:
        raise DrawingError(picture.reason)
    if isinstance(data, Graph):
        return graph_svg(data, view.name, view.says or view.name, alone)
    return chart_svg(data, view.name, view.says or view.name, view.x, view.y, picture.beside, alone)


def inline_svg(picture: Picture, prefix: str = "") -> str:
    """The same as a part of a page: in the page's ink and on its ground. A page may hold an id once: its ids begin with the prefix, or
    with a digest of the picture. Raises as picture_svg does.
    """
    svg = picture_svg(picture, alone=False)
    prefix = prefix or f"p{hashlib.sha256(svg.encode()).hexdigest()[:12]}-"
    svg = re.sub(r'(<[^<>]*?\sid=")', rf"\g<1>{prefix}", svg)
    svg = re.sub(r'((?:xlink:)?href="#)', rf"\g<1>{prefix}", svg)
    return re.sub(r"(url\(#)", rf"\g<1>{prefix}", svg)

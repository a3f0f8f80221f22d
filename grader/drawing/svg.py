"""A picture as SVG, whatever its kind."""

from __future__ import annotations

from grader.drawing.charts import chart_svg
from grader.drawing.data import DrawingError, Graph
from grader.drawing.graph import graph_svg
from grader.drawing.pictures import Picture


def picture_svg(picture: Picture) -> str:
    """SVG with a title and a description. Raises DrawingError where there is nothing to draw, ImportError without matplotlib."""
    view, data = picture.view, picture.data
    if data is None:
        raise DrawingError(picture.reason)
    if isinstance(data, Graph):
        return graph_svg(data, view.name, view.says or view.name)
    return chart_svg(data, view.name, view.says or view.name, view.x, view.y, picture.beside)

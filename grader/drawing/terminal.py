"""Pictures in a terminal: curves and bars by plotext, all else as text. Readable without colour, at most as wide as asked."""

from __future__ import annotations

import numpy as np

from grader.drawing.data import Bars, Boxes, FigureData, Graph, Heat, Lines, Paths, Region
from grader.drawing.graph import around_result, depths, short_number

SIGNS = ("*", "o", "+", "x", "#", "@")
SHADES = " .:-=+*#%@"
HEIGHT = 18


def terminal_text(
    data: FigureData, title: str, x: str, y: str, width: int = 80, beside: FigureData | None = None
) -> str:
    """The picture as text. Raises ImportError without plotext, where curves are drawn by it."""
    if isinstance(data, Graph):
        body = _graph(data)
    elif isinstance(data, Boxes):
        body = _boxes(data)
    elif isinstance(data, Heat):
        body = "\n\n".join(f"{name}\n{_shades(part, width)}" for name, part in data.maps.items())
    elif isinstance(data, Region):
        body = _region(data, width)
    else:
        return _plot(data, title, x, y, width, beside)
    return f"{title}\n\n{body}\n"


def _plot(data: Lines | Bars | Paths, title: str, x: str, y: str, width: int, beside: FigureData | None) -> str:
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(width, HEIGHT)
    plotext.title(title)
    if isinstance(data, Bars):
        plotext.multiple_bar(data.labels, [list(bar) for bar in data.bars.values()], labels=list(data.bars))
    elif isinstance(data, Lines):
        _plot_lines(data, beside if isinstance(beside, Lines) else None)
    else:
        for place, (name, path) in enumerate(data.paths.items()):
            plotext.plot(list(path[:, 0]), list(path[:, 1]), marker=SIGNS[place % len(SIGNS)], label=name)
    plotext.xlabel(x)
    plotext.ylabel(y)
    return str(plotext.uncolorize(plotext.build())) + "\n"


def _plot_lines(data: Lines, beside: Lines | None) -> None:
    import plotext

    for place, (name, line) in enumerate(data.lines.items()):
        if beside and name in beside.lines:
            plotext.plot(list(beside.x), list(beside.lines[name]), marker=".", label=f"{name}, as it should be")
        plotext.plot(list(data.x), list(line), marker=SIGNS[place % len(SIGNS)], label=name)


def _shades(part: np.ndarray, width: int) -> str:
    """An array as signs from light to dark by the size of its numbers; the numbers themselves where there are few."""
    if part.shape[1] * 10 <= width and part.shape[0] <= 12:
        return "\n".join("".join(f"{short_number(value):>10}" for value in row) for row in part)
    seen = np.abs(np.where(np.isfinite(part), part, 0.0))
    most = seen.max() or 1.0
    step = (-(-part.shape[0] // HEIGHT), -(-part.shape[1] // width))
    return "\n".join("".join(SHADES[int(9 * value / most)] for value in row) for row in seen[:: step[0], :: step[1]])


def _region(data: Region, width: int) -> str:
    """The map in shades, examples on it as digits of their class."""
    rows, columns = min(HEIGHT, data.map.shape[0]), min(width, data.map.shape[1])
    take = np.ix_(
        np.linspace(data.map.shape[0] - 1, 0, rows).astype(int),
        np.linspace(0, data.map.shape[1] - 1, columns).astype(int),
    )
    low, high = np.nanmin(data.map), np.nanmax(data.map)
    grid = [[SHADES[int(9 * (value - low) / ((high - low) or 1.0))] for value in row] for row in data.map[take]]
    left, right, bottom, top = data.extent
    for (px, py), kind in zip(data.points, data.labels, strict=True):
        row, column = (top - py) / (top - bottom) * (rows - 1), (px - left) / (right - left) * (columns - 1)
        if 0 <= row < rows and 0 <= column < columns:
            grid[int(row)][int(column)] = str(int(kind) % 10)
    return "\n".join(map("".join, grid))


def _boxes(data: Boxes) -> str:
    names = max(len(name) for name, _ in data.rows)
    axes = max(len(shape) for _, shape in data.rows)
    lines = []
    for name, shape in data.rows:
        cells = [f"[{size:>3}]" for size in shape]
        lines.append(f"{name:>{names}}  " + "     " * (axes - len(cells)) + "".join(cells))
    return "\n".join(lines)


def _graph(data: Graph) -> str:
    """A node a line, deepest last, with its parents, its value and its gradient."""
    graph = around_result(data)
    parents: dict[int, list[str]] = {}
    for start, end in graph.edges:
        parents.setdefault(end, []).append(graph.nodes[start])
    depth = depths(graph)
    lines = [f"{'node':<14}{'of':<22}{'value':>12}{'gradient':>12}"]
    for node in sorted(range(len(graph.nodes)), key=lambda node: depth[node]):
        numbers = "".join(
            f"{'' if np.isnan(part[node]) else short_number(part[node]):>12}"
            for part in (graph.values, graph.gradients)
        )
        lines.append(f"{graph.nodes[node][:13]:<14}{', '.join(parents.get(node, []))[:21]:<22}{numbers}")
    return "\n".join(lines)

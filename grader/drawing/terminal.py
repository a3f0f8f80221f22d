"""Pictures in a terminal: curves and bars by plotext, all else as text. Readable without colour, at most as wide as asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.drawing.data import Array, Bars, Boxes, FigureData, Graph, Heat, Lines, Paths, Region
from grader.drawing.graph import around_result, short_number
from grader.drawing.layout import depths

SIGNS = ("*", "o", "+", "x", "#", "@")
BAR_SIGNS = ("#", "o", "+", "x", "*", "@", "=", "%", "&", "$", "~", "-")
SHADES = " .:-=+*#%@"
HEIGHT = 18


def terminal_text(
    data: FigureData, title: str, x: str, y: str, width: int = 80, beside: FigureData | None = None
) -> str:
    """The picture as text. Raises ImportError without plotext, where curves are drawn by it."""
    if isinstance(data, Graph):
        body = _graph(data, width)
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
    plotext = _load_plotext()
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(width, HEIGHT)
    plotext.title(title)
    if isinstance(data, Bars):
        bars = [[value if np.isfinite(value) else 0.0 for value in bar] for bar in data.bars.values()]
        plotext.multiple_bar(data.labels, bars, labels=list(data.bars), marker=list(BAR_SIGNS[: len(bars)]))
    elif isinstance(data, Lines):
        _plot_lines(plotext, data, beside if isinstance(beside, Lines) else None)
    else:
        for place, (name, path) in enumerate(data.paths.items()):
            seen = np.isfinite(path).all(axis=1)
            plotext.scatter(*path[seen].T.tolist(), marker=SIGNS[place % len(SIGNS)], label=name)
    plotext.xlabel(x)
    plotext.ylabel(y)
    marks = data.marks if isinstance(data, Lines) else {}
    below = [f"{text} (at {short_number(left)}, {short_number(up)})"[:width] for text, (left, up) in marks.items()]
    return "\n".join([str(plotext.uncolorize(plotext.build())), *below]) + "\n"


def _load_plotext() -> Any:
    """plotext before version 6, which has other functions. Raises ImportError."""
    import plotext

    if not hasattr(plotext, "clear_figure"):
        raise ImportError("plotext 6 has other functions", name="plotext below version 6")
    return plotext


def _plot_lines(plotext: Any, data: Lines, beside: Lines | None) -> None:
    for place, (name, line) in enumerate(data.lines.items()):
        if beside and name in beside.lines:
            _curve(plotext, beside.x, beside.lines[name], -1, f"{name}, as it should be")
        _curve(plotext, data.x, line, place, name)


def _curve(plotext: Any, x: Array, y: Array, place: int, name: str) -> None:
    """What is finite of a curve: a learner's infinity would hide all else."""
    seen = np.isfinite(x) & np.isfinite(y)
    if seen.any():
        sign = "." if place < 0 else SIGNS[place % len(SIGNS)]
        plotext.plot(x[seen].tolist(), y[seen].tolist(), marker=sign, label=name)


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
    known = data.map[np.isfinite(data.map)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 1.0)
    shades = 9 * (np.clip(np.nan_to_num(data.map[take], nan=low), low, high) - low) / ((high - low) or 1.0)
    grid = [[SHADES[int(shade)] for shade in row] for row in shades]
    left, right, bottom, top = data.extent
    for (px, py), kind in zip(data.points, data.labels, strict=True):
        row, column = (top - py) / (top - bottom) * (rows - 1), (px - left) / (right - left) * (columns - 1)
        if 0 <= row < rows and 0 <= column < columns:
            grid[int(row)][int(column)] = str(int(kind) % 10) if np.isfinite(kind) else "?"
    return "\n".join(map("".join, grid))


def _boxes(data: Boxes) -> str:
    names = max(len(name) for name, _ in data.rows)
    axes = max(len(shape) for _, shape in data.rows)
    lines = []
    for name, shape in data.rows:
        cells = [f"[{size:>3}]" for size in shape]
        lines.append(f"{name:>{names}}  " + "     " * (axes - len(cells)) + "".join(cells))
    return "\n".join(lines)


def _graph(data: Graph, width: int) -> str:
    """A node a line, deepest last, with its parents, its value and its gradient."""
    graph = around_result(data)
    parents: dict[int, list[str]] = {}
    for start, end in graph.edges:
        parents.setdefault(end, []).append(graph.nodes[start])
    depth = depths(graph)
    name, of, number = (14, 22, 12) if width >= 60 else (9, 11, 10)
    lines = [f"{'node':<{name}}{'of':<{of}}{'value':>{number}}{'gradient':>{number}}"]
    for node in sorted(range(len(graph.nodes)), key=lambda node: depth[node]):
        numbers = "".join(
            f"{'' if np.isnan(part[node]) else short_number(part[node]):>{number}}"
            for part in (graph.values, graph.gradients)
        )
        made_of = ", ".join(parents.get(node, []))[: of - 1]
        lines.append(f"{graph.nodes[node][: name - 1]:<{name}}{made_of:<{of}}{numbers}".rstrip())
    return "\n".join(lines)

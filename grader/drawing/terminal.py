"""Pictures in a terminal: curves and bars by plotext, all else as text. Readable without colour, at most as wide as asked."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.drawing.data import Array, Bars, Boxes, FigureData, Graph, Heat, Lines, Paths, Region
from grader.drawing.graph import around_result, short_number
from grader.drawing.layout import depths

SIGNS = ("*", "o", "+", "x", "#", "@")
BAR_SIGNS = ("#", "o", "+", "x", "*", "@", "=", "%", "&", "$", "~", "-")
SHADES, DIGITS = " .:-=+*#%@", " 123456789"  # by size; the digits are for what is below zero
BELOW = "."  # the sign of what lies below the others: what is right, what is descended
MOST_NUMBERS, WHOLE = 36, 5  # of a map that is shown as numbers; more where a column is narrower than this
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
        body = _heat(data, x, y, width)
    elif isinstance(data, Region):
        body = _region(data, x, y, width)
    else:
        body = _plot(data, x, y, width, beside)
    return f"{title}\n\n{body}\n"


def _plot(data: Lines | Bars | Paths, x: str, y: str, width: int, beside: FigureData | None) -> str:
    """The name of the upward axis above, and below what each sign stands for: within the picture it would hide a part."""
    plotext = _load_plotext()
    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(width, HEIGHT)
    signs: dict[str, str] = {}
    if isinstance(data, Bars):
        bars = [[value if np.isfinite(value) else 0.0 for value in bar] for bar in data.bars.values()]
        plotext.multiple_bar(data.labels, bars, marker=list(BAR_SIGNS[: len(bars)]))
        signs = dict(zip(data.bars, BAR_SIGNS, strict=False))
    elif isinstance(data, Lines):
        signs = _plot_lines(plotext, data, beside if isinstance(beside, Lines) else None)
    else:
        signs = _plot_paths(plotext, data)
    plotext.xlabel(x)
    marks = data.marks if isinstance(data, Lines) else {}
    below = [f"{text} (at {short_number(left)}, {short_number(up)})"[:width] for text, (left, up) in marks.items()]
    if isinstance(data, Bars) and isinstance(beside, Bars):
        below += [line[:width] for line in _right_bars(data, beside)]
    drawn = str(plotext.uncolorize(plotext.build())).rstrip("\n")
    return "\n".join([y, drawn, *_sign_lines(signs, width), *below])


def _right_bars(data: Bars, beside: Bars) -> list[str]:
    """The numbers that bars should have, where they have others."""
    return [
        f"{name} should be {', '.join(short_number(float(f'{value:.3g}')) for value in right)}"
        for name, right in beside.bars.items()
        if name in data.bars and not np.allclose(data.bars[name], right, rtol=1e-6, atol=1e-9, equal_nan=True)
    ]


def _sign_lines(signs: dict[str, str], width: int) -> list[str]:
    """What each sign stands for, as many a line as fit; one thing alone needs no sign."""
    lines = [""]
    for name, sign in signs.items() if len(signs) > 1 else ():
        part = f"{sign * 2} {name}"
        lines = [*lines, part] if len(lines[-1]) + len(part) + 3 > width else [*lines[:-1], f"{lines[-1]}   {part}"]
    return [line.strip()[:width] for line in lines if line.strip()]


def _plot_paths(plotext: Any, data: Paths) -> dict[str, str]:
    signs = {}
    if data.curve is not None:
        _curve(plotext, data.curve[:, 0], data.curve[:, 1], BELOW)
        signs["what is descended"] = BELOW
    for place, (name, path) in enumerate(data.paths.items()):
        signs[name] = SIGNS[place % len(SIGNS)]
        seen = np.isfinite(path).all(axis=1)
        plotext.scatter(*path[seen].T.tolist(), marker=signs[name])
    return signs


def _load_plotext() -> Any:
    """plotext before version 6, which has other functions. Raises ImportError."""
    import plotext

    if not hasattr(plotext, "clear_figure"):
        raise ImportError("plotext 6 has other functions", name="plotext below version 6")
    return plotext


def _plot_lines(plotext: Any, data: Lines, beside: Lines | None) -> dict[str, str]:
    signs = {}
    for place, (name, line) in enumerate(data.lines.items()):
        if beside and name in beside.lines:
            _curve(plotext, beside.x, beside.lines[name], BELOW)
        signs[name] = SIGNS[place % len(SIGNS)]
        if not _curve(plotext, data.x, line, signs[name]):
            signs[f"{name} (no numbers)"] = signs.pop(name)
    return signs | ({"as it should be": BELOW} if beside else {})


def _curve(plotext: Any, x: Array, y: Array, sign: str) -> bool:
    """What is finite of a curve, and whether anything is: a learner's infinity would hide all else."""
    seen = np.isfinite(x) & np.isfinite(y)
    if seen.any():
        plotext.plot(x[seen].tolist(), y[seen].tolist(), marker=sign)
    return bool(seen.any())


def _heat(data: Heat, x: str, y: str, width: int) -> str:
    """Each map: its numbers where there are few, else signs, and below all of them what these say."""
    maps = {
        name: part[::-1] if data.extent else part for name, part in data.maps.items()
    }  # a plane's first row is below
    seen = np.concatenate([part[np.isfinite(part)].ravel() for part in maps.values()] or [np.zeros(1)])
    most = float(np.abs(seen).max()) if seen.size else 0.0
    parts, is_shaded = [], False
    for name, part in maps.items():
        few = _numbers(part, width) if data.extent is None else ""
        is_shaded |= not few
        parts.append(f"{name}\n{few or _shades(part, most or 1.0, width)}")
    axes = _plane_words(data.extent, x, y) if data.extent else _axes_words(x, y)
    scale = f"blank is 0, @ is {short_number(most)}" + (f", 9 is {short_number(-most)}" if (seen < 0).any() else "")
    return "\n\n".join(parts) + "".join(f"\n\n{line[:width]}" for line in (axes, scale if is_shaded else "") if line)


def _axes_words(x: str, y: str) -> str:
    """What rows and columns are, where they have names that say more than that."""
    return f"rows: {y}, columns: {x}" if x and y and (x, y) != ("column", "row") else ""


def _plane_words(extent: tuple[float, float, float, float], x: str, y: str) -> str:
    left, right, bottom, top = map(short_number, extent)
    return f"to the right {x} from {left} to {right}, upwards {y} from {bottom} to {top}"


def _numbers(part: Array, width: int) -> str:
    """The numbers of an array in columns, where they are few and fit; else an empty text."""
    texts = [[short_number(float(f"{value:.3g}")) for value in row] for row in part]
    column = max(len(text) for row in texts for text in row) + 2
    if (part.size > MOST_NUMBERS and column > WHOLE) or part.shape[1] * column > width or part.shape[0] > HEIGHT:
        return ""
    return "\n".join("".join(f"{text:>{column}}" for text in row) for row in texts)


def _shades(part: Array, most: float, width: int) -> str:
    """An array as signs from light to dark by the size of its numbers; digits for those below zero."""
    step = (-(-part.shape[0] // HEIGHT), -(-part.shape[1] // width))
    taken = part[:: step[0], :: step[1]]
    size = np.ceil(9 * np.abs(np.where(np.isfinite(taken), taken, 0.0)) / most - 1e-9).astype(int)
    return "\n".join(
        "".join((DIGITS if value < 0 else SHADES)[place] for value, place in zip(row, places, strict=True))
        for row, places in zip(taken, size, strict=True)
    )


def _region(data: Region, x: str, y: str, width: int) -> str:
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
    words = [
        _plane_words(data.extent, x, y),
        f"predicted: blank is {short_number(float(low))}, @ is {short_number(float(high))}; a digit is an example's class",
    ]
    return "\n".join([*("".join(row).rstrip() for row in grid), "", *(line[:width] for line in words)])


def _boxes(data: Boxes) -> str:
    names = max(len(name) for name, _ in data.rows)
    axes = max(len(shape) for _, shape in data.rows)
    lines = []
    for name, shape in data.rows:
        cells = [f"[{size:>3}]" for size in shape]
        lines.append(f"{name:>{names}}  " + "     " * (axes - len(cells)) + "".join(cells))
    return "\n".join(line.rstrip() for line in lines)


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

"""Charts by matplotlib: SVG with a title and an alternative text, or PNG.

matplotlib is in the extra `nncli[pages]`; whoever calls says so where it is missing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any

import numpy as np

from grader.drawing.data import Bars, Boxes, DrawingError, FigureData, Graph, Heat, Lines, Paths, Region
from grader.drawing.graph import graph_inches, paint_graph, plain_text
from grader.drawing.theme import ALONE, COLOURS, INK, STROKES, in_ink

DASHES = ("-", "--", ":", "-.")  # lines differ in more than their colour
CHARACTERS_ACROSS = 24  # of a map, at the size in which its numbers are written
MOST_TICKS = 10  # rows or columns of a map that have their numbers
LEGEND_CHARACTERS = 76  # across, with seven for each line's own picture
LEAST_SHARE = 0.72  # of its own size, to which a chart shrinks on a narrow screen
RIGHT = "as it should be"
MARKERS = ("o", "s", "^", "D", "v")
SETTINGS: Any = {
    "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and tested
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": True,
    "svg.hashsalt": "nncli",
    **dict.fromkeys(
        ("text.color", "hatch.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), INK
    ),
}
NO_GROUND = {"figure.facecolor": "none", "axes.facecolor": "none"}


def chart_svg(
    data: FigureData,
    title: str,
    says: str,
    x: str = "",
    y: str = "",
    beside: FigureData | None = None,
    alone: bool = True,
) -> str:
    """A chart as SVG. `beside` are the reference's data of the same form; `alone` gives it a ground of its own.

    Raises DrawingError, ImportError without matplotlib.
    """
    text = _render(data, title, x, y, beside, "svg").decode("utf-8")
    svg = in_ink(re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL))
    least = round(LEAST_SHARE * 96 * _size(data)[0])  # smaller, its numbers could not be read: it scrolls in its frame
    style = f"max-width:100%;min-width:{least}px;height:auto;{STROKES}{';' + ALONE if alone else ''}"
    head = f"<title>{escape(title)}</title><desc>{escape(says)}</desc>"
    return re.sub(r"(<svg\b[^>]*)>", rf'\1 role="img" style="{style}">{head}', svg, count=1)


def chart_png(data: FigureData, title: str, x: str = "", y: str = "", beside: FigureData | None = None) -> bytes:
    """A chart as PNG, 150 dots an inch. Raises DrawingError, ImportError without matplotlib."""
    return _render(data, title, x, y, beside, "png")


def _render(data: FigureData, title: str, x: str, y: str, beside: FigureData | None, kind: str) -> bytes:
    import matplotlib

    with matplotlib.rc_context(SETTINGS | (NO_GROUND if kind == "svg" else {})):
        from matplotlib.figure import Figure

        figure = Figure(figsize=_size(data))
        painter = PAINTERS.get(type(data))
        if painter is None:
            raise DrawingError("this kind of picture is no chart")
        painter(figure, data, beside)
        _name_axes(figure, data, plain_text(x), plain_text(y))
        figure.suptitle(plain_text(title), fontsize=11)
        out = io.BytesIO()
        figure.savefig(out, format=kind, dpi=150, metadata={"Date": None} if kind == "svg" else None)
    return out.getvalue()


def _name_axes(figure: Any, data: FigureData, x: str, y: str) -> None:
    """Below and on the left; once for maps beside one another, since they share their axes."""
    if isinstance(data, Heat):
        figure.supxlabel(x, fontsize=10)
        figure.supylabel(y, fontsize=10)
    else:
        figure.axes[0].set_xlabel(x)
        figure.axes[0].set_ylabel(y)


def _size(data: FigureData) -> tuple[float, float]:
    """Width and height in inches."""
    if isinstance(data, Heat):
        rows, columns = _grid(len(data.maps))
        return max(4.0, 2.3 * columns + 0.9), 0.5 + 2.6 * rows
    if isinstance(data, Boxes):
        return 4.6, 0.6 + 0.5 * len(data.rows)
    if isinstance(data, Graph):
        return graph_inches(data)
    return 5.2, 3.7


def _grid(maps: int) -> tuple[int, int]:
    """Rows and columns of maps: more than three beside one another would be too small on a page."""
    columns = 2 if maps == 4 else min(maps, 3)
    return -(-maps // columns), columns


def _paint_lines(figure: Any, data: Lines, beside: Lines | None) -> None:
    axes = figure.add_subplot()
    for name, line in data.lines.items():
        expected = beside.lines.get(name) if beside else None
        if beside and expected is not None:  # below, and wider, so that both are seen where they agree
            axes.plot(beside.x, expected, color=INK, alpha=0.2, lw=6, solid_capstyle="round", label=RIGHT)
            _shade(axes, data.x, line, expected)
    for place, (name, line) in enumerate(data.lines.items()):
        colour = COLOURS[place % len(COLOURS)]
        label = plain_text(name) if np.isfinite(line).any() else f"{plain_text(name)} (no numbers)"
        axes.plot(data.x, line, DASHES[place % len(DASHES)], color=colour, label=label, lw=1.8)
    for text, (x, y) in data.marks.items():
        axes.plot([x], [y], "o", color=INK, ms=5, label=plain_text(text))
    if len(data.lines) > 1 or beside or data.marks:
        _name_series(figure, axes)


def _shade(axes: Any, x: Any, line: Any, expected: Any) -> None:
    """Where the two part."""
    if len(line) == len(expected):
        apart = ~np.isclose(line, expected, rtol=1e-6, atol=1e-9)
        if apart.any():
            axes.fill_between(x, line, expected, where=apart, color=COLOURS[1], alpha=0.25, lw=0)


def _paint_bars(figure: Any, data: Bars, beside: Bars | None) -> None:
    axes, groups = figure.add_subplot(), len(data.bars)
    place, width = np.arange(len(data.labels)), 0.8 / len(data.bars)
    for group, (name, bar) in enumerate(data.bars.items()):
        left = place + (group - (groups - 1) / 2) * width
        axes.bar(
            left,
            bar,
            width,
            color=COLOURS[group % len(COLOURS)],
            label=plain_text(name),
            hatch=("", "//", "..")[group % 3],
        )
        expected = beside.bars.get(name) if beside else None
        if expected is not None and len(expected) == len(left):
            axes.plot(left, expected, "_", color=INK, ms=14, label=RIGHT)
    axes.set_xticks(place, [plain_text(text) for text in data.labels])
    axes.axhline(0, color=INK, alpha=0.6, lw=0.6)
    if groups > 1 or beside:
        _name_series(figure, axes)


def _name_series(figure: Any, axes: Any) -> None:
    """The legend, below the axes so that it covers nothing; each name once, what is right last."""
    handles, names = axes.get_legend_handles_labels()
    once = dict(zip(names, handles, strict=True))
    if RIGHT in once:
        once[RIGHT] = once.pop(RIGHT)
    figure.legend(
        once.values(), once, loc="outside lower center", ncols=_legend_columns(once), frameon=False, fontsize=9
    )


def _legend_columns(names: Iterable[str]) -> int:
    """All in one row where they fit."""
    widths = [len(name) + 7 for name in names]
    fit = max(1, LEGEND_CHARACTERS // max(widths))
    return len(widths) if sum(widths) <= LEGEND_CHARACTERS else -(-len(widths) // -(-len(widths) // fit))


def _paint_heat(figure: Any, data: Heat, _: Heat | None) -> None:
    values = np.concatenate([part[np.isfinite(part)].ravel() for part in data.maps.values()])
    most = float(np.abs(values).max()) if values.size else 1.0
    scale: Any = {"cmap": "RdBu_r", "vmin": -most, "vmax": most}
    if not (values < 0).any():
        scale = {"cmap": "Blues", "vmin": 0, "vmax": most or 1.0}
    place_of: Any = {"extent": data.extent, "origin": "lower"} if data.extent else {}
    image = None
    for place, (name, part) in enumerate(data.maps.items(), 1):
        axes = figure.add_subplot(*_grid(len(data.maps)), place)
        image = axes.imshow(part, aspect="auto", **scale, **place_of)
        axes.set_title(plain_text(name), fontsize=10)
        if data.extent:
            axes.locator_params(nbins=3)
            continue
        axes.set_xticks(_ticks(part.shape[1]))
        axes.set_yticks(_ticks(part.shape[0]))
        _write_numbers(axes, part, most)
    figure.colorbar(image, ax=figure.axes, shrink=0.8)


def _ticks(places: int) -> Sequence[int]:
    return range(places) if places <= MOST_TICKS else [0, places - 1]


def _write_numbers(axes: Any, part: Any, most: float) -> None:
    """The numbers themselves, where there are few enough to be read."""
    longest = max(len(f"{value:.3g}") for value in part.ravel()[:200])
    if part.shape[0] > MOST_TICKS or longest * part.shape[1] > CHARACTERS_ACROSS:
        return
    for row, column in np.ndindex(*part.shape):
        value = part[row, column]
        dark = np.isfinite(value) and abs(value) > 0.6 * most
        axes.text(column, row, f"{value:.3g}", ha="center", va="center", fontsize=8, color="white" if dark else "black")


def _paint_region(figure: Any, data: Region, _: Region | None) -> None:
    axes = figure.add_subplot()
    image = axes.imshow(data.map, origin="lower", extent=data.extent, cmap="cividis", aspect="auto")
    figure.colorbar(image, ax=axes, shrink=0.85, label="what is predicted there")
    for place, kind in enumerate(np.unique(data.labels)):
        chosen = data.points[data.labels == kind]
        style = {"marker": MARKERS[place % len(MARKERS)], "color": ("white", COLOURS[1], COLOURS[3])[place % 3]}
        axes.scatter(
            chosen[:, 0], chosen[:, 1], s=22, edgecolors="black", linewidths=0.6, label=f"class {kind:g}", **style
        )
    _name_series(figure, axes)


def _paint_paths(figure: Any, data: Paths, _: Paths | None) -> None:
    axes = figure.add_subplot()
    if data.map is not None:
        left, right, bottom, top = data.extent or (0, 1, 0, 1)
        rows, columns = data.map.shape
        axes.contour(
            np.linspace(left, right, columns),
            np.linspace(bottom, top, rows),
            data.map,
            14,
            colors=INK,
            alpha=0.45,
            linewidths=0.7,
        )
    if data.curve is not None:
        axes.plot(data.curve[:, 0], data.curve[:, 1], color=INK, alpha=0.3, lw=4, label="what is descended")
    for place, (name, path) in enumerate(data.paths.items()):
        style = DASHES[place % len(DASHES)] + MARKERS[place % len(MARKERS)]
        axes.plot(
            path[:, 0], path[:, 1], style, color=COLOURS[place % len(COLOURS)], ms=3.5, lw=1.2, label=plain_text(name)
        )
    for start, rises in {tuple(path[0]): path[-1, 1] > path[0, 1] for path in data.paths.values()}.items():
        away = (5, -10 if rises else 5)  # from where the path goes
        axes.annotate("start", start, textcoords="offset points", xytext=away, fontsize=8)
    _name_series(figure, axes)


def _paint_boxes(figure: Any, data: Boxes, _: Boxes | None) -> None:
    axes, most = figure.add_subplot(), max(len(shape) for _, shape in data.rows)
    for row, (name, shape) in enumerate(data.rows):
        axes.text(-0.3, -row, plain_text(name), ha="right", va="center")
        for place, size in enumerate(shape):
            column = most - len(shape) + place
            axes.add_patch(_box(column, row, size == 1))
            axes.text(column + 0.45, -row, str(size), ha="center", va="center")
    axes.set_xlim(-2.5, most + 0.3)
    axes.set_ylim(-len(data.rows) + 0.4, 0.6)
    axes.axis("off")


def _box(column: int, row: int, stretched: bool) -> Any:
    from matplotlib.patches import Rectangle

    style: Any = {"linestyle": "--", "fc": (COLOURS[4], 0.2)} if stretched else {"fc": (COLOURS[0], 0.2)}
    return Rectangle((column, -row - 0.3), 0.9, 0.6, ec=INK, **style)


PAINTERS: dict[type, Callable[..., None]] = {
    Lines: _paint_lines,
    Bars: _paint_bars,
    Heat: _paint_heat,
    Region: _paint_region,
    Paths: _paint_paths,
    Boxes: _paint_boxes,
    Graph: paint_graph,
}

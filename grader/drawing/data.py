"""What each kind of drawing takes. A learner's code fills it, so every part is checked and bounded before anything is drawn.

lines    {"x": (n,), "lines": {name: (n,)}, "marks": {text: [x, y]}}    curves over one axis; a text at a place of it
bars     {"labels": [n texts], "bars": {name: (n,)}}            numbers beside one another
heat     {"maps": {name: (rows, columns)}, "extent": [x0, x1, y0, y1]}  arrays as colours, all on one scale; with an extent, the
                                                                first row lies at the bottom of a plane
region   {"map": (rows, columns), "extent": [x0, x1, y0, y1], "points": (n, 2), "labels": (n,)}    a decision over a plane
path     {"paths": {name: (n, 2)}, "map": ..., "extent": ..., "curve": (n, 2)}    where a descent went, on the contours or the
                                                                curve of what it descends
graph    {"nodes": [texts], "edges": [[from, to], ...], "values": (n,), "gradients": (n,)}         a computation graph
boxes    {"rows": [[text, shape], ...]}                         shapes, axis under axis
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.arrays import NDArray
from grader.text.cleaning import visible

MOST_POINTS = 5_000
MOST_SERIES = 12
MOST_CELLS = 40_000
MOST_NODES = 400
MOST_MARKS = 5
LONGEST_LABEL = 40

Array = NDArray[np.float64]


class DrawingError(Exception):
    """The data are not what the drawing takes; the text says what is wrong with them."""


class Lines(msgspec.Struct, frozen=True):
    """Curves over one axis, and places of it that have a text."""

    x: Array
    lines: dict[str, Array]
    marks: dict[str, tuple[float, float]] = {}


class Bars(msgspec.Struct, frozen=True):
    """Numbers beside one another, a group a label."""

    labels: list[str]
    bars: dict[str, Array]


class Heat(msgspec.Struct, frozen=True):
    """Arrays of two axes as colours, on one scale; with an extent their rows go up a plane."""

    maps: dict[str, Array]
    extent: tuple[float, float, float, float] | None = None


class Region(msgspec.Struct, frozen=True):
    """A number for each place of a plane, and examples on it with their labels."""

    map: Array
    extent: tuple[float, float, float, float]
    points: Array
    labels: Array


class Paths(msgspec.Struct, frozen=True):
    """Ways over a plane; under them, where given, the heights or the curve of what was descended."""

    paths: dict[str, Array]
    map: Array | None
    extent: tuple[float, float, float, float] | None
    curve: Array | None = None


class Graph(msgspec.Struct, frozen=True):
    """Nodes in any order, edges from a parent to what is made of it; NaN stands for a value or gradient that is not known."""

    nodes: list[str]
    edges: list[tuple[int, int]]
    values: Array
    gradients: Array


class Boxes(msgspec.Struct, frozen=True):
    """Shapes with their names, the last axis on the right."""

    rows: list[tuple[str, tuple[int, ...]]]


FigureData = Lines | Bars | Heat | Region | Paths | Graph | Boxes


def figure_data(drawing: str, value: Any) -> FigureData:
    """The data of a drawing of this kind. Raises DrawingError."""
    if not isinstance(value, Mapping):
        raise DrawingError("the code gave nothing that can be drawn")
    try:
        return READERS[drawing](value)
    except (KeyError, TypeError, ValueError, IndexError, OverflowError, AttributeError) as error:
        raise DrawingError(f"the numbers have another form than the picture needs ({type(error).__name__})") from None


def label(text: object) -> str:
    """A learner's text as a label: visible, on one line, short."""
    plain = visible(str(text))
    return plain if len(plain) <= LONGEST_LABEL else plain[: LONGEST_LABEL - 1] + "…"


def _array(value: Any, dimensions: int, most: int = MOST_POINTS) -> Array:
    array = np.asarray(value, dtype=np.float64)
    if array.ndim != dimensions or not 0 < array.size <= most:
        raise ValueError(f"an array of {dimensions} axes with 1 to {most} numbers is needed")
    return array


def _series(value: Mapping[str, Any], dimensions: int, most: int = MOST_POINTS) -> dict[str, Array]:
    if not 0 < len(value) <= MOST_SERIES:
        raise ValueError(f"1 to {MOST_SERIES} series are needed")
    return {label(name): _array(part, dimensions, most) for name, part in value.items()}


def _lines(value: Mapping[str, Any]) -> Lines:
    x, lines = _array(value["x"], 1), _series(value["lines"], 1)
    marks = {label(text): _pair(place) for text, place in list(value.get("marks", {}).items())[:MOST_MARKS]}
    return Lines(x, {name: part for name, part in lines.items() if _same_length(part, x)}, marks)


def _pair(place: Sequence[float]) -> tuple[float, float]:
    x, y = (float(part) for part in place)
    if not np.isfinite([x, y]).all():
        raise ValueError("a mark stands at [x, y]")
    return x, y


def _same_length(part: Array, x: Array) -> bool:
    if len(part) != len(x):
        raise ValueError("a line has as many points as x")
    return True


def _bars(value: Mapping[str, Any]) -> Bars:
    labels = [label(text) for text in list(value["labels"])[:60]]
    bars = {name: part[: len(labels)] for name, part in _series(value["bars"], 1).items()}
    if any(len(part) != len(labels) for part in bars.values()):
        raise ValueError("a label is needed for each bar")
    return Bars(labels, bars)


def _heat(value: Mapping[str, Any]) -> Heat:
    extent = None if value.get("extent") is None else _extent(value["extent"])
    return Heat({name: np.atleast_2d(part) for name, part in _maps(value["maps"]).items()}, extent)


def _maps(value: Mapping[str, Any]) -> dict[str, Array]:
    return {label(name): _map(part) for name, part in list(value.items())[:MOST_SERIES]}


def _map(value: Any) -> Array:
    return _array(np.atleast_2d(np.asarray(value, dtype=np.float64)), 2, MOST_CELLS)


def _extent(value: Sequence[float]) -> tuple[float, float, float, float]:
    left, right, bottom, top = (float(part) for part in value)
    if not (np.isfinite([left, right, bottom, top]).all() and left < right and bottom < top):
        raise ValueError("an extent is [left, right, bottom, top]")
    return left, right, bottom, top


def _region(value: Mapping[str, Any]) -> Region:
    points, labels = _array(value["points"], 2), _array(value["labels"], 1)
    if len(np.unique(labels)) > MOST_SERIES:
        raise ValueError(f"at most {MOST_SERIES} labels are needed")
    if points.shape != (len(labels), 2):
        raise ValueError("points are pairs, with a label each")
    return Region(_map(value["map"]), _extent(value["extent"]), points, labels)


def _paths(value: Mapping[str, Any]) -> Paths:
    paths = _series(value["paths"], 2)
    if any(part.shape[1] != 2 for part in paths.values()):
        raise ValueError("a path is made of pairs")
    known = value.get("map") is not None
    curve = None if value.get("curve") is None else _array(value["curve"], 2)
    if curve is not None and curve.shape[1] != 2:
        raise ValueError("a curve is made of pairs")
    return Paths(paths, _map(value["map"]) if known else None, _extent(value["extent"]) if known else None, curve)


def _graph(value: Mapping[str, Any]) -> Graph:
    nodes = [label(text) for text in value["nodes"]]
    if not 0 < len(nodes) <= MOST_NODES:
        raise ValueError(f"1 to {MOST_NODES} nodes are needed")
    edges = [(int(start), int(end)) for start, end in value["edges"]]
    if any(not (0 <= start < len(nodes) and 0 <= end < len(nodes)) for start, end in edges):
        raise ValueError("an edge joins two of the nodes")
    numbers = [np.asarray(value.get(name, [np.nan] * len(nodes)), dtype=np.float64) for name in ("values", "gradients")]
    if any(part.shape != (len(nodes),) for part in numbers):
        raise ValueError("a value and a gradient for each node")
    return Graph(nodes, edges, *numbers)


def _boxes(value: Mapping[str, Any]) -> Boxes:
    rows = [(label(name), tuple(int(size) for size in shape)) for name, shape in list(value["rows"])[:20]]
    if not rows or any(len(shape) > 6 or min(shape, default=1) < 0 for _, shape in rows):
        raise ValueError("shapes of at most 6 axes")
    return Boxes(rows)


READERS: dict[str, Callable[[Mapping[str, Any]], FigureData]] = {
    "lines": _lines,
    "bars": _bars,
    "heat": _heat,
    "region": _region,
    "path": _paths,
    "graph": _graph,
    "boxes": _boxes,
}

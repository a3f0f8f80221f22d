"""A computation graph: nodes by depth from left to right, on the wire out of each its value above and its gradient below; as SVG, as
PNG and as Mermaid."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np

from grader.drawing.data import Graph
from grader.drawing.layout import HEIGHT, LETTER, STUB, Layout, Point, layout, node_name
from grader.drawing.theme import ALONE, GRADIENT, VALUE, text_colour
from grader.text.numbers import number_text

MOST_DRAWN = 60
PIXELS_AN_INCH = 84  # at which a node's name fits its box in the sizes of matplotlib
HEAD, FOOT = 24, 18  # pixels above and below the graph, for its title and for what its numbers are
FONT = "font:13px system-ui,sans-serif;fill:currentColor"
BOX = 'rx="13" fill="none" stroke="currentColor"'
WIRE = 'fill="none" stroke="currentColor" stroke-opacity=".55"'
ENTITIES = {ord(sign): f"#{ord(sign)};" for sign in '"<>&#`|[]{}()'}  # as Mermaid writes them


def around_result(graph: Graph, most: int = MOST_DRAWN) -> Graph:
    """The graph, or where it has more nodes than can be read, the part of it nearest to its last node."""
    if len(graph.nodes) <= most:
        return graph
    parents: dict[int, list[int]] = {}
    for start, end in graph.edges:
        parents.setdefault(end, []).append(start)
    kept = [len(graph.nodes) - 1]
    for node in kept:  # breadth first, from the result backwards
        kept += [parent for parent in dict.fromkeys(parents.get(node, [])) if parent not in kept][: most - len(kept)]
    order = sorted(kept)
    place = {node: at for at, node in enumerate(order)}
    edges = [(place[start], place[end]) for start, end in graph.edges if start in place and end in place]
    return Graph([graph.nodes[node] for node in order], edges, graph.values[order], graph.gradients[order])


def graph_svg(graph: Graph, title: str, says: str, alone: bool = True) -> str:
    """The graph as SVG with a title and a description, in the reader's ink; `alone` gives it a ground of its own."""
    graph = around_result(graph)
    plan = layout(graph)
    parts = [f'<path d="{_curve(points)}" {WIRE}/>' for points in plan.edges]
    parts += [_node(graph, node, plan) for node in range(len(graph.nodes))]
    width, height = round(max(plan.width, LETTER * len(title) + 20)), round(plan.height) + HEAD + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 {-HEAD} {width} {height}" width="{width}" '
        f'height="{height}" style="{FONT}{";" + ALONE if alone else ""}"><title>{escape(title)}</title>'
        f"<desc>{escape(says)}</desc>{_words(title, plan.height)}{''.join(parts)}</svg>"
    )


def _words(title: str, foot: float) -> str:
    """The title above the graph, and below it what its numbers are."""
    return (
        f'<text x="14" y="-6" font-size="14">{escape(title)}</text><text {text_colour(VALUE)} x="14" y="{foot + 8:.0f}">above: '
        f'value</text><text {text_colour(GRADIENT)} x="110" y="{foot + 8:.0f}">below: gradient</text>'
    )


def _curve(points: Sequence[Point]) -> str:
    """A wire: bent between columns, straight where it passes one."""
    path = [f"M{points[0][0]:.0f} {points[0][1]:.0f}"]
    for number, ((x, y), (right, down)) in enumerate(pairwise(points)):
        middle = (x + right) / 2
        bent = f"C{middle:.0f} {y:.0f} {middle:.0f} {down:.0f} {right:.0f} {down:.0f}"
        path.append(f"H{right:.0f}" if number % 2 else bent)
    return "".join(path)


def _node(graph: Graph, node: int, plan: Layout) -> str:
    (x, y), width, (left, right) = plan.middles[node], plan.widths[node], plan.stubs[node]
    name = escape(node_name(graph.nodes[node]))
    box = (
        f'<rect x="{x - width / 2:.1f}" y="{y - HEIGHT / 2:.1f}" width="{width:.1f}" height="{HEIGHT:.0f}" {BOX}/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{name}</text>'
    )
    middle = right - STUB / 2
    value = _number(graph.values[node], middle, y - 5, text_colour(VALUE))
    gradient = _number(graph.gradients[node], middle, y + 15, text_colour(GRADIENT))
    return f'<path d="M{left:.0f} {y:.0f}H{right:.0f}" {WIRE}/>{box}{value}{gradient}'


def _number(value: float, x: float, y: float, colour: str) -> str:
    if np.isnan(value):
        return ""
    return f'<text {colour} x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(short_number(value))}</text>'


def graph_inches(graph: Graph) -> tuple[float, float]:
    """Width and height of the graph as a chart."""
    plan = layout(around_result(graph))
    return plan.width / PIXELS_AN_INCH, plan.height / PIXELS_AN_INCH + 0.4


def paint_graph(figure: Any, graph: Graph, _: Graph | None = None) -> None:
    """The graph on a matplotlib figure, for PNG."""
    from matplotlib.patches import FancyBboxPatch

    graph = around_result(graph)
    plan = layout(graph)
    axes = figure.add_subplot(xlim=(0, plan.width), ylim=(plan.height, 0), aspect="equal")
    axes.axis("off")
    for points in plan.edges:
        _paint_wire(axes, points)
    for node, ((x, y), width, (left, right)) in enumerate(zip(plan.middles, plan.widths, plan.stubs, strict=True)):
        axes.plot((left, right), (y, y), color="0.45", lw=0.9)
        place = (x - width / 2, y - HEIGHT / 2)
        axes.add_patch(FancyBboxPatch(place, width, HEIGHT, boxstyle="round,pad=0,rounding_size=12", fc="w", ec="k"))
        axes.text(x, y, plain_text(node_name(graph.nodes[node])), ha="center", va="center", size=9)
        for number, colour, down in ((graph.values[node], VALUE, -10), (graph.gradients[node], GRADIENT, 11)):
            words = "" if np.isnan(number) else short_number(number)
            axes.text(right - STUB / 2, y + down, words, ha="center", va="center", size=8, color=colour)


def _paint_wire(axes: Any, points: Sequence[Point]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    corners, codes = [points[0]], [Path.MOVETO]
    for number, ((x, y), (right, down)) in enumerate(pairwise(points)):
        middle = (x + right) / 2
        corners += [(right, down)] if number % 2 else [(middle, y), (middle, down), (right, down)]
        codes += [Path.LINETO] if number % 2 else [Path.CURVE4] * 3
    axes.add_patch(PathPatch(Path(corners, codes), fill=False, ec="0.45", lw=0.9))


def plain_text(text: str) -> str:
    """The text for matplotlib, to which dollars begin a formula."""
    return text.replace("$", r"\$")


def short_number(value: float) -> str:
    """A number in at most about eight signs."""
    return number_text(float(f"{value:.4g}"))


def graph_mermaid(graph: Graph) -> str:
    """The graph as Mermaid, which GitHub draws in Markdown."""
    graph = around_result(graph)
    lines = ["flowchart LR"]
    for node, name in enumerate(graph.nodes):
        numbers = [
            f"{word} {short_number(part[node])}"
            for word, part in (("value", graph.values), ("grad", graph.gradients))
            if not np.isnan(part[node])
        ]
        lines.append(f'  n{node}["{"<br>".join([name.translate(ENTITIES), *numbers])}"]')
    return "\n".join([*lines, *(f"  n{start} --> n{end}" for start, end in graph.edges)]) + "\n"

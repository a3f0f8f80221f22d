"""A computation graph: nodes by depth from left to right, values above and gradients below; as SVG and as Mermaid."""

from __future__ import annotations

from html import escape

import numpy as np

from grader.drawing.data import Graph
from grader.text.numbers import number_text

MOST_DRAWN = 60
COLUMN, ROW, RADIUS = 130, 84, 20
STYLE = (  # below its own class, since a style on a page holds for every picture of that page
    ".graph text{font:13px system-ui,sans-serif;fill:currentColor}.graph .v{fill:#1a7f37}.graph .g{fill:#b42318}"
    ".graph line,.graph path{stroke:currentColor;stroke-opacity:.55;fill:none}.graph circle{fill:Canvas;stroke:currentColor}"
    "@media(prefers-color-scheme:dark){.graph .v{fill:#57c97a}.graph .g{fill:#ff8a80}}"
)


def depths(graph: Graph) -> list[int]:
    """How far each node stands from the inputs: one more than the deepest of its parents. A node on a cycle stays at 0."""
    parents: list[list[int]] = [[] for _ in graph.nodes]
    children: list[list[int]] = [[] for _ in graph.nodes]
    for start, end in graph.edges:
        parents[end].append(start)
        children[start].append(end)
    waiting = [len(found) for found in parents]
    depth, ready = [0] * len(graph.nodes), [node for node, count in enumerate(waiting) if count == 0]
    for node in ready:  # which grows: a topological order
        for child in children[node]:
            depth[child] = max(depth[child], depth[node] + 1)
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    return depth


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


def graph_svg(graph: Graph, title: str, says: str) -> str:
    """The graph as SVG with a title and a description; its colours follow the reader's light or dark setting."""
    graph = around_result(graph)
    depth = depths(graph)
    column: dict[int, int] = {}
    places = []
    for at in depth:
        row = column[at] = column.get(at, -1) + 1
        places.append((60 + at * COLUMN, 50 + row * ROW))
    width, height = 120 + max(depth) * COLUMN, 70 + ROW * (max(column.values()) + 1)
    parts = [_edge(*places[start], *places[end]) for start, end in graph.edges]
    parts += [_node(graph, node, *places[node]) for node in range(len(graph.nodes))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" viewBox="0 0 {width} {height}" width="{width}" '
        f'style="max-width:100%;height:auto"><title>{escape(title)}</title><desc>{escape(says)}</desc><style>{STYLE}</style>'
        f"{''.join(parts)}</svg>"
    )


def _edge(x1: int, y1: int, x2: int, y2: int) -> str:
    if x2 - x1 > COLUMN:  # it passes other columns, and bends so as not to run through their nodes
        bend = (y1 + y2) // 2 + ROW * 5 // 4
        return f'<path d="M{x1 + RADIUS} {y1}Q{(x1 + x2) // 2} {bend} {x2 - RADIUS} {y2}"/>'
    return f'<line x1="{x1 + RADIUS}" y1="{y1}" x2="{x2 - RADIUS}" y2="{y2}"/>'


def _node(graph: Graph, node: int, x: int, y: int) -> str:
    texts = [
        f'<text x="{x}" y="{y + 5}" text-anchor="middle">{escape(graph.nodes[node][:12])}</text>',
        _number(graph.values[node], x, y - RADIUS - 5, "v"),
        _number(graph.gradients[node], x, y + RADIUS + 15, "g"),
    ]
    return f'<circle cx="{x}" cy="{y}" r="{RADIUS}"/>{"".join(texts)}'


def _number(value: float, x: int, y: int, kind: str) -> str:
    if np.isnan(value):
        return ""
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="middle">{escape(short_number(value))}</text>'


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
        text = "<br>".join([name, *numbers]).replace('"', "#quot;")
        lines.append(f'  n{node}["{text}"]')
    return "\n".join([*lines, *(f"  n{start} --> n{end}" for start, end in graph.edges)]) + "\n"

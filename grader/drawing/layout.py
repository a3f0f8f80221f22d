"""Where the nodes and wires of a graph stand: columns by depth, every wire through gaps of its own so that it crosses no node."""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean

import msgspec

from grader.drawing.data import Graph

ROW, PASSING = 56.0, 34.0  # from the middle of a node to the next, and to a wire that passes between
STUB, GAP, MARGIN = 62.0, 46.0, 14.0
LETTER, LEAST = 7.6, 34.0  # the width of a letter, and the least of a node
HEIGHT = 26.0
LONGEST_NAME = 16  # letters of a node's name

Point = tuple[float, float]
Place = tuple[int, int]  # a node as (NODE, its number), a wire that passes a column as (number of the edge, column)
NODE = -1


class Layout(msgspec.Struct, frozen=True):
    """In pixels from the top left: the middle and width of each node, where the wire out of it ends, and each edge as points.

    `stubs[k]` is (left, right) of the piece of wire behind node k, above and below which its numbers stand.
    """

    width: float
    height: float
    middles: list[Point]
    widths: list[float]
    stubs: list[Point]
    edges: list[list[Point]]


def node_name(text: str) -> str:
    """The name as it is drawn."""
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


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


def layout(graph: Graph) -> Layout:
    """Columns from left to right, in each the nodes near the middle of what they are made of."""
    depth = depths(graph)
    ways = [_way(number, edge, depth) for number, edge in enumerate(graph.edges)]
    heights = _heights(depth, ways)
    widths = [max(LEAST, LETTER * len(node_name(name)) + 14) for name in graph.nodes]
    lefts, rights = _columns(depth, widths)
    middles = [((lefts[at] + rights[at]) / 2, heights[NODE, node]) for node, at in enumerate(depth)]
    stubs = [(middles[node][0] + widths[node] / 2, rights[at] + STUB) for node, at in enumerate(depth)]
    edges = []
    for (start, end), way in zip(graph.edges, ways, strict=True):
        passed = [(x, heights[place]) for place in way[1:-1] for x in (lefts[place[1]], rights[place[1]] + STUB)]
        into = (middles[end][0] - widths[end] / 2, middles[end][1])
        edges.append([(stubs[start][1], middles[start][1]), *passed, into])
    return Layout(rights[-1] + STUB + MARGIN, max(heights.values()) + ROW / 2 + 8, middles, widths, stubs, edges)


def _way(number: int, edge: tuple[int, int], depth: list[int]) -> list[Place]:
    """The places of an edge: its start, each column that it passes, its end."""
    start, end = edge
    return [(NODE, start), *((number, at) for at in range(depth[start] + 1, depth[end])), (NODE, end)]


def _heights(depth: list[int], ways: list[list[Place]]) -> dict[Place, float]:
    """How far down each place stands: near the middle of those before it, and clear of the others in its column."""
    column = {(NODE, node): at for node, at in enumerate(depth)} | {
        place: place[1] for way in ways for place in way[1:-1]
    }
    before: dict[Place, list[Place]] = {}
    for way in ways:
        for earlier, place in pairwise(way):
            before.setdefault(place, []).append(earlier)
    heights: dict[Place, float] = {}
    for at in range(max(depth) + 1):
        here = [place for place in column if column[place] == at]
        wanted = {
            place: fmean([heights[one] for one in before.get(place, []) if one in heights] or [ROW * number])
            for number, place in enumerate(here)
        }
        heights |= _apart(wanted)
    top = min(heights.values()) - ROW / 2 - 8
    return {place: height - top for place, height in heights.items()}


def _apart(wanted: dict[Place, float]) -> dict[Place, float]:
    """The heights moved so that no two are too near, and so that their middle stays where it was."""
    order = sorted(wanted, key=wanted.__getitem__)
    found: dict[Place, float] = {}
    for place in order:
        room = [found[last] + (ROW if NODE in (last[0], place[0]) else PASSING) for last in list(found)[-1:]]
        found[place] = max([wanted[place], *room])
    shift = fmean(found.values()) - fmean(wanted.values())
    return {place: height - shift for place, height in found.items()}


def _columns(depth: list[int], widths: list[float]) -> tuple[list[float], list[float]]:
    """Left and right edge of the widest node of each column."""
    lefts, rights, at = [], [], MARGIN
    for column in range(max(depth) + 1):
        widest = max(width for width, place in zip(widths, depth, strict=True) if place == column)
        lefts.append(at)
        rights.append(at + widest)
        at += widest + STUB + GAP
    return lefts, rights

"""What a learner's code gives to a picture is checked and bounded: an empty picture with a reason, never an error of ours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.drawing.data import LONGEST_LABEL, DrawingError, Graph, figure_data
from grader.drawing.graph import around_result, graph_mermaid, graph_svg
from grader.drawing.layout import depths, layout
from grader.drawing.theme import GRADIENT, text_colour

NAN = float("nan")
HOSTILE = '```<script>alert(1)</script>"\x1b[31m\u202e'


@pytest.mark.parametrize(
    ("drawing", "value"),
    [
        ("lines", None),
        ("lines", []),
        ("lines", {}),
        ("lines", {"x": [1, 2], "lines": {}}),
        ("lines", {"x": [1, 2], "lines": {"a": [1]}}),
        ("lines", {"x": [[1, 2]], "lines": {"a": [1, 2]}}),
        ("lines", {"x": ["one"], "lines": {"a": [1]}}),
        ("lines", {"x": np.zeros(5001), "lines": {"a": np.zeros(5001)}}),
        ("lines", {"x": [1], "lines": {str(k): [1] for k in range(13)}}),
        ("bars", {"labels": ["a"], "bars": {"b": []}}),
        ("bars", {"labels": ["a", "b"], "bars": {"b": [1]}}),
        ("heat", {"maps": {"a": np.zeros((201, 200))}}),
        ("heat", {"maps": {"a": np.zeros((2, 2, 2))}}),
        ("heat", {"maps": 3}),
        ("heat", {"maps": {"a": [[1]]}, "extent": [1, 0, 0, 1]}),
        ("lines", {"x": [1], "lines": {"a": [1]}, "marks": {"least": [NAN, 0]}}),
        ("path", {"paths": {"a": [[1, 2]]}, "curve": [[1, 2, 3]]}),
        ("region", {"map": [[1]], "extent": [1, 0, 0, 1], "points": [[0, 0]], "labels": [1]}),
        ("region", {"map": [[1]], "extent": [0, NAN, 0, 1], "points": [[0, 0]], "labels": [1]}),
        ("region", {"map": [[1]], "extent": [0, 1, 0, 1], "points": [[0, 0]], "labels": [1, 2]}),
        ("region", {"map": [[1]], "extent": [0, 1, 0, 1], "points": [[0, 0]] * 99, "labels": list(range(99))}),
        ("path", {"paths": {"a": [[1, 2, 3]]}}),
        ("graph", {"nodes": [], "edges": []}),
        ("graph", {"nodes": ["a"], "edges": [[0, 1]]}),
        ("graph", {"nodes": ["a"], "edges": [[0]]}),
        ("graph", {"nodes": ["a"], "edges": [], "values": [1, 2]}),
        ("graph", {"nodes": ["a"] * 401, "edges": []}),
        ("boxes", {"rows": []}),
        ("boxes", {"rows": [["a", [-1]]]}),
        ("boxes", {"rows": [["a", [1] * 7]]}),
        ("boxes", {"rows": [["a", ["b"]]]}),
    ],
)
def test_data_of_another_form_are_refused_with_a_reason(drawing: str, value: Any) -> None:
    with pytest.raises(DrawingError, match=r"the numbers have another form|nothing that can be drawn"):
        figure_data(drawing, value)


def test_a_label_is_visible_short_and_on_one_line() -> None:
    name = next(iter(figure_data("lines", {"x": [1], "lines": {"a\x1b[31m\n" + "b" * 100: [1]}}).lines))  # type: ignore[union-attr]
    assert (len(name) <= LONGEST_LABEL, "\x1b" in name, "\n" in name) == (True, False, False)


def graph(nodes: list[str], edges: list[tuple[int, int]]) -> Graph:
    found = figure_data("graph", {"nodes": nodes, "edges": edges, "values": np.arange(1.0, len(nodes) + 1)})
    assert isinstance(found, Graph)
    return found


def test_a_node_stands_behind_the_deepest_of_its_parents() -> None:
    assert depths(graph(["x", "y", "a", "b"], [(0, 2), (1, 2), (2, 3), (0, 3)])) == [0, 0, 1, 2]


def test_a_graph_with_a_cycle_is_drawn_all_the_same() -> None:
    looped = graph(["x", "y"], [(0, 1), (1, 0)])
    assert depths(looped) == [0, 0]
    assert graph_svg(looped, "t", "d").count("<rect") == 2


def test_of_a_long_graph_the_part_round_the_result_is_drawn() -> None:
    chain = graph([f"n{k}" for k in range(300)], [(k, k + 1) for k in range(299)])
    near = around_result(chain)
    assert (len(near.nodes), near.nodes[-1], len(near.edges)) == (60, "n299", 59)


def test_no_wire_runs_through_a_node_and_no_two_nodes_meet() -> None:
    rng = np.random.default_rng(5)
    nodes = [f"node {k}" for k in range(30)]
    tangled = graph(nodes, [(int(rng.integers(0, k)), k) for k in range(1, 30) for _ in range(2)])
    plan = layout(tangled)
    boxes = [(x - w / 2, x + w / 2, y - 13, y + 13) for (x, y), w in zip(plan.middles, plan.widths, strict=True)]
    assert [(a, b) for k, a in enumerate(boxes) for b in boxes[:k] if meet(a, b)] == []
    through = [
        (edge, box)
        for edge, points in zip(tangled.edges, plan.edges, strict=True)
        for left, right in zip(points[1:-1:2], points[2:-1:2], strict=True)
        for box in boxes
        if meet((left[0], right[0], left[1], left[1]), box)
    ]
    assert through == []


def meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def test_the_graph_says_values_and_gradients_where_they_are_known() -> None:
    svg = graph_svg(graph(["x", "out"], [(0, 1)]), "a title", "a description")
    for text in (
        "<title>a title</title>",
        "<desc>a description</desc>",
        ">x</text>",
        ">out</text>",
        ">1</text>",
        ">2</text>",
    ):
        assert text in svg
    assert svg.count(text_colour(GRADIENT)) == 1  # of the words below it: no gradient is known


def test_hostile_names_are_text_in_a_graph() -> None:
    nasty = graph([HOSTILE, "out"], [(0, 1)])
    assert "<script" not in graph_svg(nasty, HOSTILE, HOSTILE)
    mermaid = graph_mermaid(nasty)
    assert (mermaid.count('"'), "<script" in mermaid, "`" in mermaid) == (4, False, False)

"""Pictures of a learner's numbers: the texts that their data demand, and a reason in place of what cannot be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from grader.drawing.charts import chart_png
from grader.drawing.data import figure_data
from grader.drawing.ladder import ladder_chart
from grader.drawing.pictures import Picture, Wanted, draw_views, join_undrawn, submission_pictures
from grader.drawing.svg import inline_svg, picture_svg
from grader.drawing.terminal import terminal_text
from grader.exercise.catalogue import entries, find
from grader.exercise.view import View
from grader.gradcheck import Ladder
from grader.gradcheck.ladders.slope import MeasuredSlope
from grader.judging.questions import Sheets
from grader.pages.page import LEFT_OUT, PageRoom, figures
from grader.pairs.picture import LadderPicture
from grader.sandbox.budget import Budget
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source, Submission

NAN, INFINITE = float("nan"), float("inf")
SHOWN = {
    "lines": {"x": [1, 2, 3], "lines": {"loss": [3, 2, NAN], "slope": [INFINITE, 1, 0]}, "marks": {"least": [2, 0]}},
    "bars": {"labels": ["first", "second"], "bars": {"score": [1, -2], "share": [NAN, 0.5]}},
    "heat": {"maps": {"got": [[1, 2], [3, NAN]], "expected": [[1, 2], [3, 4]]}},
    "region": {
        "map": [[0, 1], [1, NAN]],
        "extent": [0, 1, 0, 1],
        "points": [[0.2, 0.2], [INFINITE, 0]],
        "labels": [0, 1],
    },
    "path": {"paths": {"slow": [[0, 0], [1, 1]], "fast": [[0, 0], [NAN, 5]]}, "curve": [[0, 0], [1, 1]]},
    "boxes": {"rows": [["x", [3, 1]], ["w", []]]},
    "graph": {"nodes": ["x", "out"], "edges": [[0, 1]], "values": [1, NAN], "gradients": [NAN, INFINITE]},
}
TEXTS = {
    "lines": ["loss", "slope", "least"],
    "bars": ["first", "second", "score", "share"],
    "heat": ["got", "expected"],
    "region": ["class 0", "class 1"],
    "path": ["slow", "fast", "start", "what is descended"],
    "boxes": ["x", "w", "3"],
    "graph": ["x", "out"],
}


def picture(drawing: str) -> Picture:
    view = View("a title", drawing, "probe", x="the x axis", y="the y axis", says="What is to be seen.")  # type: ignore[arg-type]
    return Picture(view, figure_data(drawing, SHOWN[drawing]))


@pytest.mark.parametrize("drawing", SHOWN)
def test_the_svg_has_the_texts_that_its_data_demand(drawing: str) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    svg = picture_svg(picture(drawing))
    root = ElementTree.fromstring(svg)
    found = [text.strip() for text in root.itertext() if text.strip()]
    axes = ["the x axis", "the y axis"] if drawing in ("lines", "bars", "region", "path") else []
    assert [text for text in ["a title", "What is to be seen.", *TEXTS[drawing], *axes] if text not in found] == []
    assert root.get("role") == "img"


@pytest.mark.parametrize("drawing", SHOWN)
@pytest.mark.parametrize("width", [80, 40])
def test_the_terminal_shows_it_without_colour_and_no_wider_than_asked(drawing: str, width: int) -> None:
    plotext = pytest.importorskip("plotext", reason="curves in a terminal need nncli[pages]")
    if not hasattr(plotext, "clear_figure"):
        pytest.skip("plotext 6 has other functions; nncli[pages] asks for plotext below 6")
    data = picture(drawing).data
    assert data is not None
    text = terminal_text(data, "a title", "x", "y", width)
    assert ("a title" in text, "\x1b" in text) == (True, False)
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("drawing", SHOWN)
def test_every_kind_is_written_as_png(drawing: str) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    data = picture(drawing).data
    assert data is not None
    assert chart_png(data, "a title", "x", "y").startswith(b"\x89PNG")


def drawn(workers: Workers, number: str, text: str) -> Iterator[Picture]:
    source = Source("answers.py", text.encode())
    return draw_views(find(number), Session(workers, source, Clock(2.0, 10.0)), 0)


HOSTILE = {
    "raises": ("raise ValueError('no')", "ValueError: no"),
    "is not written": ("raise NotImplementedError", "this part is not written yet"),
    "ends the process": ("import os; os._exit(0)", ""),
    "never returns": ("while True: pass", ""),
    "gives a text": ("return 'text'", ""),
    "gives another shape": ("return np.zeros((2, 3, 4))", ""),
    "gives too much": ("return np.zeros(10**6)", ""),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_code_that_fails_gives_an_empty_picture_with_the_reason(workers: Workers, kind: str) -> None:
    body, reason = HOSTILE[kind]
    first = next(drawn(workers, "2", f"import numpy as np\n\n\ndef softmax(z):\n    {body}\n"))
    assert (first.data, bool(first.reason)) == (None, True)
    assert reason in first.reason


def test_a_name_that_is_not_there_is_said_once_for_all_pictures_that_it_concerns(workers: Workers) -> None:
    text = "import numpy as np\n\n\ndef bce_loss(u, y):\n    return 3.0\n"
    first, second = join_undrawn(list(drawn(workers, "12", text)))
    assert first.reason == "bce_with_logits is not defined in this file" and first.data is None
    assert first.view.name == "loss of one score, y = 1 and loss of one score, y = 0"
    assert second.data is not None
    without, with_picture = figures([first, second], PageRoom(10**6))
    assert (without["says"], bool(with_picture["says"])) == ("", True)


def test_a_class_of_the_learners_own_that_lacks_something_is_told_as_python_tells_it(workers: Workers) -> None:
    (first, *_) = drawn(workers, "2", "def softmax(z):\n    return z.nothing\n")
    assert first.reason == "AttributeError: 'numpy.ndarray' object has no attribute 'nothing'"


@pytest.mark.parametrize(("seconds", "asked"), [(60.0, 6), (0.0, 0)])
def test_the_pictures_of_a_submission_have_the_time_of_one(workers: Workers, seconds: float, asked: int) -> None:
    """With time (the control) each file is asked for both views; with none left none of them is, however many there are."""
    text = "import numpy as np\n\n\ndef softmax(z):\n    raise ValueError('asked')\n"
    submission = Submission("ada", tuple(Source(f"ex02_{n}.py", text.encode()) for n in range(3)))
    wanted = Wanted(find("2"), answers=False)
    found = submission_pictures(submission, workers, Sheets(), Clock(), wanted, Budget(seconds))
    reasons = [one.reason for _, one in found]
    assert sum("asked" in reason for reason in reasons) == asked


def test_pictures_that_a_page_has_no_room_for_are_not_drawn() -> None:
    """The first ones are there; of those behind them only the reason, which takes no time and no memory."""
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    one = picture("lines")
    size = len(inline_svg(one, "picture1-").encode())
    shown = [bool(made["svg"]) for made in figures([one] * 4, PageRoom(2 * size + size // 2))]
    assert shown == [True, True, False, False]
    assert [made["reason"] for made in figures([one], PageRoom(0))] == [LEFT_OUT]


def test_every_row_of_the_course_has_its_picture() -> None:
    with_views = {entry.number for entry in entries() if (entry.folder / "views.py").exists()}
    assert with_views >= {*range(2, 8), *range(11, 16), 18, 21, 22, 24, *range(28, 36)}


@pytest.mark.parametrize("kept", ["self._prev = (a, b)", "self.how = lambda: (a, b)", "self.made = {'of': [a, b]}"])
def test_the_graph_is_walked_however_an_engine_keeps_its_parents(workers: Workers, kept: str) -> None:
    text = ENGINE.replace("KEEP", kept)
    found = next(drawn(workers, "24", text))
    assert found.data is not None, found.reason
    assert found.data.nodes == ["x", "y", "z", "*", "+", "result"]  # type: ignore[union-attr]
    assert len(found.data.edges) == 6  # type: ignore[union-attr]


ENGINE = """
class Value:
    def __init__(self, data):
        self.data, self.grad = float(data), 0.0

    def keep(self, sign, a, b):
        self.op = sign
        KEEP
        return self

    def __add__(self, other):
        return Value(self.data + other.data).keep("+", self, other)

    def __mul__(self, other):
        return Value(self.data * other.data).keep("*", self, other)

    def backward(self):
        self.grad = 1.0
"""


def test_an_engine_that_names_no_operation_is_drawn_with_the_signs_of_its_methods(workers: Workers) -> None:
    text = ENGINE.replace("KEEP", "self.parents = (a, b)").replace("self.op = sign", "pass")
    found = next(drawn(workers, "24", text))
    assert found.data is not None, found.reason
    assert found.data.nodes == ["x", "y", "z", "*", "+", "result"]  # type: ignore[union-attr]


def ladder(slope: float, kink: bool = False) -> Picture:
    steps = tuple(10.0**-k for k in range(1, 9))
    central = tuple(slope + step**2 + 1e-16 / step for step in steps)
    measured = MeasuredSlope(slope, 1e-11, slope - 1, slope + 1, kink, 1e-4, slope, -slope, 16)
    return ladder_chart(LadderPicture("w", (0, 1), slope, Ladder(steps, central, central, central, 1e-16, 4, measured)))


@pytest.mark.parametrize("slope", [2.0, 0.0, -7.5])
def test_the_ladder_marks_the_step_whose_error_is_least(slope: float) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    drawn = ladder(slope)
    assert (drawn.view.name, list(drawn.data.lines)) == ("dw[0, 1]: error against step", ["off by", "rounding alone"])  # type: ignore[union-attr]
    [(text, (x, y))] = drawn.data.marks.items()  # type: ignore[union-attr]
    assert y == min(drawn.data.lines["off by"])  # type: ignore[union-attr]
    assert (text, x) == ("least at h = 1e-06", -6.0)
    assert text in picture_svg(drawn)


def test_a_slope_that_could_not_be_measured_gives_no_ladder() -> None:
    drawn = ladder(float("nan"))
    assert (drawn.data, drawn.reason) == (None, "no slope could be measured here")


def test_at_a_kink_the_ladder_shows_the_slopes_of_both_sides() -> None:
    drawn = ladder(0.5, kink=True)
    assert list(drawn.data.lines) == ["on the left", "on the right", "both together"]  # type: ignore[union-attr]


def test_right_answers_are_drawn_beside_those_of_a_learner() -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    one = picture("lines")
    beside = figure_data("lines", {"x": [1, 2, 3], "lines": {"loss": [3, 3, 3], "slope": [1, 1, 0]}})
    svg = picture_svg(Picture(one.view, one.data, beside))
    assert re.findall(r">as it should be<", svg) == [">as it should be<"]


def shown_in_a_terminal(drawing: str, value: dict[str, object], width: int = 80) -> str:
    return terminal_text(figure_data(drawing, value), "a title", "the x axis", "the y axis", width)


def test_a_plane_stands_upright_in_a_terminal() -> None:
    """The first row of a map with an extent is the lowest, as in the picture."""
    text = shown_in_a_terminal("heat", {"maps": {"map": [[0, 0], [9, 9]]}, "extent": [0, 1, -1, 2]})
    assert "map\n@@\n" in text
    assert "to the right the x axis from 0 to 1, upwards the y axis from -1 to 2" in text


def test_a_map_of_signs_says_what_they_stand_for_also_below_zero() -> None:
    part = [[0.5 * column - 3 for column in range(10)] for _ in range(10)]
    text = shown_in_a_terminal("heat", {"maps": {"map": part}})
    assert "\n986532 :-+\n" in text  # from -3 to 1.5
    assert "blank is 0, @ is 3, 9 is -3" in text


def test_the_numbers_of_a_map_are_shown_where_they_are_few() -> None:
    text = shown_in_a_terminal("heat", {"maps": {"map": [[1, 0.25], [-3, 4]]}})
    assert "     1  0.25\n    -3     4\n" in text
    assert "rows: the y axis, columns: the x axis" in text


def test_what_the_signs_of_curves_stand_for_is_below_the_picture_and_hides_nothing() -> None:
    plotext = pytest.importorskip("plotext", reason="curves in a terminal need nncli[pages]")
    if not hasattr(plotext, "clear_figure"):
        pytest.skip("plotext 6 has other functions; nncli[pages] asks for plotext below 6")
    text = shown_in_a_terminal("lines", {"x": [1, 2], "lines": {"loss": [1, 2], "slope": [NAN, NAN]}})
    frame, _, below = text.rpartition("┘")
    assert "loss" not in frame and "** loss   oo slope (no numbers)" in below
    assert text.startswith("a title\n\nthe y axis\n")


def test_bars_that_are_wrong_are_said_to_be_in_a_terminal() -> None:
    plotext = pytest.importorskip("plotext", reason="curves in a terminal need nncli[pages]")
    if not hasattr(plotext, "clear_figure"):
        pytest.skip("plotext 6 has other functions; nncli[pages] asks for plotext below 6")
    data = figure_data("bars", {"labels": ["a", "b"], "bars": {"score": [1, 2], "share": [0.5, 0.5]}})
    right = figure_data("bars", {"labels": ["a", "b"], "bars": {"score": [1, 2], "share": [0.25, 0.75]}})
    text = terminal_text(data, "a title", "x", "y", 80, right)
    assert ("share should be 0.25, 0.75" in text, "score should be" in text) == (True, False)


def test_a_line_without_numbers_and_the_text_of_a_mark_are_named_beside_the_chart() -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    data = figure_data(
        "lines", {"x": [1, 2], "lines": {"loss": [1, 2], "slope": [NAN, NAN]}, "marks": {"least": [1, 1]}}
    )
    svg = picture_svg(Picture(picture("lines").view, data))
    legend = svg[svg.index('id="legend') :]
    assert "slope (no numbers)" in legend and "least" in legend

"""Pictures on a light and on a dark ground: the colours of lines are seen on both, the ink is the reader's."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from grader.drawing.charts import chart_svg
from grader.drawing.data import Bars, figure_data
from grader.drawing.svg import inline_svg, picture_svg
from grader.drawing.theme import COLOURS, GRADIENT, INK, VALUE
from tests.pages.test_views import SHOWN, picture

GROUNDS = {  # with the ink of each: pages, JupyterLab, VS Code and Colab, light and dark
    "#ffffff": "#1b1f24",
    "#0d1117": "#e6edf3",
    "#111111": "#ffffff",
    "#1f1f1f": "#cccccc",
    "#383838": "#ffffff",
}
PAINTED = re.compile(r"(?:fill|stroke)(?:: ?|=\")(#[0-9a-fA-F]{6}|currentColor)")
MAPS = ("heat", "region")  # their texts and marks stand on colours of their own


def channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def contrast(one: list[float], other: list[float]) -> float:
    """As WCAG has it, from 1 to 21."""
    linear = [[c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour] for colour in (one, other)]
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in linear)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("colour", "ground"), list(product(COLOURS, GROUNDS)))
def test_a_line_is_seen_on_every_ground(colour: str, ground: str) -> None:
    assert contrast(channels(colour), channels(ground)) >= 3


@pytest.mark.parametrize(("colour", "ground"), list(product((VALUE, GRADIENT), GROUNDS)))
def test_a_number_mixed_with_the_ink_is_read_on_every_ground(colour: str, ground: str) -> None:
    mixed = [0.6 * c + 0.4 * ink for c, ink in zip(channels(colour), channels(GROUNDS[ground]), strict=True)]
    assert contrast(mixed, channels(ground)) >= (4.5 if ground != "#383838" else 4)


@pytest.mark.parametrize("drawing", SHOWN)
def test_what_is_painted_is_ink_or_a_colour_for_both_grounds(drawing: str) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    svg = inline_svg(picture(drawing))
    painted = {colour.lower() for colour in PAINTED.findall(svg)}
    own = {"#000000", "#ffffff"} if drawing in MAPS else set()
    assert painted - own - {"currentcolor", *(colour.lower() for colour in COLOURS)} == set()
    assert "currentcolor" in painted and INK not in svg


@pytest.mark.parametrize("drawing", SHOWN)
def test_a_part_of_a_page_has_no_ground_and_no_rule_for_the_rest_of_the_page(drawing: str) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    assert re.findall(r"<style|background|Canvas", inline_svg(picture(drawing))) == []
    assert "background:Canvas" in picture_svg(picture(drawing))


def test_two_pictures_on_one_page_share_no_id() -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    ids = [set(re.findall(r'\sid="([^"]*)"', inline_svg(picture(drawing)))) for drawing in ("lines", "path")]
    assert all(ids) and not ids[0] & ids[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("drawing", ["lines", "graph", "boxes"])
def test_a_file_of_its_own_follows_the_reader_s_setting(
    browser: Any, tmp_path: Path, drawing: str, scheme: str
) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    (tmp_path / "picture.svg").write_text(picture_svg(picture(drawing)), encoding="utf-8")
    view = browser.new_page(color_scheme=scheme)
    view.goto((tmp_path / "picture.svg").as_uri())
    ground, ink = view.evaluate(
        "() => ['backgroundColor', 'color'].map(name => getComputedStyle(document.documentElement)[name])"
    )
    view.close()
    darkness = [sum(map(int, re.findall(r"\d+", colour)[:3])) / 765 for colour in (ground, ink)]
    assert (darkness[0] > 0.9, darkness[1] < 0.1) == (scheme == "light", scheme == "light")


def test_a_hatch_and_a_mark_of_what_is_right_are_ink() -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    data = figure_data("bars", SHOWN["bars"])
    assert isinstance(data, Bars)
    svg = chart_svg(data, "a title", "says", beside=data)
    assert "<pattern" in svg and "as it should be" in svg and "#000000" not in svg

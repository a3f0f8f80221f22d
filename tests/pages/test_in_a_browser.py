"""Pages in headless Chromium: nothing on the console, no request, no sideways scrolling on a telephone or a desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from grader.exercise.catalogue import find
from tests.conftest import Run


def complaints(browser: Any, path: Path, width: int, scheme: str = "light") -> list[str]:
    """What a browser says against a page: console messages, dialogs, requests, sideways scrolling."""
    found: list[str] = []
    view = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    view.on("console", lambda message: found.append(f"console: {message.text}"))
    view.on("dialog", lambda dialog: (found.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    view.on("pageerror", lambda error: found.append(f"error: {error}"))
    view.on(
        "request", lambda request: found.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    view.goto(path.as_uri())
    wide = view.evaluate("document.documentElement.scrollWidth")
    view.close()
    return found + ([f"{wide} pixels wide in a window of {width}"] if wide > width else [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_is_quiet_and_fits(browser: Any, page: str, tmp_path: Path, width: int, scheme: str) -> None:
    assert "<svg" in page
    assert complaints(browser, tmp_path / "report.html", width, scheme) == []


@pytest.mark.parametrize("width", [390, 1280])
def test_a_class_is_quiet_and_fits(browser: Any, nncli: Run, tmp_path: Path, width: int) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    (tmp_path / "class").mkdir()
    for name in ("ada", "a name of eighty letters " + "x" * 55, "<img src=x onerror=alert(1)>"):
        (tmp_path / "class" / f"{name}.py").write_text(
            "def softmax(z):\n    return z\n\n\ndef relu(z):\n    return z\n"
        )
    nncli("grade-all", "class")
    nncli("gradebook", "--report", "html=pages")
    written = sorted((tmp_path / "pages").rglob("*.html"))
    assert len(written) == 4
    assert [complaint for path in written for complaint in complaints(browser, path, width)] == []


MARKUP = """</pre></script><script>alert(1)</script><img src=x onerror=alert(1)>' onclick="alert(1)" {{ 7*7 }} &#60;b> \u202e\x1b"""


def test_hostile_strings_do_nothing_wherever_they_come_from(browser: Any, nncli: Run, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    lines = (Path(__file__).parent.parent / "hostile" / "derivations.txt").read_text(encoding="utf-8").splitlines()[:25]
    text = "\n".join([MARKUP, *lines])
    (tmp_path / "ex12_binary_cross_entropy.py").write_text(
        f"TEXT = {MARKUP!r}\nprint(TEXT)\nDERIVATION = {{'dL_dz': {text!r}}}\n\n\n"
        "def bce_loss(u, y):\n    raise ValueError(TEXT)\n\n\n"
        "def bce_with_logits(z, y):\n    return {TEXT: z}, [TEXT]\n",
        encoding="utf-8",
    )
    nncli("grade", "ex12_binary_cross_entropy.py", "--report", "html=report.html", "--report", "markdown=report.md")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert ("onerror" in page, "{{ 7*7 }}" in page, "<img" in page) == (True, True, False)
    assert re.findall("[\u202e\x1b]", page) == []
    assert complaints(browser, tmp_path / "report.html", 390) == []
    assert "<img" not in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_a_click_on_a_head_sorts_the_table_by_numbers(browser: Any, nncli: Run, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    (tmp_path / "class").mkdir()
    right = find("2").solution.read_text(encoding="utf-8")
    for name, text in {"ada": "def softmax(z):\n    return z\n", "grace": right, "mary": "softmax = 3\n"}.items():
        (tmp_path / "class" / f"{name}.py").write_text(text)
    nncli("grade-all", "class")
    nncli("gradebook", "--report", "html=pages")
    view = browser.new_page()
    view.goto((tmp_path / "pages" / "index.html").as_uri())
    table = view.get_by_role("region", name="Learners")
    names = table.locator("tbody th").all_inner_texts
    assert names() == ["ada", "grace", "mary"]
    head = table.get_by_role("button", name="points")
    head.click()
    assert (names()[-1], table.locator("th[aria-sort]").get_attribute("aria-sort")) == ("grace", "ascending")
    head.press("Enter")
    assert (names()[0], table.locator("th[aria-sort]").get_attribute("aria-sort")) == ("grace", "descending")
    view.close()


def test_a_page_that_loads_and_spreads_is_complained_of(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        '<p style="width:2000px">wide<img src="http://localhost:9/x"><script>alert(1)</script>'
    )
    found = " ".join(complaints(browser, tmp_path / "bad.html", 390))
    assert all(word in found for word in ("localhost", "pixels wide", "dialog"))

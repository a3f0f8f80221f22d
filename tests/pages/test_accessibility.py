"""axe-core's rules of WCAG 2 AA on every kind of page, in light and dark."""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path
from typing import Any

import pytest

from nncli.notebook.html import report_html
from tests.conftest import Grade, Run
from tests.pages.test_views import SHOWN, picture

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DERIVED_FILE = "ex01_sigmoid_ce_gradient.py"
DERIVED = '''

def dL_dphi(phi, y):
    return -y / phi + (1 - y) / (1 - phi)


DERIVATION = {"dL_dphi": """
    = -(y·d(log(φ), φ) + (1 - y)·d(log(1 - φ), φ))
    = -(y/φ + (1 - y)/(1 - φ))
    = \\\\frac{1}{2}
"""}
'''
SLIP = "def softmax(z):\n    return z\n"


@pytest.fixture(scope="module")
def axe() -> str:
    """axe-core, which a package of the extra `dev` carries."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        warnings.warn("NO AXE HERE: what a screen reader meets is not checked; pip install '.[dev]'", stacklevel=1)
        pytest.skip("NO AXE HERE: pip install axe-playwright-python")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


def violations(browser: Any, axe: str, path: Path, scheme: str, width: int = 1280) -> list[str]:
    """Each rule that a page breaks, and the first place where."""
    view = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    view.goto(path.as_uri())
    view.evaluate(axe)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = view.evaluate("options => axe.run(document, options)", options)
    view.close()
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


def everywhere(browser: Any, axe: str, *paths: Path) -> list[str]:
    assert paths
    return [
        f"{path.name}, {scheme}, {width}: {one}"
        for path in paths
        for scheme, width in (("light", 1280), ("dark", 390))
        for one in violations(browser, axe, path, scheme, width)
    ]


def test_a_report_breaks_no_rule(browser: Any, axe: str, page: str, tmp_path: Path) -> None:
    assert "<svg" in page
    assert everywhere(browser, axe, tmp_path / "report.html") == []


def test_a_derivation_and_an_unreadable_file_break_no_rule(browser: Any, axe: str, nncli: Run, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    (tmp_path / DERIVED_FILE).write_text(DERIVED, encoding="utf-8")
    (tmp_path / "broken.ipynb").write_text("{")
    nncli("grade", DERIVED_FILE, "--report", "html=derived.html")
    nncli("grade", "broken.ipynb", "--report", "html=broken.html")
    assert "<math" in (tmp_path / "derived.html").read_text(encoding="utf-8")
    assert everywhere(browser, axe, tmp_path / "derived.html", tmp_path / "broken.html") == []


@pytest.mark.parametrize("number", ["4", "6", "24", "28", "35", "37"])
def test_pictures_of_each_kind_break_no_rule(browser: Any, axe: str, nncli: Run, tmp_path: Path, number: str) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    from grader.exercise.catalogue import find

    (tmp_path / "answer.py").write_bytes(find(number).solution.read_bytes())
    assert nncli("draw", "answer.py", "--exercise", number, "-o", "pictures.html").returncode == 0
    assert everywhere(browser, axe, tmp_path / "pictures.html") == []


def test_the_pages_of_a_class_break_no_rule(browser: Any, axe: str, nncli: Run, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    for place, text in {
        "ada/ex.py": SLIP,
        "copy/ex.py": SLIP,
        f"grace/{DERIVED_FILE}": DERIVED,
        "<b>/ex.py": "raise ValueError\n",
    }.items():
        (tmp_path / "class" / place).parent.mkdir(parents=True)
        (tmp_path / "class" / place).write_text(text, encoding="utf-8")
    nncli("grade-all", "class")
    nncli("gradebook", "--report", "html=pages")
    assert everywhere(browser, axe, *(tmp_path / "pages").rglob("*.html")) == []


@pytest.mark.parametrize("background", ["#ffffff", "#111111"])
def test_what_a_notebook_shows_breaks_no_rule(
    browser: Any, axe: str, grade: Grade, tmp_path: Path, background: str
) -> None:
    pytest.importorskip("matplotlib", reason="charts need nncli[pages]")
    ink = "#ffffff" if background == "#111111" else "#1b1f24"
    head = f'<!doctype html><html lang="en"><title>a notebook</title><body style="background:{background};color:{ink}">'
    shown = report_html(grade(DERIVED, DERIVED_FILE)) + report_html(grade(SLIP), {2: [picture(kind) for kind in SHOWN]})
    (tmp_path / "cell.html").write_text(f"{head}<main><h1>a cell</h1>{shown}</main>", encoding="utf-8")
    assert "<math" in shown and shown.count("<svg") == len(SHOWN)
    assert everywhere(browser, axe, tmp_path / "cell.html") == []


def test_a_page_that_breaks_rules_is_complained_of(browser: Any, axe: str, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("<p style='color:#ccc'>pale</p><img src='data:,'><a href='#'></a>")
    found = " ".join(violations(browser, axe, tmp_path / "bad.html", "light"))
    assert all(rule in found for rule in ("color-contrast", "image-alt", "link-name", "html-has-lang"))

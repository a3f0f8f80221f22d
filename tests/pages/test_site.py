"""The documentation site is whole without a network: pictures in place of diagrams, and a search that works from disk."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LOADED = re.compile(r"<(?:script|img|iframe|link rel=\"stylesheet\")[^>]*(?:src|href)=\"(https?:[^\"]*)\"")


@pytest.fixture
def diagrams(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(DOCS))
    import diagrams

    return diagrams


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as `nox -s site` builds it."""
    pytest.importorskip("material", reason="NO MKDOCS HERE: pip install -e '.[docs]'")
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return out


def type_until_found(field: Any, words: str, found: Any) -> None:
    """Type the words, again where the page's script was not listening yet. Raises AssertionError after a minute."""
    from playwright.sync_api import TimeoutError as NotYet

    for _ in range(30):
        field.fill("")
        field.press_sequentially(words)
        with contextlib.suppress(NotYet):
            found.first.wait_for(state="attached", timeout=2_000)
            return
    raise AssertionError(f"nothing was found for {words!r}")


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_each_diagram_has_a_picture_of_its_text(diagrams: Any, page: str) -> None:
    assert "```mermaid" not in diagrams.with_pictures((DOCS / page).read_text(encoding="utf-8"), page)


def test_a_picture_of_another_text_is_refused(diagrams: Any) -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=r"architecture-1\.svg is not of what architecture\.md says now"):
        diagrams.with_pictures(text.replace("frozen data", "melted data"), "architecture.md")


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 80
    assert {address for page in pages for address in LOADED.findall(page.read_text(encoding="utf-8"))} == set()


def test_the_search_finds_an_exercise_where_the_pages_lie_on_a_disk(site: Path, browser: Any) -> None:
    page = browser.new_context(offline=True).new_page()
    page.goto((site / "exercises" / "03_multiply_gate.html").as_uri())
    found = page.locator(".md-search-result__item h1", has_text="Softmax of scores")
    type_until_found(page.locator("input[data-md-component=search-query]"), "softmax", found)
    assert found.count() == 1

"""JupyterLab in a browser: a learner opens the notebook that was served, types an answer, runs it, and reads the score in the page."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.gate import RIGHT_GATE, SWAPPED_GATE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 60_000  # milliseconds: a busy machine fails nobody
TEXTS = (
    "caption, th, td > span, p, svg:not(:has(image)) text"  # of the report; numbers on a map stand on its own colours
)
CONTRAST = """(element) => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map((n) => (colour.startsWith("color(") ? 255 : 1) * n);
    const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    let behind = element;
    while (behind && (numbers(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
    const ink = getComputedStyle(element)[element instanceof SVGElement ? "fill" : "color"];
    const two = [light(numbers(ink)), light(numbers(getComputedStyle(behind).backgroundColor))];
    return (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05);
}"""


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A JupyterLab of its own that serves the folder."""
    pytest.importorskip("jupyterlab", reason="needs JupyterLab: pip install jupyterlab")
    port, own = (
        free_port(),
        {name: str(folder / ".jupyter") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")},
    )
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    environment = {**kept, **own, "NNCLI_STATE": str(folder / ".state"), "NNCLI_REQUIRE_ISOLATION": "none"}
    words = [
        "--no-browser",
        "--allow-root",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        "--IdentityProvider.token=word",
    ]
    words += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with open(folder / ".log", "w") as log:
        command = [sys.executable, "-m", "jupyterlab", *words]
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for_server(f"http://127.0.0.1:{port}/api", folder / ".log")
        yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token=word&reset"
    finally:
        server.terminate()
        server.wait(30)


def wait_for_server(url: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)


@pytest.fixture
def page(address: str, folder: Path) -> Iterator[Any]:
    """The notebook of exercise 3, as `nncli exercise 3 --notebook` writes it, in a browser."""
    if CHROMIUM is None:
        warnings.warn("NO BROWSER HERE: JupyterLab is not opened in one; apt-get install chromium", stacklevel=1)
        pytest.skip("NO BROWSER HERE: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT HERE: pip install playwright")
    command = [sys.executable, "-m", "nncli", "exercise", "3", "--notebook"]
    subprocess.run(
        command, cwd=folder, env={**os.environ, "NNCLI_STATE": str(folder / ".state")}, capture_output=True, check=True
    )
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 1400})
        opened.set_default_timeout(PATIENCE)
        opened.goto(address.format("ex03_multiply_gate.ipynb"))
        opened.wait_for_selector(".jp-Notebook .jp-CodeCell")
        opened.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status='idle']")
        yield opened
        print(*opened.locator("dialog").all_inner_texts())  # what stood in the way, should a test have failed
        browser.close()
    (folder / "ex03_multiply_gate.ipynb").unlink()


def run(page: Any, cell: Any) -> None:
    """Run a cell, and wait for its new number; the keys once more where a page that still settles has not taken them."""
    before = cell.locator(".jp-InputPrompt").inner_text()
    deadline = time.monotonic() + PATIENCE / 1000
    while cell.locator(".jp-InputPrompt").inner_text() == before:
        assert time.monotonic() < deadline, "the cell does not run"
        cell.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(3000)
    page.wait_for_function(
        "(cell) => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt').innerText)", arg=cell.element_handle()
    )


def answer(page: Any, text: str) -> Any:
    """Type an answer over the starter, run it and the check below; the output of the check."""
    first, check = page.locator(".jp-CodeCell").nth(0), page.locator(".jp-CodeCell").nth(1)
    first.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text.strip())
    for cell in (first, check):
        run(page, cell)
    return check.locator(".jp-OutputArea-output")


def choose_theme(page: Any, name: str) -> None:
    page.locator(".lm-MenuBar-itemLabel", has_text="Settings").click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("^Theme$")).hover()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{name}$")).click()
    page.wait_for_selector(f"body[data-jp-theme-name='{name}']", state="attached")


def test_an_answer_is_typed_run_and_its_table_and_score_are_read_in_both_themes(page: Any, folder: Path) -> None:
    page.locator(".jp-MarkdownOutput mjx-container").first.wait_for()
    assert page.locator("mjx-merror").count() == 0
    output = answer(page, SWAPPED_GATE)
    output.locator("table").first.wait_for()
    seen = output.inner_text()
    assert "MultiplyGate.backward" in seen and "0 of 3" in seen and "swapped" in seen
    row = output.get_by_role("row", name="two numbers")
    assert [cell.strip() for cell in row.locator("td").all_inner_texts()] == ["failed", "dx", "10", "-15"]
    assert output.get_by_role("columnheader").all_inner_texts() == ["case", "outcome", "where", "got", "expected"]
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        choose_theme(page, theme)
        contrasts = [text.evaluate(CONTRAST) for text in output.locator(TEXTS).all()]
        assert output.locator("svg:not(:has(image)) text").count() >= 9
        assert len(contrasts) > 30 and min(contrasts) >= 4.5, theme
        page.screenshot(path=folder / f"{theme[11:].lower()}.png")
    right = answer(page, RIGHT_GATE)
    right.get_by_text("3 of 3").first.wait_for()
    assert "failed" not in right.inner_text()


def test_a_notebook_that_was_saved_there_is_graded_at_the_command_line(page: Any, folder: Path) -> None:
    answer(page, RIGHT_GATE).get_by_text("3 of 3").first.wait_for()
    page.keyboard.press("Control+s")
    path = folder / "ex03_multiply_gate.ipynb"
    deadline = time.monotonic() + PATIENCE / 1000
    while "self.y * dz" not in path.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert json.loads(path.read_text())["cells"][1]["source"]
    graded = subprocess.run(
        [sys.executable, "-m", "nncli", "grade", path.name, "-q"],
        cwd=folder,
        env={**os.environ, "NNCLI_STATE": str(folder / ".state"), "NNCLI_REQUIRE_ISOLATION": "none"},
        capture_output=True,
        text=True,
    )
    assert "passed  3 of 3" in graded.stdout

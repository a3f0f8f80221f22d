"""A submission with mistakes, and the page that `nncli grade --report html=...` makes of it."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WRONG = """\
import numpy as np


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=0)


class MultiplyGate:
    def forward(self, x, y):
        return x * y

    def backward(self, dz):
        raise ValueError("</pre><script>alert(1)</script>")
"""


@pytest.fixture
def page(nncli: Run, tmp_path: Path) -> str:
    pytest.importorskip("jinja2", reason="pages need nncli[pages]")
    (tmp_path / "answers.py").write_text(WRONG)
    nncli("grade", "answers.py", "--report", "html=report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        warnings.warn("NO BROWSER HERE: the pages are not opened in one; apt-get install chromium", stacklevel=1)
        pytest.skip("NO BROWSER HERE: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT HERE: pip install playwright")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()

"""A submission with mistakes, and the page that `nncli grade --report html=...` makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

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

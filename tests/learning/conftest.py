"""What these tests share: answers to two small exercises, and a folder in which a learner works."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gate import RIGHT_GATE, SWAPPED_GATE
from tests.learning.screens import NAME, Open, Screen

WRONG_SOFTMAX = """
import numpy as np


def softmax(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum()
"""


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of commands that run in this process."""
    folder = tmp_path / ".state"
    monkeypatch.setenv("NNCLI_STATE", str(folder))
    monkeypatch.delenv("NNCLI_PROGRESS", raising=False)
    monkeypatch.delenv("CI", raising=False)
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with exercise 3 passed in it and exercise 2 not."""
    (tmp_path / "ex03_multiply_gate.py").write_text(RIGHT_GATE)
    (tmp_path / "ex02_softmax.py").write_text(WRONG_SOFTMAX)
    return tmp_path


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Open]:
    """screen(columns, rows) -> a window in a folder with a wrong answer to exercise 3."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed here")
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'nncli[watch]'")
    (tmp_path / NAME).write_text(SWAPPED_GATE)
    opened: list[Screen] = []

    def open_screen(columns: int = 80, rows: int = 40, **environment: str) -> Screen:
        opened.append(Screen(tmp_path, columns, rows, **environment).start())
        return opened[-1]

    yield open_screen
    for one in opened:
        one.close()

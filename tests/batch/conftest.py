"""A class to grade, and the command that grades it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.exercise.catalogue import find

RIGHT = find("3").solution.read_text(encoding="utf-8")
WRONG = RIGHT.replace("return dx, dy", "return dy, dx")
STUB = find("3").stub

Zip = Callable[[Path, dict[str, str | bytes]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "class"
    made.mkdir()
    return made


@pytest.fixture
def zipped() -> Zip:
    def write(path: Path, members: dict[str, str | bytes]) -> Path:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return path

    return write

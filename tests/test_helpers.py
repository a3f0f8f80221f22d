"""The files beside a submission that it may import: whichever way it says so, and nothing else of the folder."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grade import Grader
from grader.report import Outcome, Report
from grader.sandbox.workers import Workers
from grader.submissions import helpers
from grader.submissions.helpers import MAX_HELPERS
from grader.submissions.submission import read

Write = Callable[..., Path]

GATE = """class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return mul(x, y)

    def backward(self, dz):
        return self.y * dz, self.x * dz
"""
MUL = "def mul(a, b):\n    return a * b\n"


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


@pytest.fixture
def report(folder: Callable[[dict[str, str | bytes]], Path], workers: Workers) -> Callable[..., Report]:
    """The report on ex03.py beside other files."""

    def graded(first: str, others: dict[str, str | bytes]) -> Report:
        return Grader(workers).report(read(folder({"ex03.py": f"{first}\n\n{GATE}", **others}) / "ex03.py"))

    return graded


WAYS = {
    "import": "import helper\nmul = helper.mul",
    "import in a list": "import math, helper as h\nmul = h.mul",
    "from": "from helper import mul",
    "from, in brackets": "from helper import (\n    mul,\n)",
    "from, by a dot": "from .helper import mul",
    "the module, by a dot": "from . import helper\nmul = helper.mul",
    "behind a semicolon": "x = 1; from helper import mul",
    "on one line of try": "try: from helper import mul\nexcept ImportError: raise",
    "in a function": "def mul(a, b):\n    from helper import mul\n    return mul(a, b)",
    "continued": "from helper \\\n    import mul",
    "importlib": "import importlib\nmul = importlib.import_module('helper').mul",
    "__import__": "mul = __import__('helper').mul",
    "star": "from helper import *",
}


@pytest.mark.parametrize("first", WAYS.values(), ids=WAYS)
def test_a_helper_is_there_however_it_is_imported(first: str, report: Callable[..., Report]) -> None:
    found = report(first, {"helper.py": MUL})
    assert found.outcome is Outcome.PASSED, found


@pytest.mark.parametrize("first", WAYS.values(), ids=WAYS)
def test_a_helper_imports_another_in_any_of_these_ways(first: str, report: Callable[..., Report]) -> None:
    if "." in first.partition("import")[0] and "from ." in first:
        pytest.skip("a dot leads from the submission to its helpers")
    found = report("from outer import mul", {"outer.py": first, "helper.py": MUL})
    assert found.outcome is Outcome.PASSED, found


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("from layers.helper import mul", {"layers/__init__.py": "", "layers/helper.py": MUL}),
        ("from layers.helper import mul", {"layers/helper.py": MUL}),
        ("from layers import mul", {"layers/__init__.py": "from .helper import mul\n", "layers/helper.py": MUL}),
        ("from layers.deep.helper import mul", {"layers/deep/helper.py": MUL}),
        ("import layers.helper\nmul = layers.helper.mul", {"layers/helper.py": "from . import a\nmul = a.mul", "layers/a.py": MUL}),
        ("from layers.helper import mul", {"layers/helper.py": "from base import mul", "base.py": MUL}),
    ],
)  # fmt: skip
def test_a_folder_beside_is_a_package(
    first: str, others: dict[str, str | bytes], report: Callable[..., Report]
) -> None:
    found = report(first, others)
    assert found.outcome is Outcome.PASSED, found


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + MUL.encode(),
        b"# -*- coding: latin-1 -*-\n# \xe9\n" + MUL.encode(),
        b"# coding: cp1252\nname = '\x80'\n" + MUL.encode(),
        MUL.replace("\n", "\r\n").encode(),
    ],
)
def test_a_helper_may_be_in_another_encoding(content: bytes, report: Callable[..., Report]) -> None:
    assert report("from helper import mul", {"helper.py": content}).outcome is Outcome.PASSED


def test_a_helper_in_no_encoding_is_named_with_what_to_do(report: Callable[..., Report]) -> None:
    reason = (
        report("from helper import mul", {"helper.py": b"# \xe9\n" + MUL.encode()})
        .exercises[0]
        .targets[0]
        .cases[0]
        .reason
    )
    assert "helper.py: line 1 is not valid UTF-8: save the file as UTF-8" in reason


def test_a_helper_that_is_broken_is_named_with_its_line(report: Callable[..., Report]) -> None:
    reason = (
        report("from helper import mul", {"helper.py": "x = 1\ndef mul(:\n"}).exercises[0].targets[0].cases[0].reason
    )
    assert "helper.py, line 2" in reason


def test_what_is_not_there_is_named_in_full(report: Callable[..., Report]) -> None:
    reason = report("from layers.other import mul", {"layers/helper.py": MUL}).exercises[0].targets[0].cases[0].reason
    assert "No module named 'layers.other'" in reason


NAMES = ("helper", "layers", "größe", "_x", "a")


@given(st.lists(st.sampled_from([*NAMES, "helpers", " ", "\n", "import ", "x.", "(", '"', "\\n", "é", "=", ",", ", "])))
def test_a_name_is_found_where_it_stands_as_a_word(parts: list[str]) -> None:
    text = "".join(parts)
    expected = {name for name in NAMES if name in re.findall(r"\w+", text)}
    with pytest.MonkeyPatch.context() as patch:
        for stretch in (1, 7, helpers.STRETCH):
            patch.setattr(helpers, "STRETCH", stretch)
            assert helpers.words_among(NAMES, text.encode()) == expected


def test_bytes_that_are_no_text_part_no_words() -> None:
    assert helpers.words_among(["helper"], b"\xff\xfe import helper\x00") == {"helper"}


def test_files_that_nobody_names_are_not_read(folder: Callable[[dict[str, str | bytes]], Path]) -> None:
    path = folder({"ex03.py": "from helper import mul\n" + GATE, "helper.py": MUL, "diary.py": "secret = 1"})
    assert set(read(path / "ex03.py").sources[0].beside) == {"helper"}


def test_no_more_helpers_are_read_than_a_submission_has(folder: Callable[[dict[str, str | bytes]], Path]) -> None:
    names = [f"part{number}" for number in range(2 * MAX_HELPERS)]
    path = folder({"ex03.py": f"import {', '.join(names)}\n", **{f"{name}.py": "x = 1" for name in names}})
    assert len(read(path / "ex03.py").sources[0].beside) == MAX_HELPERS


def test_a_link_beside_is_not_followed(folder: Callable[[dict[str, str | bytes]], Path], tmp_path: Path) -> None:
    path = folder({"work/ex03.py": "import helper, package\n", "elsewhere/helper.py": MUL})
    (path / "work/helper.py").symlink_to(path / "elsewhere/helper.py")
    (path / "work/package").symlink_to(path / "elsewhere")
    assert read(path / "work/ex03.py").sources[0].beside == {}


@pytest.mark.parametrize("mark", ["pyvenv.cfg", "conda-meta/history"])
@pytest.mark.parametrize("name", ["myenv", ".venv", "py311"])
def test_an_environment_of_any_name_is_passed_over(
    mark: str, name: str, folder: Callable[[dict[str, str | bytes]], Path]
) -> None:
    path = folder({"ex03.py": f"import {name.strip('.')}\n{GATE}", f"{name}/{mark}": "", f"{name}/lib/x.py": MUL})
    (source,) = read(path).sources
    assert source.name == "ex03.py" and source.beside == {}


def test_the_helpers_count_in_the_hash(folder: Callable[[dict[str, str | bytes]], Path]) -> None:
    before = read(folder({"ex03.py": "import helper", "helper.py": "x = 1"}) / "ex03.py").sha256
    after = read(folder({"helper.py": "x = 2"}) / "ex03.py").sha256
    assert before != after

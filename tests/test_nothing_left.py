"""A command that fails before its work begins leaves no file and no folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.conftest import RIGHT
from tests.conftest import Run
from tests.test_machine_faults import CLONE3, pytestmark, without

__all__ = ["pytestmark"]  # the numbers of system calls are those of one system

TOO_LONG = "n" * 300
SECCOMP, LANDLOCK = 317, 444
FAILING = {
    "no cluster": "grade-all class --dask nonsense://nowhere",
    "no assignment": "grade-all class --assignment none.toml",
    "a report of one learner": "grade-all class --report gitlab=new/report.json",
    "a gradebook nowhere": "grade-all class --gradebook new/grades.db",
    "a name too long for a report": f"grade ada.py --report json=new/folder/{TOO_LONG}",
    "a folder that is a file": "grade ada.py --report json=ada.py/report.json",
    "a name too long for a starter": f"exercise 3 --out new/{TOO_LONG}.py",
    "a name too long for a picture": f"draw ada.py --out new/{TOO_LONG}.svg",
    "no gradebook": "gradebook none.db --export canvas=new/grades.csv --report html=new/pages",
    "no pack": "pack build class --out new/built",
    "no such assignment": "export gradescope --out new/grader.zip --assignment none.toml",
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "class").mkdir()
    for path in ("class/ada.py", "ada.py"):
        (tmp_path / path).write_text(RIGHT, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> set[str]:
    """All that is there but the record of what the learner has done, which is kept in any case."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if ".state" not in path.parts}


@pytest.mark.parametrize("name", FAILING)
def test_what_fails_before_it_begins_leaves_nothing(nncli: Run, here: Path, name: str) -> None:
    before = files(here)
    done = nncli(*FAILING[name].split())
    assert done.returncode in (2, 3), done.stderr
    assert files(here) == before


@pytest.mark.parametrize("calls", [[CLONE3], [SECCOMP, LANDLOCK]], ids=["no process", "no confinement"])
def test_nor_does_a_class_that_this_machine_cannot_grade(here: Path, calls: list[int]) -> None:
    before = files(here)
    words = ("grade-all", str(here / "class"), "--gradebook", str(here / "g.db"), "--require-isolation", "strong")
    done = without(calls, *words)
    assert done.returncode in (2, 3) and files(here) == before, done.stderr


@pytest.mark.parametrize(
    ("module", "words"),
    [
        ("distributed", "grade-all class --gradebook new.db --dask tcp://127.0.0.1:1"),
        ("jinja2", "gradebook --export canvas=new/grades.csv --report html=new/pages"),
    ],
)
def test_nor_does_one_for_which_a_package_is_missing(nncli: Run, here: Path, module: str, words: str) -> None:
    (here / "other").mkdir()
    (here / "other" / f"{module}.py").write_text(f"raise ModuleNotFoundError('no {module}')\n", encoding="utf-8")
    nncli("grade-all", "class")
    before = files(here)
    done = nncli(*words.split(), PYTHONPATH=str(here / "other"), PYTHONDONTWRITEBYTECODE="1")
    assert done.returncode in (2, 3) and "pip install" in done.stderr, done.stderr
    assert files(here) == before


def test_the_control_what_begins_does_leave_something(nncli: Run, here: Path) -> None:
    before = files(here)
    assert nncli("grade-all", "class", "--report", "csv=new/report.csv").returncode == 0
    assert files(here) - before == {"grades.db", "new", "new/report.csv"}

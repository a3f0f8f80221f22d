"""No entry of a class ends the grading of the others, whatever it is: it is its learner's, with a reason."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.classroom.gradebook import Gradebook
from grader.grade import Grader
from grader.sandbox.opening import open_workers
from grader.submissions.files import MAX_DEPTH, SubmissionError
from grader.submissions.submission import read
from tests.batch.conftest import RIGHT
from tests.conftest import Run
from tests.hostile_support.disasters import DISASTERS, NAIVE

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="pipes, devices and names that are no text, as on Linux"
)
HONEST = ("aa_first.py", "mm_middle.py", "zz_last.py")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A class with three honest learners; removed by a program that goes as deep as it must."""
    folder = tmp_path / "class"
    folder.mkdir()
    for name in HONEST:
        (folder / name).write_text(RIGHT)
    yield folder
    subprocess.run(["chmod", "-R", "u+rwx", str(folder)], capture_output=True)
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def marks(folder: Path) -> dict[str, tuple[str, float]]:
    with Gradebook(folder / "grades.db", create=False) as book:
        return {one.learner: (one.outcome, one.score) for one in book.attempts("last")}


def assert_the_honest_are_graded(folder: Path) -> None:
    found = marks(folder)
    assert {name.removesuffix(".py"): ("passed", 3.0) for name in HONEST}.items() <= found.items(), found


@pytest.mark.parametrize("name", DISASTERS)
def test_a_disaster_is_an_entry_of_its_own(name: str, room: Path, nncli: Run, tmp_path: Path) -> None:
    DISASTERS[name](room)
    begin = time.monotonic()
    done = nncli("grade-all", str(room), "--report", "csv=all.csv", "--report", "markdown=each/{learner}.md")
    assert time.monotonic() - begin < 60
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    assert_the_honest_are_graded(tmp_path)
    assert "aa_first" in (tmp_path / "all.csv").read_text() and (tmp_path / "each" / "zz_last.md").exists()


def test_all_disasters_together_end_nothing(room: Path, nncli: Run, tmp_path: Path) -> None:
    for make in DISASTERS.values():
        make(room)
    done = nncli("grade-all", str(room))
    assert done.returncode == 1, done.stderr
    assert_the_honest_are_graded(tmp_path)
    reasons = [line for line in done.stderr.splitlines() if line.startswith("nncli: ")]
    assert len(reasons) > 10 and all(": " in line.removeprefix("nncli: ") for line in reasons)
    assert nncli("grade-all", str(room)).returncode == 1  # again: what cannot be read is still there


@pytest.mark.parametrize("name", NAIVE)
def test_the_disaster_does_end_a_naive_reading(name: str, room: Path) -> None:
    """The control: it raises, or it never comes to an end."""
    DISASTERS[name](room)
    try:
        done = subprocess.run([sys.executable, "-c", NAIVE[name]], cwd=room, capture_output=True, timeout=3)
        assert done.returncode != 0
    except subprocess.TimeoutExpired:
        pass


def test_folders_are_walked_as_deep_as_a_learner_goes(tmp_path: Path) -> None:
    deep = tmp_path / "own" / "/".join("d" * MAX_DEPTH)
    deep.mkdir(parents=True)
    (deep / "ex03.py").write_text(RIGHT)
    assert len(read(tmp_path / "own").sources) == 1
    (deep / "one_more").mkdir()
    with pytest.raises(SubmissionError, match="folders within folders"):
        read(tmp_path / "own")


def test_a_folder_that_is_too_deep_is_named_once_in_a_class(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "class" / "deep" / "/".join("d" * (MAX_DEPTH + 1))).mkdir(parents=True)
    assert nncli("grade-all", "class").stderr.count("deep: ") == 1


def test_what_runs_is_what_was_read(tmp_path: Path) -> None:
    """A folder that is exchanged for a link after it was read: the helper that was hashed is the one that runs."""
    (tmp_path / "bob").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "bob" / "helper.py").write_text("KEY = 'mine'\n")
    (tmp_path / "secret" / "helper.py").write_text("KEY = 'SECRET-42'\n")
    (tmp_path / "bob" / "ex03.py").write_text("import helper\nprint(helper.KEY)\nclass MultiplyGate:\n    pass\n")
    for path in (tmp_path / "bob", tmp_path / "bob" / "ex03.py"):
        submission = read(path)
        shutil.move(tmp_path / "bob", tmp_path / "away")
        os.symlink("secret", tmp_path / "bob")
        workers = open_workers()
        assert Grader(workers).report(submission).exercises[0].printed == "mine\n"
        workers.close()
        (tmp_path / "bob").unlink()
        shutil.move(tmp_path / "away", tmp_path / "bob")


def test_the_hash_covers_names_and_helpers(tmp_path: Path) -> None:
    """The control of each: the same bytes under the same names give the same hash."""

    def sha256(**files: str) -> str:
        for old in tmp_path.glob("*.py"):
            old.unlink()
        for name, text in files.items():
            (tmp_path / f"{name}.py").write_text(text)
        return read(tmp_path / f"{next(iter(files))}.py").sha256

    alone = sha256(ex03="import helper")
    assert alone == sha256(ex03="import helper")
    assert alone != sha256(ex04="import helper")
    assert alone != sha256(ex03="import helper", helper="x = 1")
    assert sha256(ex03="import helper", helper="x = 1") != sha256(ex03="import helper", helper="x = 2")
    assert alone == sha256(ex03="import helper", stranger="x = 2")


def test_a_helper_of_a_helper_is_read_with_it(tmp_path: Path) -> None:
    (tmp_path / "ex03.py").write_text("import helper\n")
    (tmp_path / "helper.py").write_text("try: from deeper import x\nexcept ImportError: pass\n")
    (tmp_path / "deeper.py").write_text("x = 1\n")
    assert set(read(tmp_path / "ex03.py").sources[0].beside) == {"helper", "deeper"}

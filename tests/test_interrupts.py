"""Ctrl-C is one line and exit status 130, in every command and from the first moment."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from grader.exercise.catalogue import find
from nncli.cli import LEARNING, TEACHING

WORDS = {
    "list": "",
    "next": "",
    "exercise": "3",
    "conventions": "",
    "grade": "class/ada.py",
    "derive": "1",
    "case": "class/ada.py",
    "draw": "class/ada.py",
    "watch": "class/ada.py",
    "gradcheck": "class/ada.py",
    "hint": "3",
    "solution": "3",
    "reset": "3",
    "progress": "",
    "doctor": "",
    "completion": "bash",
    "audit": "3",
    "new": "no_such.name",
    "pack": "build nowhere",
    "new-mistake": "3 --from class/ada.py",
    "grade-all": "class",
    "gradebook": "none.db",
    "export": "gradescope",
}
DONE = "1 learner: 1 graded, "  # the last line of a class, which may be said before Ctrl-C comes
WHILE_A_CLASS_IS_MADE = """
class Interrupted:
    def __set_name__(self, owner, name):
        raise KeyboardInterrupt

def work():
    type("Made", (), {"attribute": Interrupted()})
"""
WHILE_A_ZIP_FILE_IS_WRITTEN = """
import io, zipfile

def work():
    with zipfile.ZipFile(io.BytesIO(), "w") as archive:
        writing = archive.open("a", "w")
        raise KeyboardInterrupt
"""
RUN = """
import nncli.__main__ as program
program.run_command = lambda prestart: work()
program.interruptible(program.run)
"""
# Python itself starts before any line of ours is run; what it says of Ctrl-C until then is its own.
BEGIN = "import os, nncli.__main__; os.write(1, b'.'); nncli.__main__.main()"


def test_every_command_is_among_them() -> None:
    assert set(LEARNING) | set(TEACHING) <= WORDS.keys()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text(
        find("3").solution.read_text(encoding="utf-8").replace("return dx, dy", "return dy, dx")
    )
    return tmp_path


def interrupt(room: Path, command: str, seconds: float) -> tuple[int | None, str]:
    """Send Ctrl-C, as a terminal does, to everything that was started; the exit status and what was said. None: it had ended."""
    environment = {**os.environ, "NNCLI_STATE": str(room / ".state"), "NNCLI_REQUIRE_ISOLATION": "none"}
    process = subprocess.Popen(
        [sys.executable, "-c", BEGIN, command, *WORDS[command].split()],
        cwd=room,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stdout.read(1) == "."
    time.sleep(seconds)
    had_ended = process.poll() is not None
    if not had_ended:
        os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    return None if had_ended else process.returncode, said


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("times", [1, pytest.param(12, marks=pytest.mark.long)])
@pytest.mark.parametrize("command", sorted(WORDS))
def test_an_interrupt_is_one_line(room: Path, command: str, times: int) -> None:
    draw = random.Random(command)
    for seconds in [0.0, *(draw.uniform(0, 0.5) for _ in range(times))]:
        status, said = interrupt(room, command, seconds)
        if (
            "Exception ignored in" in said
        ):  # by Python itself: it came while a callback of the interpreter ran, where none is raised
            continue
        assert "Traceback" not in said and "Aborted" not in said, said
        if status == 130:
            *earlier, last = said.strip().splitlines()
            assert "stopped" in last and all(line.startswith(DONE) for line in earlier), said
        elif status is not None:  # it ended by itself in the meantime, or Ctrl-C is the way to end it
            assert status in (0, 1, 2), (status, said)


@pytest.mark.parametrize("work", [WHILE_A_CLASS_IS_MADE, WHILE_A_ZIP_FILE_IS_WRITTEN], ids=["a class", "a ZIP file"])
def test_one_that_a_library_makes_another_error_of_is_no_fault_of_ours(work: str) -> None:
    done = subprocess.run([sys.executable, "-c", work + RUN], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "stopped\n")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_in_the_first_moment_leaves_no_other_way(room: Path) -> None:
    statuses = [interrupt(room, "grade", 0.0)[0] for _ in range(3)]
    assert statuses == [130] * 3

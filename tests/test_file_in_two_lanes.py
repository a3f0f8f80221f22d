"""The exercises of one file in two lanes: a second process of the judge, which may be lost and leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise.catalogue import find
from grader.sandbox.workers import cores
from tests.conftest import Run
from tests.learning.watching import wait_until

ATTEMPTED = ("1", "2", "3", "10", "21", "24", "31")
two_cores = pytest.mark.skipif(cores() < 2 or not hasattr(os, "sched_setaffinity"), reason="one core has one lane")
PROGRAM = """
import sys
from pathlib import Path
from grader import lanes
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.submissions.submission import read

{before}
submission = read(Path(sys.argv[1]))
workers = open_workers()
grader = Grader.prepare(submission, workers, Sheets(0), Clock(2.0, 10.0), None, None)
assert grader.more is not None
print([exercise.outcome.value for exercise in grader.report(submission).exercises])
grader.more.close()
workers.close()
"""
LOSES_ITS_COPY = """
import os, signal
work = lanes._work_and_end
lanes._work_and_end = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
"""
GETS_NO_COPY = """
import os
def refuse(): raise BlockingIOError("no process")
os.fork = refuse
"""
ENDLESS = """

def endless(*given, **named):
    while True:
        pass


for name in [name for name, value in globals().items() if callable(value)]:
    globals()[name] = endless
"""


@pytest.fixture
def several(tmp_path: Path) -> Path:
    path = tmp_path / "several.py"
    path.write_text("\n\n".join(find(number).solution.read_text(encoding="utf-8") for number in ATTEMPTED))
    return path


def graded(path: Path, before: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(before=before), str(path)], capture_output=True, text=True, timeout=60
    )
    assert not done.stderr
    return done.stdout.strip()


@two_cores
@pytest.mark.parametrize("before", ["", LOSES_ITS_COPY, GETS_NO_COPY], ids=["a copy", "a copy that is lost", "no copy"])
def test_every_exercise_is_graded_once_whatever_becomes_of_the_second_process(several: Path, before: str) -> None:
    assert graded(several, before) == str(["passed"] * len(ATTEMPTED))


@two_cores
def test_one_core_and_two_give_the_same_report(nncli: Run, several: Path, tmp_path: Path) -> None:
    wrong = (
        several.read_text()
        .replace("self.y * dz", "self.x * dz")
        .replace("import numpy as np", "import numpy as np\nprint(1)")
    )
    several.write_text(wrong)
    nncli("grade", str(several), "--json", "two.json")
    here, one = os.sched_getaffinity(0), min(os.sched_getaffinity(0))
    try:
        os.sched_setaffinity(0, {one})
        nncli("grade", str(several), "--json", "one.json")
    finally:
        os.sched_setaffinity(0, here)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert b'"failed"' in (tmp_path / "one.json").read_bytes()


@two_cores
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_is_ended_leaves_no_second_process(
    several: Path, tmp_path: Path, number: signal.Signals
) -> None:
    several.write_text(
        several.read_text() + ENDLESS
    )  # in both lanes: a second process with nothing to do would be gone at once
    command = [sys.executable, "-m", "nncli", "grade", str(several)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    wait_until(lambda: len(members(process.pid)) == 2, lambda: "no second process was started")
    process.send_signal(number)
    process.wait(timeout=10)
    wait_until(lambda: not members(process.pid), lambda: f"{members(process.pid)} are left")


def members(session: int) -> list[int]:
    """The processes of a session that still run: one that nobody has reaped yet has ended too."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, own, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(own) == session and state != "Z":
            found.append(int(folder.name))
    return found

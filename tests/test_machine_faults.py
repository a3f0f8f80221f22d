"""What the machine does not give is told in a sentence with status 3, never by a traceback, and never as the learner's fault."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise.catalogue import data_folder
from tests.conftest import Run

SOLUTION = data_folder("solutions") / "03_multiply_gate.py"

# A program that is started after a filter which refuses some system calls: [number, ...] then the command.
FILTERED = """
import ctypes, os, struct, sys
calls = [int(word) for word in sys.argv[1].split(",")]
rules = [struct.pack("<HBBI", 0x20, 0, 0, 0)]
for place, number in enumerate(calls):
    rules.append(struct.pack("<HBBI", 0x15, len(calls) - place, 0, number))
rules += [struct.pack("<HBBI", 6, 0, 0, 0x7FFF0000), struct.pack("<HBBI", 6, 0, 0, 0x00050001)]
code = ctypes.create_string_buffer(b"".join(rules))
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0
program = Program(len(rules), ctypes.addressof(code))
assert libc.prctl(22, 2, ctypes.byref(program), 0, 0) == 0
os.execv(sys.argv[2], sys.argv[2:])
"""
CLONE, FORK, VFORK, CLONE3 = 56, 57, 58, 435
INSTALLED = Path(sys.executable).with_name("nncli")  # the command itself starts anew, `python -m nncli` does not
PROGRAM = [str(INSTALLED)] if INSTALLED.exists() else [sys.executable, "-m", "nncli"]


def without(calls: list[int], *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    numbers = ",".join(map(str, calls))
    command = [sys.executable, "-c", FILTERED, numbers, *PROGRAM, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=env)


pytestmark = pytest.mark.skipif(
    platform.machine() != "x86_64" or sys.platform != "linux", reason="the numbers of system calls are those of x86-64 Linux"
)  # fmt: skip


@pytest.mark.parametrize("calls", [[CLONE3], [CLONE, CLONE3, FORK, VFORK]], ids=["clone3", "all of them"])
@pytest.mark.parametrize(
    "words",
    [
        ("grade", str(SOLUTION)),
        ("grade", "-q", str(SOLUTION)),
        ("grade", "--workers", "fresh", str(SOLUTION)),
        ("gradcheck", str(SOLUTION)),
        ("audit", "3"),
    ],
    ids=lambda words: " ".join(words[:2]) if isinstance(words, tuple) else None,
)
def test_where_no_process_can_be_started_a_sentence_says_so(calls: list[int], words: tuple[str, ...]) -> None:
    done = without(calls, *words)
    assert done.returncode == 3, done.stderr
    assert "start no process" in done.stderr and "Traceback" not in done.stderr and "fault of nncli" not in done.stderr


def test_the_doctor_says_so_among_the_rest() -> None:
    done = without([CLONE3], "doctor")
    assert done.returncode == 0 and "none: this machine lets nncli start no process" in done.stdout


def test_a_class_is_not_graded_where_no_process_can_be_started(tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_bytes(SOLUTION.read_bytes())
    done = without([CLONE3], "grade-all", str(tmp_path / "class"), "--gradebook", str(tmp_path / "g.db"))
    assert done.returncode == 3 and "Traceback" not in done.stderr


@pytest.mark.parametrize("warnings", ["error", "always", "default"])
def test_no_warning_of_ours_reaches_the_terminal_or_changes_the_report(
    warnings: str, nncli: Run, tmp_path: Path
) -> None:
    text = "import numpy as np\ndef softmax(z):\n    return np.exp(z) / np.exp(z).sum(-1, keepdims=True) * (1 + 0j)\n"
    (tmp_path / "a.py").write_text(text)
    plain = nncli("grade", "a.py", "--json", "-")
    strict = nncli("grade", "a.py", "--json", "-", PYTHONWARNINGS=warnings)
    assert (strict.stdout, strict.stderr) == (plain.stdout, "")

"""Terminals, encodings, pipes and homes that are not as we would like them: never a traceback of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from grader.judging.compare import Rules, Tolerance, differences
from grader.report import Outcome, Verdict
from grader.sandbox.spawn import clean_environment
from grader.text.cleaning import without_commands
from grader.wire import Array
from nncli.learning.record import record_file
from nncli.ui.encoding import SPELT
from nncli.ui.render import CaseTable
from tests.golden import steady

COMMAND = [sys.executable, "-m", "nncli"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, terminals and permissions as POSIX has them")
WRONG = "class MultiplyGate:\n    def forward(self, x, y):\n        return x * y\n\n    def backward(self, dz):\n        return dz, dz\n"


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    (tmp_path / "x.py").write_text(WRONG, encoding="utf-8")
    return "x.py"


# ---------------------------------------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
@pytest.mark.parametrize("exercise", ["1", "14", "18"])
def test_an_exercise_is_shown_in_an_encoding_without_greek_letters(encoding: str, exercise: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([*COMMAND, "exercise", exercise, "--show"], capture_output=True, env=environment, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "difficulty" in done.stdout.decode(encoding)


def test_signs_that_ascii_lacks_are_spelt_out(nncli, wrong: str) -> None:
    shown = nncli("exercise", "1", "--show", PYTHONIOENCODING="ascii").stdout
    assert "z = w*x + b        phi = sigma(z) = 1/(1 + e^-z)" in shown
    assert "+- " in nncli("grade", wrong, PYTHONIOENCODING="ascii").stdout


def test_what_a_learner_prints_is_never_turned_into_a_command(nncli, wrong: str, tmp_path: Path) -> None:
    (tmp_path / wrong).write_text("print('\uff1a\uff1aerror\uff1a\uff1aσ')\n" + WRONG, encoding="utf-8")
    done = nncli("grade", wrong, PYTHONIOENCODING="ascii")
    assert "??error??sigma" in done.stdout
    assert all(without_commands(sign * 2) == sign * 2 and "[" not in sign for sign in SPELT.values())


# ---------------------------------------------------------------------------------------------------------- pipes, terminals


@POSIX
@pytest.mark.parametrize("words", [["list"], ["grade", "x.py"], ["exercise", "3", "--show"], ["--help"]], ids=" ".join)
def test_a_reader_that_goes_away_is_no_fault(words: list[str], wrong: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*COMMAND, *words], cwd=tmp_path, stdout=writing, stderr=subprocess.PIPE, timeout=120)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@POSIX
def test_a_closed_standard_output_is_no_fault(nncli, wrong: str, tmp_path: Path) -> None:
    shell = ["sh", "-c", 'exec "$@" <&- >&-', "sh", *COMMAND, "grade", wrong, "--require-isolation", "none"]
    done = subprocess.run(shell, cwd=tmp_path, stderr=subprocess.PIPE, timeout=120)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", [["list"], ["grade", "x.py"]], ids=" ".join)
def test_a_full_disk_is_said_once(words: list[str], wrong: str, tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, *words], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, timeout=120)
    assert done.returncode == 2
    assert done.stderr == b"nncli: this cannot be shown: no space is left where it is to be written\n"


def on_a_terminal(words: list[str], folder: Path, **env: str) -> str:
    """What the command writes to a terminal of 60 columns."""
    import pty

    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    child = subprocess.Popen(
        [*COMMAND, *words],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "COLUMNS": "60", "PYTHONIOENCODING": "utf-8", **env},
    )
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 65536):
            written += piece
    except OSError:  # Linux: the other side is closed
        pass
    os.close(ours)
    child.wait(timeout=120)
    return written.decode().replace("\r\n", "\n")


@POSIX
@pytest.mark.parametrize("words", [["list"], ["grade", "x.py"], ["hint", "3", "--level", "1"]], ids=" ".join)
def test_a_dumb_terminal_gets_no_escapes(words: list[str], wrong: str, tmp_path: Path) -> None:
    assert "\x1b" not in on_a_terminal(words, tmp_path, TERM="dumb", NNCLI_STATE=str(tmp_path))


@POSIX
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_report_fits_a_narrow_terminal(term: str, wrong: str, tmp_path: Path) -> None:
    shown = on_a_terminal(["grade", wrong, "--require-isolation", "none"], tmp_path, TERM=term, NO_COLOR="1")
    assert "MultiplyGate.backward" in shown
    assert (
        max(
            len(line.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[2m", "")) for line in shown.split("\n")
        )
        <= 60
    )


# ------------------------------------------------------------------------------------------------------- homes and folders


def test_a_hint_does_without_a_place_to_remember_it(nncli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = nncli("hint", "3", NNCLI_STATE=str(tmp_path / "file" / "below")).stdout
    assert "hint 1 of 3" in said
    assert "one more hint: nncli hint 3 --level 2" in said


@pytest.mark.parametrize("answer", [lambda name: "~/.local/state", lambda name: Path("~unknown").expanduser()])
def test_nobody_s_home_is_no_folder_of_the_name_tilde(monkeypatch: pytest.MonkeyPatch, answer) -> None:
    monkeypatch.delenv("NNCLI_STATE", raising=False)
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("platformdirs.user_state_dir", answer)
    assert record_file() is None


def test_a_starter_that_cannot_be_written_is_misuse_with_a_way_out(nncli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = nncli("exercise", "3", "--out", "file/below")
    assert done.returncode == 2
    assert "cannot be written: Not a directory" in done.stderr
    assert "hint: --out FOLDER writes it elsewhere" in done.stderr


# ------------------------------------------------------------------------------------------------------ versions and machines


def test_a_python_that_needs_a_path_to_its_own_library_can_start_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/python/lib")
    assert clean_environment()["LD_LIBRARY_PATH"] == "/opt/python/lib"


def test_of_entries_as_wrong_as_each_other_the_first_is_shown() -> None:
    expected = np.linspace(0.1, 0.9, 24)
    got = expected + 1 + np.arange(24) * 1e-14  # rounding alone makes the last one the worst
    rules = Rules(Tolerance(1e-7, 1e-9))
    [found] = differences(Array(dtype="<f8", shape=(24,), data=got.tobytes()), expected, rules)
    assert found.index == (0,)


def test_golden_reports_read_alike_on_all_versions_of_python() -> None:
    old = "    x.py, line 1, in sign\n    x.py, line 1, in <listcomp>\n        return [1 for a in z]\n\n"
    assert steady(old) == "    x.py, line 1, in sign\n\n"
    new = "an unexpected keyword argument\n  'keepdim'. Did you mean\n  'keepdims'?\n"
    assert steady(new) == "an unexpected keyword argument\n  'keepdim'\n"


# ------------------------------------------------------------------------------------------------------------------------ tables


VERDICTS = [
    Verdict("a case", Outcome.PASSED, score=0.5, max_score=0.5),
    Verdict("weite Zeichen: 数値微分", Outcome.FAILED, "wrong", "dx[0, 1]", "3.14159265", "2", max_score=12.0),
    Verdict("a slope", Outcome.FAILED, "wrong", "dy", "1", "2", 1.987, None, max_score=1.0),
    Verdict("never there", Outcome.MISSING, "missing", max_score=1.0),
]


def test_a_table_of_wide_signs_fits_a_narrow_terminal() -> None:
    console = Console(width=40)
    with console.capture() as captured:
        console.print(CaseTable(VERDICTS))
    assert max(map(len, captured.get().splitlines())) <= 40

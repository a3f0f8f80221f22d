"""A class graded by the command: one learner's disaster touches nobody else, and a stopped run goes on where it was."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.classroom.gradebook import Gradebook
from tests.batch.conftest import RIGHT, STUB, WRONG, Zip
from tests.conftest import Run
from tests.hostile_support.processes import descendants, is_running
from tests.learning.watching import wait_until

DISASTERS = {
    "hangs": "while True: pass\n" + RIGHT,
    "exits": "import os\nos._exit(0)\n" + RIGHT,
    "broken_syntax": "class MultiplyGate(:\n",
    "binary": "\x00\x01\x02",
    "raises": "raise SystemExit\n" + RIGHT,
    "floods": "while True: print('x' * 1_000_000)\n" + RIGHT,
}


def scores(path: Path, policy: str = "best") -> dict[str, float]:
    with Gradebook(path, create=False) as book:
        return {one.learner: one.counted for one in book.attempts(policy)}


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def test_a_folder_that_is_not_there_is_misuse(nncli: Run) -> None:
    done = nncli("grade-all", "nowhere")
    assert done.returncode == 2 and "does not exist" in done.stderr


def test_an_empty_folder_is_misuse(nncli: Run, folder: Path) -> None:
    done = nncli("grade-all", "class")
    assert done.returncode == 2 and "nothing in this folder is a submission" in done.stderr


def test_one_learners_disaster_touches_nobody_else(nncli: Run, folder: Path, tmp_path: Path, zipped: Zip) -> None:
    write(folder, ada=RIGHT, bob=WRONG, cleo=STUB, **DISASTERS)
    zipped(folder / "bomb.zip", {"bomb.py": b"\0" * (50 << 20)})
    zipped(folder / "escape.zip", {"../escape.py": RIGHT})
    (folder / "link.py").symlink_to("/etc/passwd")
    (tmp_path / "nncli.toml").write_text("[limits]\ncase = 0.5\nsubmission = 1.0\n")
    done = nncli("grade-all", "class")
    found = scores(tmp_path / "grades.db")
    assert done.returncode == 1
    assert found.pop("ada") == 3.0
    assert set(found) == {"bob", "cleo", *DISASTERS, "bomb", "escape", "link"}
    assert set(found.values()) == {0.0}
    assert "points out of the archive" in done.stderr and "link.py: this is a link" in done.stderr


def test_a_second_run_grades_only_what_has_changed(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada=RIGHT, bob=WRONG)
    assert "2 graded, 0 unchanged" in nncli("grade-all", "class").stderr
    assert "0 graded, 2 unchanged" in nncli("grade-all", "class").stderr
    write(folder, bob=RIGHT)
    assert "1 graded, 1 unchanged" in nncli("grade-all", "class").stderr
    assert scores(tmp_path / "grades.db") == {"ada": 3.0, "bob": 3.0}


def test_another_seed_and_regrade_grade_everything_again(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada=RIGHT, bob=WRONG)
    nncli("grade-all", "class")
    assert "2 graded" in nncli("grade-all", "class", "--regrade").stderr
    (tmp_path / "nncli.toml").write_text("seed = 5")
    assert "2 graded" in nncli("grade-all", "class").stderr
    with Gradebook(tmp_path / "grades.db") as book:
        assert len(book.history("ada")) == 1


def test_attempts_are_kept_and_the_policy_chooses(nncli: Run, folder: Path, tmp_path: Path) -> None:
    for text in (RIGHT, WRONG):
        write(folder, ada=text)
        nncli("grade-all", "class")
    assert scores(tmp_path / "grades.db", "best") == {"ada": 3.0}
    assert scores(tmp_path / "grades.db", "last") == {"ada": 0.0}


def test_reports_of_a_class_are_written(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada=RIGHT, bob=WRONG)
    words = ("--report", "csv=out/all.csv", "--report", "gradescope=out/{learner}.json", "--report", "junit=junit.xml")
    assert nncli("grade-all", "class", *words).returncode == 0
    rows = list(csv.DictReader((tmp_path / "out" / "all.csv").open(encoding="utf-8")))
    assert {row["learner"] for row in rows} == {"ada", "bob"}
    assert json.loads((tmp_path / "out" / "ada.json").read_text())["score"] == 3.0
    assert (tmp_path / "junit.xml").read_text().count("<testsuite ") == 2


def test_a_report_of_one_submission_cannot_be_one_of_a_class(nncli: Run, folder: Path) -> None:
    write(folder, ada=RIGHT)
    done = nncli("grade-all", "class", "--report", "gradescope=all.json")
    assert done.returncode == 2 and "{learner}" in done.stderr


def test_what_a_learner_gets_withholds_what_the_teacher_sees(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, bob=WRONG)
    (tmp_path / "nncli.toml").write_text('reveal = "names"')
    nncli("grade-all", "class", "--report", "json=bob_{learner}.json", "--report", "json=all.jsonl")
    cases = [
        json.loads((tmp_path / name).read_text())["exercises"][0]["targets"][0]["cases"]
        for name in ("bob_bob.json", "all.jsonl")
    ]
    assert {case["expected"] for case in cases[0]} == {None}
    assert None not in {case["expected"] for case in cases[1]}


def test_lateness_costs_points_in_the_gradebook_only(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada=RIGHT)
    (tmp_path / "class.csv").write_text("student,submitted\nada,2026-03-03T00:00:00Z\n")
    (tmp_path / "nncli.toml").write_text(
        '[late]\ndue = 2026-03-02T00:00:00Z\nroster = "class.csv"\ncolumn = "submitted"\n'
    )
    nncli("grade-all", "class")
    assert scores(tmp_path / "grades.db") == {"ada": 2.7}
    (tmp_path / "class.csv").write_text("student,submitted\nada,2026-03-01T00:00:00Z\n")
    assert "1 unchanged" in nncli("grade-all", "class").stderr
    assert scores(tmp_path / "grades.db") == {"ada": 3.0}


def test_too_little_isolation_grades_nobody(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada=RIGHT)
    (tmp_path / "nncli.toml").write_text('seed_env = "NOT_SET"')
    done = nncli("grade-all", "class")
    assert done.returncode == 2 and "NOT_SET" in done.stderr
    assert not (tmp_path / "grades.db").exists()


# ------------------------------------------------------------------------------------------------------------------- gradebook


def test_the_gradebook_shows_scores_rates_and_mistakes(nncli: Run, folder: Path) -> None:
    write(folder, ada=RIGHT, bob=WRONG)
    nncli("grade-all", "class")
    text = nncli("gradebook", "grades.db").stdout
    assert "2 learners, 1 passed everything; mean 1.5 of 3" in text
    assert "03_multiply_gate  2          1 (50%)" in text
    assert "swapped" in text


def test_one_learners_report_is_shown_with_its_history(nncli: Run, folder: Path) -> None:
    write(folder, bob=WRONG)
    nncli("grade-all", "class")
    text = nncli("gradebook", "--student", "bob").stdout
    assert "MultiplyGate.backward" in text and "attempt" in text


def test_a_name_that_is_not_there_gets_a_close_one(nncli: Run, folder: Path) -> None:
    write(folder, bobby=WRONG)
    nncli("grade-all", "class")
    done = nncli("gradebook", "--student", "boby")
    assert done.returncode == 2 and "did you mean bobby" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_the_export_is_what_canvas_takes_and_no_name_is_a_formula(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada_1234_5678_work=RIGHT)
    write(folder, **{"=HYPERLINK(1)": WRONG})
    nncli("grade-all", "class")
    nncli("gradebook", "--export", "out.csv", "--title", "Week 3")
    rows = list(csv.reader((tmp_path / "out.csv").open(encoding="utf-8", newline="")))
    assert rows[0] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Week 3"]
    assert rows[1][0].strip() == "Points Possible" and float(rows[1][5]) == 3.0
    assert ["ada", "1234", "", "", "", "3.0"] in rows
    assert any(row[0] == "'=HYPERLINK(1)" for row in rows)


def test_a_gradebook_that_is_none_is_misuse(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "grades.db").write_text("no")
    done = nncli("gradebook", "grades.db")
    assert done.returncode == 2 and "not a gradebook" in done.stderr


HIDE_CURSOR, SHOW_CURSOR = b"\x1b[?25l", b"\x1b[?25h"


def in_terminal(tmp_path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A run whose standard error is a terminal, and this one's end of it."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "NNCLI_REQUIRE_ISOLATION": "none", "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "nncli", "grade-all", "class", "--regrade"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=theirs)
    os.close(theirs)
    return process, ours


def read_all(terminal: int) -> Iterator[bytes]:
    """What is shown there, until nobody shows anything any more."""
    with contextlib.suppress(OSError):
        while data := os.read(terminal, 4096):
            yield data
    os.close(terminal)


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
def test_a_terminal_sees_a_bar_and_a_pipe_sees_lines(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, **{f"learner{number:03}": f"{RIGHT}\n# {number}\n" for number in range(100)})
    plain = nncli("grade-all", "class").stderr.splitlines()
    assert plain[:2] == ["10 of 100", "20 of 100"] and plain[-1].startswith("100 learners: 100 graded")
    process, terminal = in_terminal(tmp_path)
    shown = b"".join(read_all(terminal))
    assert process.wait() == 0
    assert b"/100" in shown and b"a second" in shown and b"10 of 100" not in shown


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX's")
def test_a_second_interrupt_ends_at_once_and_leaves_the_terminal_as_it_was(folder: Path, tmp_path: Path) -> None:
    """The bar is gone, and the cursor is there, before a word is said."""
    write(folder, **{f"learner{number:03}": f"import time; time.sleep(0.9)\n{RIGHT}" for number in range(100)})
    process, terminal = in_terminal(tmp_path)
    shown, interrupts = b"", 0
    for data in read_all(terminal):
        shown += data
        if re.search(rb"[1-9]/100", shown) and interrupts < 2:  # the bar is drawn ten times a second
            process.send_signal(signal.SIGINT)
            interrupts += 1
    assert process.wait() == 130
    assert shown.rfind(HIDE_CURSOR) < shown.rfind(SHOW_CURSOR) < shown.rfind(b"stopped at once")
    assert shown.rstrip().endswith(b"again to go on")


@pytest.mark.skipif(os.name == "nt", reason="a shell's way to close a stream")
def test_nobody_need_hear_it(nncli: Run, folder: Path, tmp_path: Path) -> None:
    write(folder, ada=RIGHT)
    command = ["sh", "-c", 'exec "$@" 2>&-', "sh", sys.executable, "-m", "nncli", "grade-all", "class"]
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stdout) == (0, b"")
    assert "0 graded, 1 unchanged" in nncli("grade-all", "class").stderr


# ------------------------------------------------------------------------------------------------------------------ interrupts


def started(tmp_path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "NNCLI_REQUIRE_ISOLATION": "none"}
    command = [sys.executable, "-m", "nncli", "grade-all", "class", "--lanes", "2"]
    return subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)


def wait_for_some(path: Path, process: subprocess.Popen[str], wanted: int) -> None:
    """Until a few attempts are written."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as rows:
                if rows.execute("SELECT count(*) FROM attempts").fetchone()[0] >= wanted:
                    return
        except sqlite3.Error:
            pass
        time.sleep(0.01)


def counts(path: Path) -> tuple[int, int, int]:
    with sqlite3.connect(path) as rows:
        found = [
            rows.execute(query).fetchone()[0]
            for query in (
                "SELECT count(*) FROM attempts",
                "SELECT count(DISTINCT learner) FROM attempts",
                "SELECT count(*) FROM exercises JOIN attempts ON attempts.id = attempt",
            )
        ]
    rows.close()
    return found[0], found[1], found[2]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_killed_in_the_middle_and_started_again_nothing_is_lost_or_doubled(
    nncli: Run, folder: Path, tmp_path: Path
) -> None:
    class_size = 80
    write(folder, **{f"learner{number:03}": f"{RIGHT}\n# {number}\n" for number in range(class_size)})
    process = started(tmp_path)
    wait_for_some(tmp_path / "grades.db", process, 10)
    process.kill()
    process.wait()
    kept, _, _ = counts(tmp_path / "grades.db")
    assert 10 <= kept < class_size
    done = nncli("grade-all", "class")
    assert f"{class_size - kept} graded, {kept} unchanged" in done.stderr
    assert counts(tmp_path / "grades.db") == (class_size, class_size, class_size)
    assert set(scores(tmp_path / "grades.db").values()) == {3.0}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_nothing_of_a_killed_run_is_left_running(folder: Path, tmp_path: Path) -> None:
    write(folder, **{f"learner{number:03}": f"{RIGHT}\n# {number}\n" for number in range(60)})
    process = started(tmp_path)
    wait_for_some(tmp_path / "grades.db", process, 5)
    left = descendants(process.pid)
    assert len(left) >= 2  # the zygotes of both lanes
    process.kill()
    process.wait()
    wait_until(lambda: not any(map(is_running, left)), lambda: f"of {left} some still run")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_finishes_what_is_under_way_and_says_how_to_go_on(
    nncli: Run, folder: Path, tmp_path: Path, number: signal.Signals
) -> None:
    write(folder, **{f"learner{number:03}": f"{RIGHT}\n# {number}\n" for number in range(80)})
    process = started(tmp_path)
    wait_for_some(tmp_path / "grades.db", process, 5)
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again to go on" in errors
    assert nncli("grade-all", "class").returncode == 0
    assert counts(tmp_path / "grades.db")[:2] == (80, 80)

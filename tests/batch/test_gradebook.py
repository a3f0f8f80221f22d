"""The gradebook: whole at every moment, and honest about files that it cannot use."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.classroom.assignment import Assignment
from grader.classroom.gradebook import SCHEMA, Gradebook, GradebookError, HandIn, Key
from grader.classroom.late import Late
from grader.report import Isolation, NamedMistake, Outcome, Report, Verdict, exercise_report, target_report

KEY = Key("settings", {2: "v1"})
DUE = datetime(2026, 3, 1, tzinfo=timezone.utc)


def report(learner: str = "ada", sha256: str = "a", right: int = 1) -> Report:
    cases = [
        Verdict(f"case {n}", Outcome.PASSED if n < right else Outcome.FAILED, got="1", expected="2") for n in range(2)
    ]
    mistakes = [] if right == 2 else [NamedMistake("softmax", "not_shifted", "Subtract the maximum.")]
    exercise = exercise_report(2, "softmax", "Softmax", [target_report("softmax", cases, 4.0)], mistakes)
    return Report(learner, sha256, 0, "1", Isolation("strong", "all"), (exercise,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "grades.db"


@pytest.fixture
def book(path: Path):
    with Gradebook(path) as opened:
        yield opened


def refused(path: Path) -> str:
    with pytest.raises(GradebookError) as caught:
        Gradebook(path)
    return str(caught.value)


def test_a_file_that_is_no_database_is_left_as_it_is(path: Path) -> None:
    path.write_text("Student,Points\n" * 100)
    assert "not a gradebook" in refused(path)
    assert path.read_text() == "Student,Points\n" * 100


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as rows:
        rows.execute("CREATE TABLE grades (x)")
    rows.close()
    before = path.read_bytes()
    assert "another program" in refused(path)
    assert path.read_bytes() == before


def test_a_newer_gradebook_is_left_as_it_is(path: Path) -> None:
    Gradebook(path).close()
    with sqlite3.connect(path) as rows:
        rows.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    rows.close()
    assert "newer nncli" in refused(path)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "cannot be opened or created" in refused(tmp_path / "no" / "grades.db")


def test_reading_never_creates_a_gradebook(path: Path) -> None:
    with pytest.raises(GradebookError, match="no such gradebook"):
        Gradebook(path, create=False)
    assert not path.exists()


def test_a_report_comes_back_as_it_was(book: Gradebook) -> None:
    book.record(report(), KEY)
    (attempt,) = book.attempts("best")
    assert book.report(attempt) == report()


def test_what_has_not_changed_is_current(book: Gradebook) -> None:
    assert not book.is_current("ada", "a", KEY)
    book.record(report(), KEY)
    assert book.is_current("ada", "a", KEY)


@pytest.mark.parametrize(
    ("learner", "sha256", "key"),
    [
        ("bob", "a", KEY),
        ("ada", "b", KEY),
        ("ada", "a", replace(KEY, settings="other seed")),
        ("ada", "a", replace(KEY, exercises={2: "v2"})),
        ("ada", "a", replace(KEY, exercises={})),
    ],
)
def test_whatever_decides_a_mark_makes_it_stale(book: Gradebook, learner: str, sha256: str, key: Key) -> None:
    book.record(report(), KEY)
    assert not book.is_current(learner, sha256, key)


def test_an_exercise_that_was_not_attempted_may_change(book: Gradebook) -> None:
    book.record(report(), KEY)
    assert book.is_current("ada", "a", replace(KEY, exercises={2: "v1", 3: "v9"}))


def test_values_that_cannot_be_kept_are_the_fault_of_their_report_and_not_of_the_file(book: Gradebook) -> None:
    """A class goes on after the first, and ends at the second."""
    endless = exercise_report(3, "multiply_gate", "The gate", [target_report("MultiplyGate", [], float("nan"))], [])
    broken = Report("eve", "s", 0, "", Isolation(), (endless,))
    with pytest.raises(sqlite3.IntegrityError):
        book.record(broken, KEY)
    assert book.attempts() == []


def test_grading_the_same_content_again_takes_the_place_of_the_first(book: Gradebook) -> None:
    book.record(report(right=1), KEY)
    book.record(report(right=2), KEY)
    assert [one.score for one in book.history("ada")] == [4.0]
    assert [rate.attempts for rate in book.pass_rates("best")] == [1]
    assert book.mistakes("best") == []


def test_another_content_is_another_attempt(book: Gradebook) -> None:
    book.record(report(sha256="a", right=2), KEY)
    book.record(report(sha256="b", right=1), KEY)
    assert [one.score for one in book.history("ada")] == [4.0, 2.0]


def test_the_best_or_the_last_attempt_counts(book: Gradebook) -> None:
    book.record(report(sha256="a", right=2), KEY)
    book.record(report(sha256="b", right=1), KEY)
    assert [one.score for one in book.attempts("best")] == [4.0]
    assert [one.score for one in book.attempts("last")] == [2.0]


def test_the_best_attempt_is_the_best_after_lateness(book: Gradebook) -> None:
    book.record(report(sha256="a", right=1), KEY)
    book.rescore(Assignment(late=Late(DUE, per_day=0.25)))
    book.record(report(sha256="b", right=2), KEY, hand_in=HandIn(DUE + timedelta(hours=1)))
    assert [one.counted for one in book.attempts("best")] == [2.0]


def test_a_learner_who_goes_back_to_an_earlier_content_has_handed_it_in_last(book: Gradebook) -> None:
    book.record(report(sha256="a", right=1), KEY)
    book.record(report(sha256="b", right=2), KEY)
    book.keep("ada", "a")
    assert [one.score for one in book.attempts("last")] == [2.0]


def test_mistakes_are_counted_by_learners(book: Gradebook) -> None:
    for learner in ("ada", "bob"):
        book.record(report(learner, right=1), KEY)
    assert book.mistakes("best") == [(2, "softmax", "not_shifted", 2)]


def test_two_runs_may_write_at_once(path: Path) -> None:
    with Gradebook(path) as first, Gradebook(path) as second:
        first.record(report("ada"), KEY)
        second.record(report("bob"), KEY)
        assert [one.learner for one in first.attempts("best")] == ["ada", "bob"]


def test_a_damaged_report_is_named(book: Gradebook) -> None:
    book.record(report(), KEY)
    book.rows.execute("UPDATE attempts SET report = x'00'")
    with pytest.raises(GradebookError, match="the report of ada is damaged"):
        book.report(book.attempts("best")[0])


def _record_and_die(path: Path) -> None:
    book = Gradebook(path)
    book.record(report("ada"), KEY)
    book.rows.execute("BEGIN IMMEDIATE")
    book.rows.execute("INSERT INTO mistakes VALUES (1, 2, 'half', 'written')")
    os.kill(os.getpid(), 9)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_a_process_that_is_killed_within_a_transaction_leaves_none_of_it(path: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_record_and_die, args=(path,))
    process.start()
    process.join(30)
    with Gradebook(path) as book:
        assert [one.learner for one in book.attempts("best")] == ["ada"]
        assert book.mistakes("best") == [(2, "softmax", "not_shifted", 1)]


def tiny_disk(folder: Path) -> bool:
    """A file system of 128 kB at `folder`, where root may mount one."""
    mount = shutil.which("mount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None:
        return False
    return (
        subprocess.run([mount, "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)], capture_output=True).returncode
        == 0
    )


def test_a_full_disk_leaves_every_earlier_attempt_whole(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not tiny_disk(disk):
        pytest.skip("a small file system can be mounted by root on Linux only")
    try:
        book = Gradebook(disk / "grades.db")
        written = 0
        with pytest.raises(GradebookError, match="everything that was written before is whole"):
            for number in range(2000):
                book.record(report(f"learner {number:04}"), KEY)
                written += 1
        with sqlite3.connect(f"file:{disk / 'grades.db'}?mode=ro", uri=True) as rows:
            counts = [
                rows.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("attempts", "exercises", "mistakes")
            ]
            assert rows.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        rows.close()
        book.rows.close()
        assert counts == [written] * 3
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)

"""Progress: a convenience that never stands in the way, and that two commands may write at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise.catalogue import find
from nncli.learning.order import is_done, is_open
from nncli.learning.record import (
    Mark,
    Record,
    after_attempt,
    after_hint,
    change_record,
    parse_record,
    read_record,
    record_text,
)

MANY_ATTEMPTS = """
import sys
from nncli.learning.record import after_attempt, change_record

for _ in range(25):
    assert change_record(lambda record: after_attempt(record, sys.argv[1], 1.0, 2.0, False, "v")) == ""
"""


def seen(slug: str, level: int) -> str:
    return change_record(lambda record: after_hint(record, slug, level))


# ---------------------------------------------------------------------------------------------------------------- what goes wrong


def test_a_record_that_is_no_json_is_set_aside_with_a_word_and_a_new_one_begun(state: Path) -> None:
    state.mkdir()
    (state / "progress.json").write_text('{"exercises": {"softmax"')
    assert read_record() == Record()
    assert "could not be read; it was set aside as progress.damaged-" in seen("softmax", 1)
    (aside,) = state.glob("progress.damaged-*.json")
    assert aside.read_text() == '{"exercises": {"softmax"'
    assert read_record().mark("softmax").hints == 1


@pytest.mark.parametrize("words", [(), ("list",), ("progress",)])
def test_a_command_that_only_shows_says_that_the_record_was_damaged(nncli, state: Path, words: tuple[str, ...]) -> None:
    state.mkdir()
    (state / "progress.json").write_text("{broken")
    said = nncli(*words)
    assert (said.returncode, "could not be read; it was set aside as progress.damaged-" in said.stderr) == (0, True)
    assert nncli(*words).stderr == ""
    assert [path.read_text() for path in state.glob("progress.damaged-*")] == ["{broken"]


@pytest.mark.parametrize("text", ["", "[]", "7", '{"exercises": []}', "\x00\x01", "[" * 100_000])
def test_any_other_damage_is_an_empty_record_and_never_an_error(state: Path, text: str) -> None:
    state.mkdir()
    (state / "progress.json").write_text(text)
    assert read_record() == Record()
    assert "set aside" in seen("softmax", 2)
    assert read_record().mark("softmax").hints == 2


def test_bytes_that_are_no_text_are_set_aside_too(state: Path) -> None:
    state.mkdir()
    (state / "progress.json").write_bytes(b"\xff\xfe\x00\xd8")
    assert "set aside" in seen("softmax", 1)


def test_two_damaged_records_of_one_second_are_both_kept(state: Path) -> None:
    state.mkdir()
    for text in ("first", "second"):
        (state / "progress.json").write_text(text)
        seen("softmax", 1)
    assert sorted(path.read_text() for path in state.glob("progress.damaged-*.json")) == ["first", "second"]


def test_fields_of_another_type_are_left_out_and_the_others_kept() -> None:
    text = '{"exercises": {"a": {"score": "x", "attempts": 3, "passed": 1, "hints": true}, "b": 4}, "last": 5}'
    assert parse_record(text) == Record({"a": Mark(attempts=3)})


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-1", "1e400"])
def test_a_score_that_is_no_score_is_left_out(number: str) -> None:
    assert parse_record(f'{{"exercises": {{"a": {{"score": {number}}}}}}}').mark("a").score == 0.0


def test_a_state_folder_that_cannot_be_made_costs_the_memory_and_nothing_else(nncli, tmp_path: Path) -> None:
    (tmp_path / "flat").write_text("a file")
    done = nncli("hint", "3", NNCLI_STATE=str(tmp_path / "flat" / "state"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "hint 1 of 3" in done.stdout


def test_doctor_says_where_progress_is_kept_and_why_it_is_not(nncli, tmp_path: Path) -> None:
    (tmp_path / "flat").write_text("a file")

    def said(folder: str) -> str:
        return next(
            line for line in nncli("doctor", NNCLI_STATE=folder).stdout.split("\n") if line.startswith("progress")
        )

    assert said(str(tmp_path / "new" / "state")).endswith("new/state/progress.json")
    assert f"not kept: {tmp_path / 'flat'} cannot be written; NNCLI_STATE=FOLDER" in said(
        str(tmp_path / "flat" / "state")
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_is_read_only_is_said_in_a_word(state: Path) -> None:
    state.mkdir(mode=0o500)
    assert "progress is not kept" in seen("softmax", 1)


def test_nobodys_home_is_no_error(monkeypatch: pytest.MonkeyPatch, nncli) -> None:
    for command in (["list"], ["hint", "3"], []):
        done = nncli(*command, NNCLI_STATE="", HOME="", XDG_STATE_HOME="")
        assert (done.returncode, done.stderr) == (0, "")


# --------------------------------------------------------------------------------------------------------------------- what is kept


def test_a_record_reads_as_it_was_written() -> None:
    record = Record({"softmax": Mark(1.5, 4.0, False, "2026-03-01T10:00:00+00:00", "v1", 4, 2)}, "softmax")
    assert parse_record(record_text(record)) == record


def test_two_commands_that_write_at_once_lose_nothing(state: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", MANY_ATTEMPTS, slug])
        for slug in ("softmax", "softmax", "multiply_gate")
    ]
    assert [one.wait(60) for one in both] == [0, 0, 0]
    record = read_record()
    assert (record.mark("softmax").attempts, record.mark("multiply_gate").attempts) == (50, 25)


def test_the_best_score_stays_and_attempts_are_counted() -> None:
    record = after_attempt(Record(), "a", 2.0, 4.0, False, "v1")
    record = after_attempt(record, "a", 1.0, 4.0, False, "v1")
    assert (record.mark("a").score, record.mark("a").attempts) == (2.0, 2)


def test_what_passed_and_fails_again_keeps_its_score_and_is_open(state: Path) -> None:
    gate = find("3")
    done = after_attempt(Record(), gate.slug, 3.0, 3.0, True, gate.version)
    again = after_attempt(done, gate.slug, 0.0, 3.0, False, gate.version)
    mended = after_attempt(again, gate.slug, 3.0, 3.0, True, gate.version)
    assert [(is_done(record, gate), is_open(record, gate)) for record in (done, again, mended)] == [
        (True, False),
        (True, True),
        (True, False),
    ]
    assert again.mark(gate.slug).score == 3.0
    assert parse_record(record_text(again)) == again


def test_a_score_of_another_version_of_the_exercise_gives_way() -> None:
    record = after_attempt(Record(), "a", 4.0, 4.0, True, "v1")
    mark = after_attempt(record, "a", 1.0, 4.0, False, "v2").mark("a")
    assert (mark.score, mark.passed, mark.version) == (1.0, False, "v2")


def test_hints_seen_are_never_fewer_than_before() -> None:
    assert after_hint(after_hint(Record(), "a", 3), "a", 1).mark("a").hints == 3


def test_the_hints_of_an_earlier_version_are_taken_over(state: Path) -> None:
    state.mkdir()
    (state / "hints.json").write_text('{"softmax": 2, "multiply_gate": "many", "affine": -1}')
    assert read_record().exercises == {"softmax": Mark(hints=2)}
    seen("multiply_gate", 1)
    assert {slug: mark.hints for slug, mark in read_record().exercises.items()} == {"softmax": 2, "multiply_gate": 1}


@pytest.mark.parametrize("variable", [{"NNCLI_PROGRESS": "0"}, {"CI": "true"}])
def test_progress_that_is_switched_off_writes_nothing(nncli, desk: Path, variable: dict[str, str]) -> None:
    assert nncli("grade", "ex03_multiply_gate.py", **variable).returncode == 0
    assert not (desk / ".state" / "progress.json").exists()


def test_a_file_outside_this_folder_is_somebody_elses(nncli, desk: Path) -> None:
    (desk / "elsewhere").mkdir()
    assert nncli("grade", "../ex03_multiply_gate.py", cwd=desk / "elsewhere").returncode == 0
    assert not (desk / ".state" / "progress.json").exists()


def test_an_attempt_is_kept_as_the_exercise_counts_it(nncli, desk: Path) -> None:
    nncli("grade", "ex03_multiply_gate.py")
    kept = json.loads((desk / ".state" / "progress.json").read_text())
    mark = kept["exercises"]["multiply_gate"]
    assert (mark["score"], mark["max_score"], mark["passed"], mark["attempts"]) == (3.0, 3.0, True, 1)
    assert kept["last"] == "multiply_gate"


def test_what_was_not_started_is_no_attempt(nncli, tmp_path: Path) -> None:
    nncli("exercise", "3")
    assert nncli("grade", "3").returncode == 1
    assert json.loads((tmp_path / ".state" / "progress.json").read_text())["exercises"] == {}

"""`nncli watch`: each way in which editors save is one save, the last one is what is shown, and nothing is left behind."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.gate import RIGHT_GATE, SWAPPED_GATE
from tests.learning.conftest import WRONG_SOFTMAX
from tests.learning.watching import Watch, processes_in, wait_until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a file that is being read cannot be replaced on Windows")
NAME = "ex03_multiply_gate.py"
Save = Callable[[Path, str], None]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A wrong answer to exercise 3."""
    (tmp_path / NAME).write_text(SWAPPED_GATE)
    return tmp_path / NAME


@pytest.fixture
def watch(tmp_path: Path, file: Path) -> Iterator[Watch]:
    """What watches its folder; the first report is there."""
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'nncli[watch]'")
    made = Watch(tmp_path)
    made.wait_for("failed")
    yield made
    made.close()


# ------------------------------------------------------------------------------------------------------------------ how editors save


def by_rename(file: Path, text: str) -> None:
    """vim, Emacs, most editors of a terminal: another file, renamed over the old one."""
    draft = file.with_name("4913~")
    draft.write_text(text)
    draft.replace(file)


def in_place(file: Path, text: str) -> None:
    """VS Code: the file is emptied and written."""
    with open(file, "r+") as opened:
        opened.truncate(0)
        opened.write(text)


def in_two_writes(file: Path, text: str) -> None:
    """An editor that flushes in between."""
    with open(file, "w") as opened:
        opened.write(text[: len(text) // 2])
        opened.flush()
        time.sleep(0.004)
        opened.write(text[len(text) // 2 :])


def by_safe_write(file: Path, text: str) -> None:
    """PyCharm: a new file, the old one out of the way, the new one in its place, the old one away."""
    new, old = file.with_name(f"{file.name}___jb_tmp___"), file.with_name(f"{file.name}___jb_old___")
    new.write_text(text)
    file.rename(old)
    new.rename(file)
    old.unlink()


def empty_in_between(file: Path, text: str) -> None:
    """A slow disk: the file is empty for a while."""
    file.write_text("")
    time.sleep(0.05)
    file.write_text(text)


def removed_before(file: Path, text: str) -> None:
    """A checkout by git: the file is removed and written anew."""
    file.unlink()
    file.write_text(text)


@pytest.mark.parametrize(
    "save",
    [by_rename, in_place, in_two_writes, by_safe_write, empty_in_between, removed_before],
    ids=lambda save: save.__name__,
)
def test_each_way_of_saving_is_graded_once(watch: Watch, file: Path, save: Save) -> None:
    save(file, RIGHT_GATE)
    watch.stays_at("failed", "passed")


@pytest.mark.skipif(not shutil.which("vim"), reason="vim is not installed here")
def test_a_save_of_vim_itself_is_graded_once(watch: Watch, file: Path) -> None:
    swap = "%s/self.x \\* dz, self.y \\* dz/self.y * dz, self.x * dz/"
    subprocess.run(
        ["vim", "-Nu", "NONE", "-es", "-c", swap, "-c", "wq", file.name], cwd=file.parent, timeout=30, check=True
    )
    assert file.read_text() == RIGHT_GATE
    watch.stays_at("failed", "passed")


def test_a_save_that_changes_nothing_is_not_graded_again(watch: Watch, file: Path) -> None:
    by_rename(file, SWAPPED_GATE)
    os.utime(file)
    watch.stays_at("failed")


def test_a_syntax_error_half_way_is_shown_with_its_line_and_the_next_save_is_graded(watch: Watch, file: Path) -> None:
    in_place(file, RIGHT_GATE.replace("return self.y", "return (self.y"))
    wait_until(lambda: "was never closed" in watch.text, lambda: watch.text)
    in_place(file, RIGHT_GATE)
    wait_until(lambda: watch.reports[-1] == "passed", lambda: watch.text)


def test_a_file_that_is_deleted_and_comes_back_is_graded_again(watch: Watch, file: Path) -> None:
    file.unlink()
    wait_until(lambda: "there is no such file" in watch.text, lambda: watch.text)
    file.write_text(SWAPPED_GATE)
    watch.stays_at("failed", "failed")


def test_a_folder_that_is_deleted_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'nncli[watch]'")
    there = tmp_path / "there"
    there.mkdir()
    (there / NAME).write_text(SWAPPED_GATE)
    with contextlib.closing(Watch(tmp_path, "there")) as watch:
        watch.wait_for("failed")
        shutil.rmtree(there)
        wait_until(lambda: "no such file" in watch.text, lambda: watch.text)
        there.mkdir()
        (there / NAME).write_text(RIGHT_GATE)
        watch.wait_for("failed", "passed")


def test_of_a_hundred_saves_in_a_second_the_last_is_what_is_shown(watch: Watch, file: Path) -> None:
    for number in range(100):
        by_rename(file, SWAPPED_GATE + f"# {number}\n")
        time.sleep(0.01)
    by_rename(file, RIGHT_GATE)
    wait_until(lambda: watch.reports[-1] == "passed", lambda: watch.text)
    assert len(watch.reports) < 100
    watch.stays_at(*watch.reports)


def test_a_notebook_that_jupyter_saves_is_graded_once(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'nncli[watch]'")
    fileio = pytest.importorskip("jupyter_server.services.contents.fileio", reason="needs JupyterLab")
    notebook = tmp_path / "ex03_multiply_gate.ipynb"
    notebook.write_text(notebook_of(SWAPPED_GATE))
    watch = Watch(tmp_path)
    try:
        watch.wait_for("failed")
        with fileio.atomic_writing(str(notebook)) as opened:
            opened.write(notebook_of(RIGHT_GATE))
        watch.stays_at("failed", "passed")
    finally:
        watch.close()


def notebook_of(cell: str) -> str:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": cell}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells})


def test_only_served_names_are_graded_in_a_folder_of_ten_thousand_files(watch: Watch, file: Path) -> None:
    for number in range(10_000):
        (file.parent / f"data{number}.py").touch()
    (file.parent / "notes.py").write_text(RIGHT_GATE)
    (file.parent / "ex03_multiply_gate.1.py").write_text(RIGHT_GATE)
    by_rename(file, RIGHT_GATE)
    watch.stays_at("failed", "passed")


def test_of_several_exercises_the_one_that_was_saved_is_shown(watch: Watch, file: Path) -> None:
    (file.parent / "ex02_softmax.py").write_text(WRONG_SOFTMAX)
    watch.wait_for("failed", "failed")
    assert "Exercise 2" in watch.text


# ------------------------------------------------------------------------------------------------------------------------ bad input


@pytest.mark.parametrize("word", ["nowhere", "nowhere.py", "99"])
def test_what_is_not_there_cannot_be_watched(nncli, word: str) -> None:
    done = nncli("watch", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{word}: there is no such file or folder to watch" in done.stderr


def test_a_file_that_cannot_be_read_is_a_sentence_and_no_end(watch: Watch, file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file.parent / "ex02_softmax.py").write_text(WRONG_SOFTMAX)
    wait_until(lambda: "Exercise 2" in watch.text, lambda: watch.text)


def test_without_events_files_are_looked_at_and_it_is_said(tmp_path: Path, file: Path) -> None:
    """In a user namespace of its own, in which no inotify instances are left."""
    few = ["unshare", "-U", "-r", "sh", "-c", 'echo 0 > /proc/sys/user/max_inotify_instances && exec "$@"', "sh"]
    if sys.platform != "linux" or subprocess.run([*few, "true"], capture_output=True).returncode:
        pytest.skip("needs a user namespace of Linux")
    watch = Watch(tmp_path, before=few)
    try:
        wait_until(
            lambda: "files are looked at four times a second" in " ".join(watch.text.split()), lambda: watch.text
        )
        watch.wait_for("failed")
        by_rename(file, RIGHT_GATE)
        watch.stays_at("failed", "passed")
    finally:
        watch.close()


@pytest.mark.parametrize("words", [["--poll"], []], ids=["asked for", "by a setting"])
def test_where_a_file_system_tells_nothing_a_save_of_the_same_second_is_seen(
    tmp_path: Path, file: Path, monkeypatch, words: list[str]
) -> None:
    if not words:
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "true")
    watch = Watch(tmp_path, *words)
    try:
        watch.wait_for("failed")
        written = file.stat().st_mtime_ns
        by_rename(file, RIGHT_GATE)
        os.utime(file, ns=(written, written))
        watch.stays_at("failed", "passed")
    finally:
        watch.close()


# --------------------------------------------------------------------------------------------------------------------- how it ends


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in /proc")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_and_every_process_of_it(watch: Watch, tmp_path: Path, name: str) -> None:
    assert len(processes_in(tmp_path)) > 1
    watch.process.send_signal(getattr(signal, name))
    assert watch.process.wait(20) == 0
    wait_until(lambda: processes_in(tmp_path) == set(), lambda: f"{processes_in(tmp_path)} still run")
    assert "Traceback" not in watch.text


ENDLESS_GATE = RIGHT_GATE.replace("return self.y * dz", "while True: pass\n        return self.y * dz")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in /proc")
def test_a_signal_in_the_middle_of_an_endless_answer_ends_it_at_once(watch: Watch, file: Path) -> None:
    in_place(file, ENDLESS_GATE)
    time.sleep(1)
    watch.process.send_signal(signal.SIGTERM)
    assert watch.process.wait(30) == 0
    wait_until(lambda: processes_in(file.parent) == set(), lambda: "a process still runs")
    assert "timed out" not in watch.text


@pytest.mark.skipif(sys.platform == "win32", reason="no signals from thread to thread")
def test_an_endless_answer_is_given_up_when_the_next_one_is_saved(watch: Watch, file: Path) -> None:
    in_place(file, ENDLESS_GATE)
    time.sleep(1)
    by_rename(file, RIGHT_GATE)
    watch.stays_at("failed", "passed")
    assert "timed out" not in watch.text


# ------------------------------------------------------------------------------------------------------------------------- progress


def test_a_save_is_an_attempt_and_a_file_elsewhere_is_none(watch: Watch, file: Path) -> None:
    by_rename(file, RIGHT_GATE)
    watch.stays_at("failed", "passed")
    kept = json.loads((file.parent / ".state" / "progress.json").read_text())["exercises"]["multiply_gate"]
    assert (kept["attempts"], kept["passed"]) == (2, True)

"""A gradebook that lies where nothing can be written is read like any other, and a change is refused with a sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.conftest import RIGHT
from tests.batch.test_which_mark_counts import old_gradebook
from tests.conftest import Run

ReadOnly = Callable[..., "subprocess.CompletedProcess[str]"]
MOUNT = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def mounts() -> bool:
    """This process may mount a folder for itself."""
    if sys.platform != "linux" or not shutil.which("unshare"):
        return False
    command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, str(Path.cwd()), "true"]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.fixture
def read_only(tmp_path: Path) -> ReadOnly:
    """read_only("gradebook", ...): the command, with the folder `shelf` mounted for reading only."""
    if not mounts():
        pytest.skip("nothing can be mounted for reading only here")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", MOUNT, str(tmp_path / "shelf")]
        environment = {**os.environ, "NNCLI_STATE": str(tmp_path / ".state")}
        program = [sys.executable, "-m", "nncli", *words]
        return subprocess.run(
            [*command, *program], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )

    return run


@pytest.fixture
def shelf(nncli: Run, folder: Path, tmp_path: Path) -> Path:
    (folder / "ada.py").write_text(RIGHT)
    (tmp_path / "shelf").mkdir()
    nncli("grade-all", "class", "--gradebook", "shelf/g.db")
    return tmp_path / "shelf"


def test_the_mount_does_hinder_writing(read_only: ReadOnly, shelf: Path) -> None:
    done = read_only("gradebook", "shelf/g.db", "--export", "csv=shelf/out.csv")
    assert done.returncode == 2 and "cannot be written" in done.stderr


def test_a_clean_gradebook_is_read(read_only: ReadOnly, shelf: Path, tmp_path: Path) -> None:
    assert "3 of 3" in read_only("gradebook", "shelf/g.db").stdout
    assert "counts" in read_only("gradebook", "shelf/g.db", "--student", "ada").stdout
    assert read_only("gradebook", "shelf/g.db", "--export", "csv=out.csv").returncode == 0
    assert "ada" in (tmp_path / "out.csv").read_text()
    assert os.listdir(shelf) == ["g.db"]


def test_what_a_killed_run_left_in_the_log_is_read_too(read_only: ReadOnly, shelf: Path) -> None:
    rows = sqlite3.connect(shelf / "g.db", isolation_level=None)
    rows.execute("PRAGMA journal_mode = WAL")
    rows.execute("PRAGMA wal_autocheckpoint = 0")
    rows.execute("UPDATE exercises SET score = 1.5")
    for name in ("g.db", "g.db-wal"):
        shutil.copy(shelf / name, shelf / f"left-{name}")
    rows.close()
    (shelf / "left-g.db").rename(shelf / "l.db")
    (shelf / "left-g.db-wal").rename(shelf / "l.db-wal")
    assert "1.5 of 3" in read_only("gradebook", "shelf/l.db").stdout


def test_an_older_gradebook_is_read(read_only: ReadOnly, shelf: Path) -> None:
    old_gradebook(shelf / "old.db", {"ada": "exercises = [2]"})
    assert "1 of 4" in read_only("gradebook", "shelf/old.db").stdout


@pytest.mark.parametrize("words", [("--set", "ada", "3", "1", "--why", "x"), ("--comment", "ada", "x")])
def test_a_change_is_refused_with_a_sentence(read_only: ReadOnly, shelf: Path, words: tuple[str, ...]) -> None:
    done = read_only("gradebook", "shelf/g.db", *words)
    assert done.returncode == 2 and "it can be read, not changed" in done.stderr


def test_nor_is_it_graded_into(read_only: ReadOnly, shelf: Path) -> None:
    done = read_only("grade-all", "class", "--gradebook", "shelf/g.db")
    assert done.returncode == 2 and "it can be read, not changed" in done.stderr
    done = read_only("grade-all", "class", "--gradebook", "shelf/new.db")
    assert done.returncode == 2 and "cannot be opened or created there" in done.stderr

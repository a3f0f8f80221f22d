"""`nncli watch` as a process of its own: what it printed so far, and waiting for more; and the processes that it leaves."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PATIENCE = 60.0  # seconds: a busy machine fails nobody


def learner_environment(folder: Path) -> dict[str, str]:
    """The environment of a learner who works in `folder`, whatever the tests run in."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("CI", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "GITLAB_CI", "TMUX")
    }
    return {**kept, "NNCLI_STATE": str(folder / ".state"), "NNCLI_REQUIRE_ISOLATION": "none"}


def wait_until(holds: Callable[[], bool], what: Callable[[], str]) -> None:
    """Wait until it holds. Raises AssertionError, which says what was waited for and what there is."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, what()
        time.sleep(0.02)


class Watch:
    """`nncli watch WORDS` without a terminal: one report a save, one below the other."""

    def __init__(self, folder: Path, *words: str, before: Sequence[str] = ()) -> None:
        self.text = ""
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "nncli", "watch", *words],
            cwd=folder,
            env=learner_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.text += line

    @property
    def reports(self) -> list[str]:
        """The outcomes of all reports so far: passed, failed, unfinished and so on."""
        lines = [line for line in self.text.split("\n") if line.startswith("Exercise ")]
        return [line.split()[-4] for line in lines]

    def wait_for(self, *reports: str) -> None:
        """Until exactly these reports have come."""
        wait_until(
            lambda: self.reports == list(reports), lambda: f"{list(reports)} was waited for, and came {self.text}"
        )

    def stays_at(self, *reports: str) -> None:
        """These reports come, and in the half second after them no other."""
        self.wait_for(*reports)
        time.sleep(0.5)
        assert self.reports == list(reports), self.text

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)
        self.reader.join(20)


def processes_in(folder: Path) -> set[int]:
    """The processes that work in a folder, and their own: those of a learner there."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True).stdout.split("\n")
    parents = {int(child): int(parent) for child, parent in (line.split() for line in listed if line.strip())}
    found = {process for process in parents if _folder_of(process) == str(folder)}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _folder_of(process: int) -> str:
    try:
        return os.readlink(f"/proc/{process}/cwd")
    except OSError:
        return ""

"""Noticing saves: new content is told of at once, and again when the file has been still for a moment.

Editors save in many ways: they write in place, write elsewhere and rename over, empty the file first, write twice. What counts is
only what lies there in the end; what comes before it may be graded meanwhile, since the end is mostly the same.
"""

from __future__ import annotations

import contextlib
import os
import platform
import threading
import time
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

STILL = 0.008  # seconds without a change: shorter than anybody can wait, longer than an editor pauses within one save
EMPTY = 0.5  # seconds that an empty file is taken for one that is being written
PATIENCE = 0.25  # seconds after which a file that never stops changing is graded as it is
LARGEST = 10 << 20
AT_WORK = 300.0  # seconds after a save in which the next one is expected
OFTEN, SELDOM = 1, 10  # milliseconds from one question for changes to the next, while somebody is at work and later

Wanted = Callable[[Path], bool]


class Saves:
    """Watches folders in a thread of its own, and tells there of each save of a file that is wanted."""

    def __init__(
        self, folders: Iterable[Path], wanted: Wanted, told: Callable[[str, Path], None], said: Callable[[str], None]
    ) -> None:
        """`told` is told "written" and the path of each new content, and "saved" once it is still; `said`, in a sentence, where events
        cannot be had.
        """
        self.folders, self.wanted, self.told, self.said = list(folders), wanted, told, said
        self.content: dict[Path, bytes] = {}
        self.last_save = time.monotonic()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self, poll: bool = False) -> None:
        """Begin to watch; `poll` looks again and again instead of waiting for events."""
        self.poll = poll or has_no_events()
        self.thread.start()

    def close(self) -> None:
        """End the thread."""
        self.stop.set()
        self.thread.join(timeout=2)

    def know(self, path: Path) -> None:
        """The file as it is now has been graded."""
        self.content[real_path(path)] = read_content(path)

    def _run(self) -> None:
        if self.poll:  # watchfiles' own polling takes times in whole seconds: it would miss the second save in one
            self._look_again_and_again()
            return
        try:
            import watchfiles
        except ImportError:
            self.said("saves are looked for four times a second; pip install 'nncli[watch]' notices them at once")
            self._look_again_and_again()
            return

        try:
            while not self.stop.is_set():
                self._await_folders()
                self._follow(watchfiles.watch)
        except Exception as error:  # no inotify watches left, a folder that is gone, a system without events
            if self.stop.is_set():
                return
            self.said(f"no saves can be announced here ({str(error)[:100]}): files are looked at four times a second")
            self._look_again_and_again()

    def _follow(self, watch: Callable[..., Generator[set[tuple[Any, str]], None, None]]) -> None:
        """Follow the changes that the system tells of, until they are to be asked for more often, or less, or other folders lie there."""
        often, places = self._are_frequent(), [_place(folder) for folder in self.folders]
        changes = watch(
            *self.folders, watch_filter=lambda _, path: self.wanted(Path(path)), stop_event=self.stop, recursive=False,
            step=OFTEN if often else SELDOM, debounce=40, rust_timeout=200, force_polling=False, yield_on_timeout=True,
        )  # fmt: skip
        with contextlib.closing(changes):
            looked = False
            for changed in changes:
                for path in sorted({Path(name) for _, name in changed}):
                    self._settle(path)
                if not looked:  # what was saved before the system began to tell of saves
                    self._look()
                    looked = True
                if often != self._are_frequent() or places != [_place(folder) for folder in self.folders]:
                    return

    def _are_frequent(self) -> bool:
        """Whether somebody is at work: the last save is not long ago."""
        return time.monotonic() - self.last_save < AT_WORK

    def _await_folders(self) -> None:
        """A folder that was deleted may come back, as when git checks out another branch."""
        while not all(folder.is_dir() for folder in self.folders) and not self.stop.wait(PATIENCE):
            self._look()

    def _look_again_and_again(self) -> None:
        while not self.stop.wait(PATIENCE):
            self._look()

    def _look(self) -> None:
        there = [path for folder in self.folders for path in filter(self.wanted, _files_in(folder))]
        for path in sorted({*there, *self.content}):  # also one that is gone
            self._settle(path)

    def _settle(self, path: Path) -> None:
        """Tell of new content at once, and again when the file is still."""
        began = time.monotonic()
        content = read_content(path)
        before = content if _age(path) > STILL else None
        while content != before and time.monotonic() - began < PATIENCE:
            if content and self._is_news(path, content):
                self.told("written", path)
            before = content
            time.sleep(STILL)
            content = read_content(path)
        while not content and time.monotonic() - began < EMPTY and not self.stop.is_set():
            time.sleep(STILL)
            content = read_content(path)
        if self._is_news(path, content):
            self.content[real_path(path)], self.last_save = content, time.monotonic()
            self.told("saved", path)

    def _is_news(self, path: Path, content: bytes) -> bool:
        return self.content.get(real_path(path)) != content


def has_no_events() -> bool:
    """Below Windows (WSL) nothing tells of saves that Windows makes; watchfiles' own setting asks for polling elsewhere."""
    return "microsoft-standard" in platform.uname().release or os.environ.get("WATCHFILES_FORCE_POLLING", "") not in (
        "",
        "false",
        "0",
    )


def real_path(path: Path) -> Path:
    """The place that a path leads to; of links that lead to themselves one of them, where Path.resolve would raise."""
    return Path(os.path.realpath(path))


def read_content(path: Path) -> bytes:
    """What lies there now, bounded; empty where nothing does, or no file does: a pipe would be waited for, a device has no end."""
    try:
        if not path.is_file():
            return b""
        with open(path, "rb") as file:
            return file.read(LARGEST)
    except OSError:
        return b""


def _place(folder: Path) -> tuple[int, int] | None:
    """Which folder lies there; None where none does."""
    try:
        found = folder.stat()
        return found.st_dev, found.st_ino
    except OSError:
        return None


def _age(path: Path) -> float:
    """Seconds since a file was written last; 0 where that is not known or in the future, as on another machine's disk."""
    try:
        return max(time.time() - path.stat().st_mtime, 0.0)
    except OSError:
        return 0.0


def _files_in(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []

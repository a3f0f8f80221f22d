"""Noticing saves: a file is handed on when it has been still for a moment and its content is new.

Editors save in many ways: they write in place, write elsewhere and rename over, empty the file first, write twice. What counts here is
only what lies there in the end.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

STILL = 0.008  # seconds without a change: shorter than anybody can wait, longer than an editor pauses within one save
EMPTY = 0.5  # seconds that an empty file is taken for one that is being written
PATIENCE = 0.25  # seconds after which a file that never stops changing is graded as it is
LARGEST = 10 << 20

Wanted = Callable[[Path], bool]


class Saves:
    """Watches folders in a thread of its own, and calls `saved(path)` there for each save of a file that is wanted."""

    def __init__(
        self, folders: Iterable[Path], wanted: Wanted, saved: Callable[[Path], None], said: Callable[[str], None]
    ) -> None:
        """`said` is told, in a sentence, where events cannot be had."""
        self.folders, self.wanted, self.saved, self.said = list(folders), wanted, saved, said
        self.content: dict[Path, bytes] = {}
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

        def names(_: object, path: str) -> bool:
            return self.wanted(Path(path))

        changes = watchfiles.watch(
            *self.folders, watch_filter=names, stop_event=self.stop, recursive=False, step=4, debounce=40, rust_timeout=200,
            force_polling=False, yield_on_timeout=True,
        )  # fmt: skip
        try:
            self._follow(changes)
        except Exception as error:  # no inotify watches left, a folder that is gone, a system without events
            if self.stop.is_set():
                return
            self.said(f"no saves can be announced here ({str(error)[:100]}): files are looked at four times a second")
            self._look_again_and_again()

    def _follow(self, changes: Iterable[set[tuple[Any, str]]]) -> None:
        looked = False
        for changed in changes:
            for path in sorted({Path(name) for _, name in changed}):
                self._settle(path)
            if not looked:  # what was saved before the system began to tell of saves
                self._look()
                looked = True

    def _look_again_and_again(self) -> None:
        while not self.stop.wait(PATIENCE):
            self._look()

    def _look(self) -> None:
        there = [path for folder in self.folders for path in filter(self.wanted, _files_in(folder))]
        for path in sorted({*there, *self.content}):  # also one that is gone
            self._settle(path)

    def _settle(self, path: Path) -> None:
        """Wait until the file is still; hand it on where its content is new."""
        began = time.monotonic()
        content = read_content(path)
        before = content if _age(path) > STILL else None
        while content != before and time.monotonic() - began < PATIENCE:
            before = content
            time.sleep(STILL)
            content = read_content(path)
        while not content and time.monotonic() - began < EMPTY and not self.stop.is_set():
            time.sleep(STILL)
            content = read_content(path)
        if self.content.get(real_path(path)) != content:
            self.content[real_path(path)] = content
            self.saved(path)


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

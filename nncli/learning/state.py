"""The user's state folder, and one file in it that two commands may change at once without loss."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from grader.exercise.trust import state_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["exclusive", "state_folder"]


@contextlib.contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Hold `file` alone: other commands wait here until we are done. Raises OSError where its folder cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file.with_name(f".{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)  # and with it the lock

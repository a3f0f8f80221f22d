"""The user's state folder, and one file in it that two commands may change at once without loss."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def state_folder() -> Path | None:
    """Where progress is kept, None where nobody's home is known; NNCLI_STATE names another folder."""
    if folder := os.environ.get("NNCLI_STATE"):
        return Path(folder)
    if usual := _usual_on_linux():
        return usual
    import platformdirs  # for speed: it takes long to load, and most learners have no use for it

    try:
        folder_found = Path(platformdirs.user_state_dir("nncli"))
    except RuntimeError:
        return None
    return folder_found if folder_found.is_absolute() else None  # before platformdirs 4.12 it would begin with "~"


def _usual_on_linux() -> Path | None:
    """The folder as platformdirs has it on Linux where no variable names another one; None anywhere else."""
    home = os.environ.get("HOME", "")
    special = "XDG_STATE_HOME" in os.environ or "ANDROID_ROOT" in os.environ
    return (
        Path(home, ".local", "state", "nncli")
        if sys.platform == "linux" and home.startswith("/") and not special
        else None
    )


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

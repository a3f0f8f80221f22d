"""Reading keys, one at a time, in a thread of its own; the terminal is as before when it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator


class Keys:
    """Calls `pressed(key)` for each key until it is closed."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        self.pressed = pressed
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self.thread.start()

    def close(self) -> None:
        """End the thread."""
        self.stop.set()
        self.thread.join(timeout=1)

    def _run(self) -> None:
        read = _read_windows if os.name == "nt" else _read_posix
        while not self.stop.is_set():
            key = read()
            if key == "":
                continue
            self.pressed(key)
            if key == "\x04":  # the terminal is gone
                return


def _read_posix() -> str:
    """A key within a tenth of a second; "" where none was pressed, the end of input as Ctrl-D."""
    import select

    try:
        ready, _, _ = select.select([sys.stdin], [], [], 0.1)
        if not ready:
            return ""
        return os.read(sys.stdin.fileno(), 1).decode("latin-1") or "\x04"
    except (OSError, ValueError):
        return "\x04"


def _read_windows() -> str:
    import msvcrt  # type: ignore[import-not-found,unused-ignore]
    import time

    if msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
    time.sleep(0.05)
    return ""


@contextlib.contextmanager
def single_keys() -> Iterator[None]:
    """Keys arrive as they are pressed and are not echoed; afterwards the terminal is as it was."""
    if os.name == "nt" or not sys.stdin.isatty():
        yield
        return
    import termios
    import tty

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)

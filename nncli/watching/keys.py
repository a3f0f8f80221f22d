"""Reading keys, one at a time, in a thread of its own; the terminal is as before when it ends."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

KEY = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]?|O.?|[^\x1b])?|.", re.DOTALL)  # arrows and the like send several signs
REST = 0.05  # seconds that the signs of one key may lie apart, over a slow line


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
            for key in keys_in(read()):
                self.pressed(key)
                if key == "\x04":  # the terminal is gone
                    return


def keys_in(text: str) -> list[str]:
    """The keys that send this text; one that sends several signs, such as an arrow, is one key."""
    return KEY.findall(text)


def _read_posix() -> str:
    """What was typed within a tenth of a second; "" where nothing was, the end of input as Ctrl-D."""
    typed = _read_within(0.1)
    if b"\x1b" in typed or typed[-1:] > b"\x7f":  # a key that sends several signs, or a letter of several bytes
        typed += _read_within(REST)
    return typed.decode("utf-8", "replace")


def _read_within(seconds: float) -> bytes:
    import select

    try:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 1024) or b"\x04" if ready else b""
    except (OSError, ValueError):
        return b"\x04"


def _read_windows() -> str:
    import msvcrt  # type: ignore[import-not-found,unused-ignore]
    import time

    if not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        time.sleep(0.05)
        return ""
    key = str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
    if key in ("\x00", "\xe0"):  # an arrow and the like: the second sign is no letter that was typed
        msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
        return ""
    return key


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


@contextlib.contextmanager
def pause_handler(leave: str, enter: str, back: Callable[[], None]) -> Iterator[None]:
    """Within single_keys(): Ctrl-Z gives the shell its terminal as it was, with `leave` written to it; `fg` takes it again with `enter`,
    and then `back` is called.
    """
    if os.name == "nt" or not sys.stdin.isatty():
        yield
        return
    import signal
    import termios

    out, keys = sys.stdout.fileno(), sys.stdin.fileno()
    here = termios.tcgetattr(keys)

    def pause(*_: object) -> None:
        os.write(out, leave.encode())  # not through sys.stdout, which may be in the middle of a line
        termios.tcsetattr(keys, termios.TCSADRAIN, _with_lines(here))
        os.kill(os.getpid(), signal.SIGSTOP)
        termios.tcsetattr(keys, termios.TCSADRAIN, here)
        os.write(out, enter.encode())
        back()

    before = signal.signal(signal.SIGTSTP, pause)
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, before)


def _with_lines(mode: list[Any]) -> list[Any]:
    """The mode of a terminal, with echo and whole lines, as a shell expects it."""
    import termios

    return [*mode[:3], mode[3] | termios.ECHO | termios.ICANON, *mode[4:]]

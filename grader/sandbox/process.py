"""The judge's side of workers: start them, ask them, end them.

`Zygotes` forks each worker from one warm process; `FreshWorkers` (interpreters.py) starts an interpreter for each. Both lend
`Worker`s, which answer requests within a time of the judge's own clock and never outlive their `close`.
"""

from __future__ import annotations

import _socket  # the part of socket that is in C: the rest takes long to load
import contextlib
import functools
import os
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from grader.sandbox.confinement import make_non_dumpable
from grader.sandbox.line import Ended, Line, PolledLine, TimedOut
from grader.sandbox.spawn import (
    CLONE,
    FORK,
    FORK_WITH_RANDOM,
    NOT_CONFINED,
    start_zygote,
)

STATUS = struct.Struct("<i")
START_SECONDS = 60.0


class SandboxError(Exception):
    """A worker could not be started: our fault or the machine's, never the learner's."""


class Worker:
    """One worker, lent for one submission and exercise."""

    def __init__(self, line: Line, end: Callable[[], None], status: Callable[[], int | None]) -> None:
        self.line, self._end, self._status = line, end, status
        self.closed = False

    def exchange(self, frame: bytes, seconds: float) -> bytes:
        """The worker's answer. Raises TimedOut or Ended; after either it answers no more."""
        try:
            return self.line.exchange(frame, seconds)
        except Ended as end:
            self.close()
            raise Ended(str(end) or died(self.status)) from None

    def close(self) -> None:
        """End the process, keep what it printed. May be called twice."""
        if not self.closed:
            self.closed = True
            self._end()
            self.line.close()

    @functools.cached_property
    def status(self) -> int | None:
        """How a closed worker ended: its wait status, None where it is not known."""
        return self._status()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def printed(self) -> str:
        return self.line.prints.text()

    @property
    def is_unconfined(self) -> bool:
        """It ended because it could not confine itself. To be asked before any of the learner's code has run."""
        return self.status == NOT_CONFINED << 8


def died(status: int | None) -> str:
    """How a process ended, in words, from its wait status (None: not known)."""
    if status is None:
        return "the process ended"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        words: dict[int, str] = {
            signal.SIGSEGV: "a crash in compiled code",
            signal.SIGXCPU: "its processor time was used up",
        }
        name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
        return f"the process was ended by {name}" + (f": {words[number]}" if number in words else "")
    return f"the process ended itself with status {os.WEXITSTATUS(status)}"


def told(line: str) -> tuple[str, str]:
    """The level and the sentence of a self-test; "none" where it did not come to an end."""
    level, tab, sentence = line.partition("\t")
    return (level, sentence) if tab else ("none", "none (the self-test did not come to an end)")


class Workers(Protocol):
    """`lend` gives a new worker; with `random` for a file that is likely to draw random numbers, which takes loading."""

    @property
    def isolation(self) -> tuple[str, str]: ...

    def lend(self, random: bool = False) -> Worker: ...

    def clone(self) -> Workers: ...

    def keep_to(self, core: int) -> None: ...

    def close(self) -> None: ...


class Zygotes:
    """Workers forked from one zygote, one at a time. Starting returns at once; the first loan waits until it is warm.

    `started` are the socket and the process of a zygote that runs already; the process is None where it is not our child.
    """

    def __init__(self, started: tuple[int, int | None] | None = None) -> None:
        self.tried = ("none", "none (not tested)")
        self.control: _socket.socket | None = None
        self.start(started)

    def start(self, started: tuple[int, int | None] | None = None) -> None:
        descriptor, self.child = started or start_zygote()
        self.control = _socket.socket(fileno=descriptor)
        self.control.settimeout(START_SECONDS)
        self.warm = self.lent = self.ending = False
        self.process: int | None = None

    @property
    def isolation(self) -> tuple[str, str]:
        """The level of confinement and a sentence about it, as tried when the zygote started. Raises SandboxError."""
        try:
            self._await_warm()
        except OSError as error:
            raise SandboxError(f"no worker could be started: {error}") from error
        return self.tried

    def _await_warm(self) -> None:
        """Wait until the zygote is there and its self-test is told. Raises OSError."""
        assert self.control is not None
        if self.warm:
            return
        make_non_dumpable()  # the judge, which will hold the right answers, while it has to wait anyway
        line = b""
        while not line.endswith(b"\n") and (more := self.control.recv(1 << 12)):
            line += more
        self.warm = line.endswith(b"\n")
        words, _, process = line.decode("utf-8", "replace").rstrip("\n").rpartition("\t")
        self.tried, self.process = told(words), int(process or 0) or None

    def lend(self, random: bool = False) -> Worker:
        """A new worker; the one before it must be closed. Raises SandboxError."""
        requests, replies, prints = (os.pipe() for _ in range(3))
        ours, theirs = (requests[1], replies[0], prints[0]), (requests[0], replies[1], prints[1])
        try:
            self._send(FORK_WITH_RANDOM if random else FORK, theirs)
        except SandboxError:
            for descriptor in ours:
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        self.lent = True
        return Worker(PolledLine(*ours), self._end, self._status)

    def _send(self, message: bytes, descriptors: Sequence[int]) -> None:
        """Ask for something with these descriptors, while no worker is lent. Raises SandboxError."""
        assert not self.lent, "a zygote listens while no worker of it is lent"
        try:
            self._ask(message, descriptors)
        except OSError as error:
            raise SandboxError(f"no worker could be started: {error}") from error

    def _ask(self, message: bytes, descriptors: Sequence[int]) -> None:
        """Have them sent; a zygote that has died is started anew, once."""
        for attempt in (1, 2):
            assert self.control is not None
            try:
                self._await_warm()
                self._status()
                if self.warm:
                    packed = struct.pack(f"{len(descriptors)}i", *descriptors)
                    self.control.sendmsg([message], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, packed)])
                    return
            except OSError:
                if attempt == 2:
                    raise
            self.close()
            self.start()
        raise OSError("the zygote does not start; `nncli doctor` may say why")

    def _end(self) -> None:
        """Have the worker killed. It is reaped while the judge goes on; its status is read when somebody asks."""
        assert self.control is not None
        self.lent = False
        with contextlib.suppress(OSError):
            self.control.sendall(b"e")
            self.ending = True

    def _status(self) -> int | None:
        """The wait status of the worker that was ended last, if it has not been read yet."""
        if not self.ending or self.control is None:
            return None
        self.ending = False
        try:
            data = self.control.recv(STATUS.size, _socket.MSG_WAITALL)
        except OSError:
            return None
        return int(STATUS.unpack(data)[0]) if len(data) == STATUS.size else None

    def clone(self) -> Zygotes:
        """Workers of a second zygote, forked from this one while it lends none. Raises SandboxError."""
        ours, theirs = _socket.socketpair()
        try:
            self._send(CLONE, [theirs.fileno()])
        finally:
            theirs.close()
        return Zygotes((ours.detach(), None))

    def keep_to(self, core: int) -> None:
        """Run the zygote, and all that it forks from now on, on this core only. Linux only."""
        with contextlib.suppress(OSError):  # it is gone, or the core is: what is asked for is speed, nothing more
            if self.process:
                os.sched_setaffinity(self.process, {core})

    def close(self) -> None:
        """End the zygote at once: it has nothing to tidy, and a worker of its ends with it."""
        if self.control is None:
            return
        self.control.close()
        self.control = None
        if self.child is not None:
            with contextlib.suppress(OSError):
                os.kill(self.child, signal.SIGKILL)
                os.waitpid(self.child, 0)


def open_workers(make: str = "auto") -> Workers:
    """`make` is "fork", "fresh" or "auto": fork on Linux, fresh elsewhere (on macOS, Accelerate does not survive a fork)."""
    if make == "fork" or (make == "auto" and sys.platform == "linux"):
        return Zygotes()
    # Here, since forked workers do without it and start the sooner.
    from grader.sandbox.interpreters import FreshWorkers

    return FreshWorkers()


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


__all__ = ["Ended", "SandboxError", "TimedOut", "Worker", "Workers", "Zygotes", "cores", "open_workers"]

"""The judge's side of workers: start them, ask them, end them.

`Zygotes` forks each worker from one warm process; `FreshWorkers` starts an interpreter for each. Both lend `Worker`s, which answer
requests within a time of the judge's own clock and never outlive their `close`.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from grader.sandbox.line import Ended, Line, PolledLine, ThreadedLine, TimedOut

ROOT = Path(__file__).resolve().parent.parent.parent
STATUS = struct.Struct("<i")
START_SECONDS = 60.0


class SandboxError(Exception):
    """A worker could not be started: our fault or the machine's, never the learner's."""


@dataclass(frozen=True)
class Limits:
    """What one worker may use: `memory` in bytes, `processor` in seconds; wall time is the judge's to keep."""

    memory: int = 2 * 2**30
    processor: int = 60


def boot_line(module: str) -> str:
    """The Python that a child starts with: just enough path to find NumPy, msgspec and the worker's own modules."""
    folders = [str(ROOT), *site_folders()]
    return (
        f"import sys; sys.path += {folders!r}; from grader.sandbox import {module}; "
        f"sys.path[:] = [p for p in sys.path if p != {str(ROOT)!r} or p in {site_folders()!r}]; {module}.main()"
    )


def site_folders() -> list[str]:
    """The folders that NumPy and msgspec are imported from."""
    found = [importlib.util.find_spec(name) for name in ("numpy", "msgspec")]
    folders = [str(Path(spec.origin).parent.parent) for spec in found if spec and spec.origin]
    return list(dict.fromkeys(folders))


def clean_environment() -> dict[str, str]:
    """What a child knows of the outside: nothing that names a person, a token or a folder."""
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS")
    fixed = {"LANG": "C.UTF-8", "HOME": "/nonexistent", "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0"}
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "WINDIR") if name in os.environ}
    return {**dict.fromkeys(threads, "1"), **fixed, **kept}


def _command(module: str, *arguments: object) -> list[str]:
    return [sys.executable, "-I", "-S", "-B", "-c", boot_line(module), *map(str, arguments)]


class Worker:
    """One worker, lent for one submission and exercise."""

    def __init__(self, line: Line, end: Callable[[], int | None]) -> None:
        self.line, self._end, self.status = line, end, None
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
        if self.closed:
            return
        self.closed = True
        self.status = self._end()
        self.line.close()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def printed(self) -> str:
        return self.line.prints.text()


def died(status: int | None) -> str:
    """How a process ended, in words, from its wait status (None: not known)."""
    if status is None:
        return "the process ended"
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        words = {signal.SIGSEGV: "a crash in compiled code", signal.SIGXCPU: "its processor time was used up"}
        name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
        return f"the process was ended by {name}" + (f": {words[number]}" if number in words else "")
    return f"the process ended itself with status {os.WEXITSTATUS(status)}"


class Workers(Protocol):
    def lend(self) -> Worker: ...

    def close(self) -> None: ...


class Zygotes:
    """Workers forked from one zygote, one at a time. Starting returns at once; the first loan waits until it is warm."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.control: socket.socket | None = None
        self.start()

    def start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        os.set_inheritable(theirs.fileno(), True)
        command = _command("zygote", theirs.fileno(), self.limits.memory, self.limits.processor)
        self.process = os.posix_spawn(command[0], command, clean_environment(), file_actions=_SILENT, setsigdef=_RESET)
        theirs.close()
        ours.settimeout(START_SECONDS)
        self.control, self.warm = ours, False

    def lend(self) -> Worker:
        """A new worker; the one before it must be closed. Raises SandboxError."""
        requests, replies, prints = (os.pipe() for _ in range(3))
        theirs = (requests[0], replies[1], prints[1])
        try:
            self._ask(theirs)
        except OSError as error:
            for descriptor in (*theirs, requests[1], replies[0], prints[0]):
                os.close(descriptor)
            raise SandboxError(f"no worker could be started: {error}") from error
        for descriptor in theirs:
            os.close(descriptor)
        return Worker(PolledLine(requests[1], replies[0], prints[0]), self._end)

    def _ask(self, descriptors: Sequence[int]) -> None:
        """Ask for a fork; a zygote that has died is started anew, once."""
        for attempt in (1, 2):
            assert self.control is not None
            try:
                if not self.warm:
                    self.warm = self.control.recv(1) == b"r"
                if self.warm:
                    socket.send_fds(self.control, [b"f"], list(descriptors))
                    return
            except OSError:
                if attempt == 2:
                    raise
            self.close()
            self.start()
        raise OSError("the zygote does not start; `nncli doctor` may say why")

    def _end(self) -> int | None:
        assert self.control is not None
        try:
            self.control.sendall(b"e")
            data = self.control.recv(STATUS.size, socket.MSG_WAITALL)
        except OSError:
            return None
        return int(STATUS.unpack(data)[0]) if len(data) == STATUS.size else None

    def close(self) -> None:
        if self.control is not None:
            self.control.close()
            self.control = None
            with contextlib.suppress(OSError):
                os.waitpid(self.process, 0)


_RESET = [signal.SIGINT, signal.SIGPIPE] if os.name == "posix" else []
_SILENT = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in range(3)] if os.name == "posix" else []


class FreshWorkers:
    """Workers that are interpreters of their own: slower, and wherever Python runs."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()

    def lend(self) -> Worker:
        """A new worker, in a new interpreter."""
        child = subprocess.Popen(
            _command("fresh", self.limits.memory, self.limits.processor),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            cwd=None if os.name == "nt" else "/",
        )
        assert child.stdin and child.stdout and child.stderr
        line = ThreadedLine(*(os.dup(stream.fileno()) for stream in (child.stdin, child.stdout, child.stderr)))
        for stream in (child.stdin, child.stdout, child.stderr):
            stream.close()
        return Worker(line, lambda: _stopped(child))

    def close(self) -> None:
        return None


def _stopped(child: subprocess.Popen[bytes]) -> int | None:
    """Kill and reap; the wait status in the form that `died` reads."""
    child.kill()
    code = child.wait()
    if os.name == "nt":
        return None
    return -code if code < 0 else code << 8


def open_workers(make: str = "auto", limits: Limits | None = None) -> Workers:
    """`make` is "fork", "fresh" or "auto": fork on Linux, fresh elsewhere (on macOS, Accelerate does not survive a fork)."""
    if make == "fork" or (make == "auto" and sys.platform == "linux"):
        return Zygotes(limits)
    return FreshWorkers(limits)


__all__ = ["Ended", "FreshWorkers", "Limits", "SandboxError", "TimedOut", "Worker", "Workers", "Zygotes", "open_workers"]

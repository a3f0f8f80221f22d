"""The judge's side of workers: start them, ask them, end them.

`Zygotes` forks each worker from one warm process; `FreshWorkers` (fresh_workers.py) starts an interpreter for each. Both start
`Worker`s. A worker answers requests within a time that the judge measures; when its `close` returns, the process has ended.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import struct
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from grader.sandbox.channel import Channel, Ended, Extend, no_more
from grader.sandbox.spawn import LIVED_ON, NOT_CONFINED, NOT_FORKED, OUT_OF_MEMORY

STATUS = struct.Struct("<i")
PROCESS_CLOCK = 2  # with a process's number, Linux's name for the clock of what it has computed (CPUCLOCK_SCHED)
START_SECONDS = 60.0
UNKNOWN = -4  # where the system does not say how a process ended


NO_PROCESS = "this machine lets nncli start no process, and answers are only ever run in one of their own"


class SandboxError(Exception):
    """A worker could not be started: our fault or the machine's, never the learner's."""


class MachineFault(SandboxError):
    """Workers for one submission were ended from outside, again and again: the machine's fault, never the learner's."""


class Vanished(Exception):
    """A worker is gone without a status of its own: not forked, or ended from outside. `status` is what the zygote says, if it lives."""

    def __init__(self, status: int | None) -> None:
        super().__init__(ending_text(status))
        self.status = status


class Worker:
    """One worker, used for one submission and one exercise."""

    def __init__(
        self,
        line: Channel,
        end: Callable[[bool], None],
        status: Callable[[], int | None],
        process: Callable[[], int | None] = lambda: None,
    ) -> None:
        """`end` is told whether the worker hung up by itself; `process` gives its number, None where it is not known."""
        self.line, self._end, self._status, self._process = line, end, status, process
        self.closed = False
        self.elapsed = 0.0  # seconds on the wall of all that it was asked: more than it can have computed

    def exchange(self, frame: bytes, seconds: float, extend: Extend = no_more) -> bytes:
        """The worker's answer. Raises TimedOut, Ended or Vanished; after any of them it answers no more."""
        start = time.monotonic()
        try:
            return self.line.exchange(frame, seconds, extend)
        except Ended as end:
            self.close(hung_up=not str(end))
            if str(end):
                raise
            if is_lost(self.status):
                raise Vanished(self.status) from None
            raise Ended(ending_text(self.status)) from None
        finally:
            self.elapsed += time.monotonic() - start

    def exchange_all(self, frames: Sequence[bytes], seconds: float) -> list[bytes]:
        """The answers to requests that are sent together, each within `seconds` of the one before. Raises TimedOut or Ended; after either
        it answers no more.
        """
        start = time.monotonic()
        try:
            return self.line.exchange_all(frames, seconds)
        finally:
            self.elapsed += time.monotonic() - start

    def close(self, hung_up: bool = False) -> None:
        """End the process, keep what it printed. May be called twice."""
        if not self.closed:
            self.closed = True
            self._end(hung_up)
            self.line.close()

    @property
    def knows_process(self) -> bool:
        """Its number has been asked for: to read its clock costs no time."""
        return "process" in vars(self)

    @functools.cached_property
    def process(self) -> int | None:
        """The number of the living process, None where it is not known."""
        return None if self.closed else self._process() or None

    @property
    def processor_seconds(self) -> float | None:
        """How long it has computed so far, on the kernel's clock for that process; None where there is none to be had."""
        if self.process is None or not hasattr(time, "clock_gettime"):
            return None
        try:
            return time.clock_gettime((~self.process << 3) | PROCESS_CLOCK)
        except OSError:
            return None

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


ENDINGS: dict[int | None, str] = {
    None: "the process ended",
    UNKNOWN: "the process ended",
    LIVED_ON: "the process closed its line to the judge",
    NOT_FORKED: "the machine had no process or no memory left for it",
    OUT_OF_MEMORY: "the process was ended for want of memory, of which it held much",
}


def is_lost(status: int | None) -> bool:
    """A process that nothing of its own has ended: the zygote does not know, or it was killed, which it cannot do to itself."""
    if status is None or status == NOT_FORKED:
        return True
    return status >= 0 and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def ending_text(status: int | None) -> str:
    """How a process ended, in words, from its wait status, or what stands for one (None: not known)."""
    if status is None or status < 0:
        return ENDINGS[status]
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        words: dict[int, str] = {
            signal.SIGSEGV: "a function that calls itself without end, or a crash in compiled code",
            signal.SIGXCPU: "its processor time was used up",
        }
        name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
        return f"the process was ended by {name}" + (f": {words[number]}" if number in words else "")
    return f"the process ended itself with status {os.WEXITSTATUS(status)}"


def parse_isolation(line: str) -> tuple[str, str]:
    """The level and the sentence of a self-test; "none" where it did not come to an end."""
    level, tab, sentence = line.partition("\t")
    return (level, sentence) if tab else ("none", "none (the self-test did not come to an end)")


class Workers(Protocol):
    """`lend` starts a new worker, which the caller closes; with `random` one that has loaded numpy.random, for a file that is likely to
    draw random numbers. `lend_ahead` begins with that before it is asked for: it has the worker sent the `request` that comes first, or
    answer a `rehearsal`, a request in vain, to be quicker later. `renew` makes sure that the next one comes from a fresh zygote.
    `clones` are for other lanes; to be asked for once, before any worker starts. Those that `are_forked` may be used by a copy of this
    process; where they `are_ready`, nobody has to wait for the first of them.
    """

    are_forked: bool

    @property
    def are_ready(self) -> bool: ...

    @property
    def isolation(self) -> tuple[str, str]: ...

    def lend_ahead(self, random: bool, request: bytes = b"", rehearsal: bytes = b"") -> None: ...

    def lend(self, random: bool = False, request: bytes = b"") -> Worker: ...

    def renew(self) -> None: ...

    def clones(self, count: int) -> Sequence[Workers]: ...

    def keep_to(self, core: int) -> None: ...

    def close(self) -> None: ...


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cores_of(lanes: int) -> list[int | None]:
    """The core that each lane keeps to; None where they do not fill the machine, or it cannot be said."""
    if not hasattr(os, "sched_getaffinity"):
        return [None] * lanes
    free = sorted(os.sched_getaffinity(0))
    return [free[lane % len(free)] if lanes >= len(free) else None for lane in range(lanes)]


def keep_to_core(workers: Workers, core: int | None) -> None:
    """Run this thread and the workers of its lane on one core, where one is named: they take turns anyway, and to wake a process on
    another core takes longer than most answers.
    """
    if core is None:
        return
    with contextlib.suppress(OSError):  # the core is gone: what is asked for is speed, nothing more
        os.sched_setaffinity(0, {core})
    workers.keep_to(core)

"""The judge's side of zygotes: warm processes that fork a worker each time one is asked for."""

from __future__ import annotations

import _socket  # the part of socket that is in C: the rest takes long to load
import contextlib
import os
import select
import signal
import struct
import time
from collections.abc import Sequence

from msgspec import Struct

from grader.sandbox.channel import Ended, PolledChannel, TimedOut
from grader.sandbox.confinement import make_non_dumpable
from grader.sandbox.spawn import CLONE, DONE, FORK, FORK_WITH_RANDOM, HUNG_UP, SETTLE, WHICH_PROCESS, start_zygote
from grader.sandbox.workers import NO_PROCESS, SandboxError, Vanished, Worker, parse_isolation

STATUS = struct.Struct("<i")
START_SECONDS = 60.0
REHEARSAL_SECONDS = 0.5


class LentAhead(Struct, frozen=True):
    """A worker that nobody has asked for yet: of which kind, and at work on what since when."""

    random: bool
    request: bytes
    worker: Worker
    since: float


class Zygotes:
    """Workers forked from one zygote, one at a time. Starting returns at once; the first worker waits until the zygote is warm.

    `started` are the socket and the process of a zygote that runs already; the process is None where it is not our child.
    """

    are_forked = True

    def __init__(self, started: tuple[int, int | None] | None = None) -> None:
        self.tried = ("none", "none (not tested)")
        self.control: _socket.socket | None = None
        self.start(started)

    def start(self, started: tuple[int, int | None] | None = None) -> None:
        """Begin with a zygote. Raises SandboxError where the machine starts no process."""
        try:
            descriptor, self.child = started or start_zygote()
        except OSError as error:
            raise SandboxError(f"{NO_PROCESS}: {error.strerror or error}") from error
        self.control = _socket.socket(fileno=descriptor)
        self.control.settimeout(START_SECONDS)
        self.warm = self.lent = self.ending = False
        self.ahead: LentAhead | None = None
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
        self.tried, self.process = parse_isolation(words), int(process or 0) or None

    @property
    def are_ready(self) -> bool:
        """The zygote is warm, or has said so."""
        return self.warm or (self.control is not None and bool(select.select([self.control], [], [], 0)[0]))

    def lend_ahead(self, random: bool, request: bytes = b"", rehearsal: bytes = b"") -> None:
        """Have a worker forked that `lend` hands out later, while the caller does something else; none where it would have to wait.

        It is at work on the `request` meanwhile. It answers a `rehearsal` before, so that it is quicker later; nobody reads that answer.
        """
        if self.ahead or self.control is None or not self.are_ready:
            return
        with contextlib.suppress(SandboxError):  # `lend` tries again, and says so
            worker, line = self._lend(random)
            try:
                if rehearsal:
                    worker.exchange(rehearsal, REHEARSAL_SECONDS)
                since = time.monotonic()
                if request:
                    line.send_ahead(request)
                self.ahead = LentAhead(random, request, worker, since)
            except (TimedOut, Ended, Vanished):
                worker.close()

    def lend(self, random: bool = False, request: bytes = b"") -> Worker:
        """A new worker; the one before it must be closed. Raises SandboxError."""
        ahead, self.ahead = self.ahead, None
        if ahead and ahead.random == random and ahead.request in (b"", request):
            ahead.worker.elapsed += time.monotonic() - ahead.since
            return ahead.worker
        if ahead:
            ahead.worker.close()
        return self._lend(random)[0]

    def _lend(self, random: bool) -> tuple[Worker, PolledChannel]:
        requests, replies, prints = _pipes()
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
        line = PolledChannel(*ours)
        return Worker(line, self._end, self._status, self._process_lent), line

    def _process_lent(self) -> int | None:
        """The process number of the worker in use, None where the zygote does not say."""
        if self.control is None:
            return None
        try:
            self.control.sendall(WHICH_PROCESS)
            data = self.control.recv(STATUS.size, _socket.MSG_WAITALL)
        except OSError:
            return None
        return int(STATUS.unpack(data)[0]) if len(data) == STATUS.size else None

    def _send(self, message: bytes, descriptors: Sequence[int]) -> None:
        """Ask for something with these descriptors, while no worker is in use. Raises SandboxError."""
        assert not self.lent, "a zygote listens while no worker of it is lent"
        try:
            self._ask(message, descriptors)
        except OSError as error:
            raise SandboxError(f"no worker could be started: {error}") from error

    def _ask(self, message: bytes, descriptors: Sequence[int]) -> None:
        """Have them sent; a zygote that has died is started anew, once."""
        for attempt in (1, 2):
            if self.control is None:
                self.start()
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
        raise OSError("the zygote does not start; `nncli doctor` may say why")

    def _end(self, hung_up: bool) -> None:
        """Have the worker killed. It is reaped while the judge goes on; its status is read when somebody asks."""
        assert self.control is not None
        self.lent = False
        with contextlib.suppress(OSError):
            self.control.sendall(HUNG_UP if hung_up else DONE)
            self.ending = True

    def renew(self) -> None:
        """End this zygote; the next worker comes from a fresh one."""
        self.close()

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

    def clones(self, count: int) -> list[Zygotes]:
        """Workers of so many more zygotes, forked from this one before it lends any. Raises SandboxError."""
        made = [self._clone() for _ in range(count)]
        self._send(SETTLE, [])
        return made

    def _clone(self) -> Zygotes:
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
        if self.ahead:
            self.ahead.worker.close()
        self.control.close()
        self.control = self.ahead = None
        self.lent = False
        if self.child is not None:
            with contextlib.suppress(OSError):
                os.kill(self.child, signal.SIGKILL)
                os.waitpid(self.child, 0)


def _pipes() -> list[tuple[int, int]]:
    """Three pipes, or none: raises SandboxError where this process may open no more."""
    made: list[tuple[int, int]] = []
    try:
        for _ in range(3):
            made.append(os.pipe())
        return made
    except OSError as error:
        for descriptor in (end for pipe in made for end in pipe):
            os.close(descriptor)
        raise SandboxError(f"no worker could be started: {error.strerror}") from error

"""The judge's side of workers that are interpreters of their own: slower than forked ones, and wherever Python runs."""

from __future__ import annotations

import functools
import os
import subprocess
import sys

from grader.sandbox.channel import ThreadedChannel
from grader.sandbox.confinement import make_non_dumpable
from grader.sandbox.spawn import LIVED_ON, MEMORY, PROCESSOR, child_command, clean_environment, to_try
from grader.sandbox.workers import NO_PROCESS, UNKNOWN, SandboxError, Worker, parse_isolation

MOMENT = 0.5  # seconds in which a process that hung up is expected to be gone


class FreshWorkers:
    """Workers that are interpreters of their own: slower, and wherever Python runs."""

    are_forked = False
    are_ready = True

    def __init__(self) -> None:
        words = child_command("fresh_worker", MEMORY, PROCESSOR, *to_try())
        try:
            self.probe = subprocess.Popen(
                words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean_environment()
            )
        except OSError as error:
            raise SandboxError(f"{NO_PROCESS}: {error.strerror or error}") from error
        make_non_dumpable()

    @functools.cached_property
    def isolation(self) -> tuple[str, str]:
        """The level of confinement and a sentence about it, as tried in an interpreter of its own."""
        return parse_isolation(self.probe.communicate()[0].decode("utf-8", "replace").rstrip("\n"))

    def lend_ahead(self, random: bool, request: bytes = b"", rehearsal: bytes = b"") -> None:
        """Nothing: an interpreter starts when it is needed."""

    def lend(self, random: bool = False, request: bytes = b"") -> Worker:
        """A new worker, in a new interpreter. Raises SandboxError."""
        child = _start_interpreter()
        streams = (child.stdin, child.stdout, child.stderr)
        try:
            line = ThreadedChannel(*(os.dup(stream.fileno()) for stream in streams if stream))
        except (OSError, RuntimeError) as error:  # there are no more descriptors, or no more threads
            _stop(child)
            raise SandboxError(f"{NO_PROCESS}: {error}") from error
        for stream in filter(None, streams):
            stream.close()
        ending = Ending(child)
        number = child.pid if sys.platform == "linux" else None
        return Worker(line, ending.stop, ending.status, lambda: number)

    def renew(self) -> None:
        """Nothing: each worker has an interpreter of its own."""

    def clones(self, count: int) -> list[FreshWorkers]:
        """The same: each interpreter is one of its own anyway, and the probe has told what there is to tell."""
        return [self] * count

    def keep_to(self, core: int) -> None:
        """Nothing: each interpreter starts on the core of the thread that starts it."""

    def close(self) -> None:
        self.probe.kill()
        self.probe.wait()
        if self.probe.stdout:
            self.probe.stdout.close()


def _start_interpreter() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            child_command("fresh_worker", MEMORY, PROCESSOR),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            cwd=None if os.name == "nt" else "/",
        )
    except OSError as error:
        raise SandboxError(f"{NO_PROCESS}: {error.strerror or error}") from error


class Ending:
    """How an interpreter comes to its end."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self.child, self.lived_on = child, False

    def stop(self, hung_up: bool) -> None:
        """Kill it; one that hung up by itself is first given a moment to be gone."""
        if hung_up:
            try:
                self.child.wait(MOMENT)
            except subprocess.TimeoutExpired:
                self.lived_on = True
        _stop(self.child)

    def status(self) -> int | None:
        """In the form that `ending_text` reads."""
        code = self.child.wait()
        if self.lived_on:
            return LIVED_ON
        if os.name == "nt":
            return UNKNOWN
        return -code if code < 0 else code << 8


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()

"""The judge's side of workers that are interpreters of their own: slower than forked ones, and wherever Python runs."""

from __future__ import annotations

import functools
import os
import subprocess

from grader.sandbox.channel import ThreadedChannel
from grader.sandbox.confinement import make_non_dumpable
from grader.sandbox.spawn import MEMORY, PROCESSOR, child_command, clean_environment, to_try
from grader.sandbox.workers import Worker, parse_isolation


class FreshWorkers:
    """Workers that are interpreters of their own: slower, and wherever Python runs."""

    def __init__(self) -> None:
        words = child_command("fresh_worker", MEMORY, PROCESSOR, *to_try())
        self.probe = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=clean_environment())
        make_non_dumpable()

    @functools.cached_property
    def isolation(self) -> tuple[str, str]:
        """The level of confinement and a sentence about it, as tried in an interpreter of its own."""
        return parse_isolation(self.probe.communicate()[0].decode("utf-8", "replace").rstrip("\n"))

    def lend(self, random: bool = False) -> Worker:
        """A new worker, in a new interpreter."""
        child = subprocess.Popen(
            child_command("fresh_worker", MEMORY, PROCESSOR),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            cwd=None if os.name == "nt" else "/",
        )
        assert child.stdin and child.stdout and child.stderr
        line = ThreadedChannel(*(os.dup(stream.fileno()) for stream in (child.stdin, child.stdout, child.stderr)))
        for stream in (child.stdin, child.stdout, child.stderr):
            stream.close()
        return Worker(line, lambda: _stop(child), lambda: _wait_status(child))

    def clone(self) -> FreshWorkers:
        """The same: each interpreter is one of its own anyway, and the probe has told what there is to tell."""
        return self

    def keep_to(self, core: int) -> None:
        """Nothing: each interpreter starts on the core of the thread that lends it."""

    def close(self) -> None:
        self.probe.kill()
        self.probe.wait()
        if self.probe.stdout:
            self.probe.stdout.close()


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()


def _wait_status(child: subprocess.Popen[bytes]) -> int | None:
    """How a stopped child ended, in the form that `died` reads."""
    code = child.wait()
    if os.name == "nt":
        return None
    return -code if code < 0 else code << 8

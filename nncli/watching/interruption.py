"""Ending an answer that nobody waits for any more: the loop is left, or the file was saved again while an endless answer runs."""

from __future__ import annotations

import contextlib
import math
import signal
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

T = TypeVar("T")
MOMENT = 0.5  # seconds: an answer that has taken longer is given up when its file is saved again
NUMBER = getattr(signal, "SIGUSR1", None)  # which threads send to the main thread; Windows has no such thing


class GradingStopped(KeyboardInterrupt):
    """What is being graded is needed no longer. Not an Exception: no part of the grader may take it for a fault."""


class Interruption:
    """`run` does the work in the main thread; `stop` ends it from another thread, `stop_here` from a handler of signals."""

    def __init__(self) -> None:
        self.since = math.inf  # when the work began; infinite where nothing is under way
        self.until: tuple[Hashable, ...] = ()

    def run(self, work: Callable[[], T], *until: Hashable) -> T | None:
        """What the work returns; nothing where it was stopped. `until` are the events after which nobody waits for it any more."""
        self.since, self.until = time.monotonic(), until
        try:
            return work()
        except GradingStopped:
            return None
        finally:
            self.since, self.until = math.inf, ()

    def meet(self, event: Hashable) -> None:
        """Stop the work that this event makes needless, once it has taken a moment."""
        if event in self.until:
            self.stop(MOMENT)

    def stop(self, after: float = 0.0) -> None:
        """End the work as soon as it has taken `after` seconds. Without signals between threads, nothing happens."""
        begun = self.since
        if begun == math.inf or NUMBER is None:
            return
        wait = begun + after - time.monotonic()
        timer = threading.Timer(max(wait, 0.0), self._send, (begun,))
        timer.daemon = True
        timer.start()

    def _send(self, begun: float) -> None:
        main = threading.main_thread().ident
        if self.since == begun and main is not None and NUMBER is not None:
            signal.pthread_kill(main, NUMBER)

    def stop_here(self, *_: object) -> None:
        """The same, in the main thread and at once: a handler of a signal. Raises GradingStopped where work is under way."""
        if self.since < math.inf:
            raise GradingStopped

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Let other threads stop the work."""
        if NUMBER is None:
            yield
            return
        before = signal.signal(NUMBER, self.stop_here)
        try:
            yield
        finally:
            signal.signal(NUMBER, before)

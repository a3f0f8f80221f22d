"""Calls that are known beforehand, sent to a worker together: to wake a process for each of them takes longer than most answers.

It changes nothing but the time. Where one of the answers does not come at once, all of it is forgotten: a fresh worker is asked one call
after the other, so that the case that hangs or crashes is the one that pays for it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import islice

from grader import wire
from grader.sandbox.workers import Worker

MOST, MOST_BYTES = 64, 1 << 15  # calls that are sent together; a pipe holds as many bytes
AT_ONCE = 0.5  # seconds for each of the answers


class Foreseen:
    """The next calls in their order, and the answers to the first of them that are there already."""

    def __init__(self, calls: Iterable[wire.Call] = ()) -> None:
        self.calls, self.answers = deque(calls), deque[bytes]()

    def begins_with(self, call: wire.Call) -> bool:
        """This call is the next one."""
        return bool(self.calls) and self.calls[0] is call

    def ask(self, worker: Worker, seconds: float) -> int:
        """Send as many of the calls as may go together, where these are several; bytes of all answers. Raises as Worker.exchange_all."""
        if len(frames := self._frames()) > 1:
            self.answers.extend(worker.exchange_all(frames, min(AT_ONCE, seconds)))
        return sum(map(len, self.answers))

    def _frames(self) -> list[bytes]:
        frames: list[bytes] = []
        for call in islice(self.calls, MOST):
            frames.append(wire.frame(call))
            if sum(map(len, frames)) > MOST_BYTES:
                return frames[:-1]
        return frames

    def take(self) -> bytes | None:
        """The answer to the next call, which is the next one no more; None where it is to be asked alone."""
        self.calls.popleft()
        return self.answers.popleft() if self.answers else None

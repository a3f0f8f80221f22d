"""The time of a whole submission, all its files and exercises together, on the judge's clock."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.sandbox.workers import Worker

ALMOST = 0.02  # seconds: as exact as a process's clock is taken


class OutOfTurn(Exception):
    """The submission needs longer than its first turn: those that wait behind it come first, then it is graded anew."""


class Budget:
    """Seconds from now on: `whole` for everything, `turn` until OutOfTurn is raised instead of going on."""

    def __init__(self, whole: float = math.inf, turn: float = math.inf) -> None:
        self.whole, self.turn = whole, turn
        self.begin = time.monotonic()

    def left(self) -> float:
        """Seconds of the whole that are left; below 0 where it is overdrawn."""
        return self.begin + self.whole - time.monotonic()

    def turn_left(self) -> float:
        """Seconds of the turn that are left. Raises OutOfTurn where there are none."""
        left = self.begin + self.turn - time.monotonic()
        if left <= 0:
            raise OutOfTurn
        return left

    @property
    def sentence(self) -> str:
        return f"the time for the whole submission ({self.whole:g} s) is used up"


class Span:
    """One request to a worker: `computing` seconds of the processor, `longest` seconds on the wall.

    Where the worker's own clock is known from earlier, it is read at the beginning; else it counts from what the worker had at most.
    """

    def __init__(self, worker: Worker, computing: float, longest: float) -> None:
        self.worker, self.computing, self.longest = worker, computing, longest
        self.before = worker.processor_seconds if worker.knows_process else None
        self.begin = time.monotonic()
        self.measured: float | None = None  # of computing, at the last extension

    @property
    def wall(self) -> float:
        """Seconds on the wall so far."""
        return time.monotonic() - self.begin

    @property
    def computed(self) -> float:
        """Seconds of computing: as measured where they were, else those on the wall."""
        return self.wall if self.measured is None else min(self.measured, self.wall)

    def extension(self) -> float:
        """How many seconds more the worker gets: those that it did not compute, as long as the wall allows."""
        total = self.worker.processor_seconds
        if total is None:
            return 0.0
        before = self.worker.elapsed if self.before is None else self.before
        self.measured = max(total - before, 0.0)
        left = min(self.computing - self.measured, self.longest - self.wall)
        return left if left > ALMOST else 0.0

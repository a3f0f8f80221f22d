"""The time of a whole submission, all its files and exercises together, on the judge's clock."""

from __future__ import annotations

import math
import time


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

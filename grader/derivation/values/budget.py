"""How much work one line may cost. Counted in steps and not in seconds, so that the same text gets the same marks everywhere."""

from __future__ import annotations

from grader.derivation.unreadable import UnreadableLine


class WorkSpent(UnreadableLine):
    """The budget of a line is used up."""


class WorkBudget:
    """Steps that are left: nodes of derivatives, and arithmetic in units of one small array."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def spend(self, steps: int = 1) -> None:
        """Raises WorkSpent where nothing is left."""
        self.steps -= steps
        if self.steps < 0:
            raise WorkSpent(
                "this line takes too much work: carry out the inner derivatives and sums first, one at a time"
            )

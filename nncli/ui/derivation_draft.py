"""A derivation that is being written: comments and right lines in their order, and a wrong one until it is replaced."""

from __future__ import annotations

import msgspec

from grader.derivation.problem import PreparedProblem
from grader.derivation.steps.checker import Checker
from grader.derivation.steps.results import StepOutcome, StepResult


class DerivationDraft:
    """A derivation on paper: its comments, the lines that follow, and perhaps one more that does not, until it is replaced."""

    def __init__(self, setting: PreparedProblem) -> None:
        self.checker = Checker(setting)
        self.rows: list[str] = []  # comments, and right lines as they were written
        self.right: list[int] = []  # which of the rows are lines
        self.is_wrong = False  # the checker's last step is one that does not follow

    def load(self, lines: list[str]) -> list[StepResult]:
        """Lines of a file, checked: those that follow are kept, the others become comments, so that nothing is lost."""
        results: list[StepResult] = []
        for line in without_empty_ends(lines):
            if not line.partition("#")[0].strip():
                self.rows.append(line.strip())
                continue
            step = self.checker.add(line)
            results.append(msgspec.structs.replace(step, number=len(results) + 1))
            if step.outcome is StepOutcome.FOLLOWS:
                self._keep(line)
            else:
                self.checker.undo()
                self.rows.append(f"# {line.strip()}")
        return results

    def enter(self, line: str) -> StepResult:
        """A line of the learner's, in the place of a wrong one that still stands there."""
        self._drop_wrong()
        step = self.checker.add(line)
        if step.outcome is StepOutcome.FOLLOWS:
            self._keep(line)
        else:
            self.is_wrong = True
        return step

    def take_back(self) -> str:
        """The wrong line, or else the last right one, taken back; its text, "" where there is none."""
        if self.is_wrong:
            text = self.checker.steps[-1].text
            self._drop_wrong()
            return text
        if not self.right:
            return ""
        self.checker.undo()
        return self.rows.pop(self.right.pop())

    def _keep(self, line: str) -> None:
        self.right.append(len(self.rows))
        self.rows.append(line.strip())

    def _drop_wrong(self) -> None:
        if self.is_wrong:
            self.checker.undo()
            self.is_wrong = False

    @property
    def is_complete(self) -> bool:
        """Every waypoint is reached."""
        return all(waypoint.line for waypoint in self.checker.result(with_name=False).waypoints)


def without_empty_ends(lines: list[str]) -> list[str]:
    """The lines from the first to the last that is not blank."""
    texts = [line.rstrip() for line in lines]
    while texts and not texts[0].strip():
        texts.pop(0)
    while texts and not texts[-1].strip():
        texts.pop()
    return texts

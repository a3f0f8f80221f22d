"""Whose turn it is: everyone gets a short first turn; those that need longer come after all others, with all the time they have.

So a slow submission, or a hundred of them, holds up nobody. What is waiting for its second turn is bounded in bytes.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from queue import SimpleQueue

from grader.report import Report
from grader.submissions.roster import Learner
from grader.submissions.submission import Submission

FIRST_TURN = 2.0  # seconds; a right answer to an exercise takes a hundredth of it
MAX_POSTPONED = 256 << 20  # bytes of submissions


@dataclass(frozen=True)
class Task:
    """A submission to grade; it is postponed where that takes longer than `turn` seconds."""

    learner: Learner
    submission: Submission
    turn: float = math.inf

    @property
    def size(self) -> int:
        return sum(len(source.content) for source in self.submission.sources)


@dataclass(frozen=True)
class Graded:
    learner: Learner
    report: Report


@dataclass(frozen=True)
class Fault:
    """A submission that could not be graded through a fault of ours: it gets no mark, and is tried again in the next run."""

    learner: Learner
    reason: str


@dataclass(frozen=True)
class Postponed:
    """A submission that was not done in its first turn."""

    task: Task


Done = SimpleQueue[Graded | Fault | Postponed | Exception]


def in_turn(
    tasks: Iterable[Task], todo: SimpleQueue[Task | None], done: Done, most: int, turn: float
) -> Iterator[Graded | Fault]:
    """What becomes of the tasks, of which `most` at a time are handed to the lanes. Raises what a lane could not go on after."""
    later: deque[Task] = deque()
    waiting = size = 0
    for task in tasks:
        todo.put(replace(task, turn=turn if size < MAX_POSTPONED else math.inf))
        waiting += 1
        if waiting == most:
            yield from _results(results := done.get(), later)
            size += results.task.size if isinstance(results, Postponed) else 0
            waiting -= 1
    for _ in range(waiting):
        yield from _results(done.get(), later)
    for task in later:
        todo.put(replace(task, turn=math.inf))
    for _ in range(len(later)):
        yield from _results(done.get(), later)


def _results(found: Graded | Fault | Postponed | Exception, later: deque[Task]) -> Iterator[Graded | Fault]:
    if isinstance(found, Exception):
        raise found
    if isinstance(found, Postponed):
        later.append(found.task)
    else:
        yield found

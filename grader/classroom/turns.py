"""Whose turn it is: everyone gets a short first turn; those that need longer come after all others, with all the time they have.

So a slow submission, or a hundred of them, holds up nobody. What waits for its second turn is bounded in bytes: the rest is read again.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue

from msgspec import Struct
from msgspec.structs import replace

from grader.report import Report
from grader.submissions.files import SubmissionError
from grader.submissions.roster import Learner, submission
from grader.submissions.submission import Source, Submission

FIRST_TURN = 2.0  # seconds; a right answer to an exercise takes a hundredth of it
MAX_POSTPONED = 64 << 20  # bytes of submissions that are kept until their second turn


class Task(Struct, frozen=True):
    """A submission to grade; it is postponed where that takes longer than `turn` seconds."""

    learner: Learner
    submission: Submission
    turn: float = math.inf

    @property
    def size(self) -> int:
        return sum(len(source.content) for source in self.submission.sources)


class Graded(Struct, frozen=True):
    """`sources` are what was graded, for what else is to be known of it."""

    learner: Learner
    report: Report
    sources: tuple[Source, ...] = ()


class Fault(Struct, frozen=True):
    """A submission that could not be graded through a fault of ours: it gets no mark, and is tried again in the next run."""

    learner: Learner
    reason: str


class Postponed(Struct, frozen=True):
    """A submission that was not done in its first turn."""

    task: Task


Done = SimpleQueue[Graded | Fault | Postponed | Exception]


class Later:
    """Those that come after all others, in order; what there is no room for is read again when its turn comes. Where `is_stopped`, none of
    them begins.
    """

    def __init__(self, most: int = MAX_POSTPONED, is_stopped: Callable[[], bool] = lambda: False) -> None:
        self.left, self.is_stopped = most, is_stopped
        self.waiting: deque[Task | Learner] = deque()

    def add(self, task: Task) -> None:
        """Postpone it."""
        if task.size > self.left:
            self.waiting.append(task.learner)
            return
        self.left -= task.size
        self.waiting.append(task)

    def tasks(self) -> Iterator[Task | Fault]:
        """Each with all the time that it has."""
        while self.waiting and not self.is_stopped():
            one = self.waiting.popleft()
            yield replace(one, turn=math.inf) if isinstance(one, Task) else _read_again(one)


def _read_again(learner: Learner) -> Task | Fault:
    try:
        return Task(learner, submission(learner))
    except (SubmissionError, MemoryError) as error:
        return Fault(learner, f"it cannot be read any more ({error or 'the machine has no memory left'})")


def in_turn(
    tasks: Iterable[Task],
    todo: SimpleQueue[Task | None],
    done: Done,
    most: int,
    turn: float,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[Graded | Fault]:
    """What becomes of the tasks, of which `most` at a time are handed to the lanes. Raises what a lane could not go on after."""
    later = Later(is_stopped=is_stopped)
    yield from _hand_out((replace(task, turn=turn) for task in tasks), todo, done, most, later)
    yield from _hand_out(later.tasks(), todo, done, most, later)


def _hand_out(
    tasks: Iterable[Task | Fault], todo: SimpleQueue[Task | None], done: Done, most: int, later: Later
) -> Iterator[Graded | Fault]:
    waiting = 0
    for task in tasks:
        if isinstance(task, Fault):
            yield task
            continue
        todo.put(task)
        waiting += 1
        if waiting == most:
            yield from _results(done.get(), later)
            waiting -= 1
    for _ in range(waiting):
        yield from _results(done.get(), later)


def _results(found: Graded | Fault | Postponed | Exception, later: Later) -> Iterator[Graded | Fault]:
    if isinstance(found, Exception):
        raise found
    if isinstance(found, Postponed):
        later.add(found.task)
    else:
        yield found

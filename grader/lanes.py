"""The exercises of one file in two lanes at once: a second process of the judge where it can be forked, else a second thread.

Comparing and explaining is Python, of which a process runs one piece at a time, so a thread beside it gains little. The second process
is forked when the file has run for the first exercise, holds the workers of its lane alone, and says its reports through a pipe.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn

import msgspec

from grader.exercise.catalogue import Entry
from grader.judging.share import ALL_TAKEN, WHOLE, limit_share
from grader.report import ExerciseReport
from grader.sandbox.workers import Workers, cores_of, keep_to_core

Begin = Callable[[], None]
Grade = Callable[[Entry, Workers, Begin], ExerciseReport]  # calls Begin when the file has run, or will not
Reports = dict[int, ExerciseReport]  # by place in the list of exercises
QUICK = 0.0005  # seconds after which a thread that has heard from its worker may go on, where another one computes
CHUNK = 1 << 16
MOST_QUEUED = 255  # a place is one byte


def grade_side_by_side(
    first: Entry, others: Sequence[Entry], grade: Grade, workers: Workers, more: Workers
) -> list[ExerciseReport]:
    """The first exercise alone until the file has run; the others are taken by whichever lane is free. Raises SandboxError."""
    if more.are_forked and threading.active_count() == 1 and len(others) <= MOST_QUEUED:
        return _in_processes(first, others, grade, workers, more)
    return _in_threads(first, others, grade, workers, more)


# ----------------------------------------------------------------------------------------------------------------- two processes


def _in_processes(
    first: Entry, others: Sequence[Entry], grade: Grade, workers: Workers, more: Workers
) -> list[ExerciseReport]:
    queue = _queue_of(len(others))
    beside: list[SecondJudge] = []
    free = os.sched_getaffinity(0)
    first_core, second_core = cores_of(2)

    def second_lane() -> Reports:
        keep_to_core(more, second_core)
        return {place: grade(others[place], more, _no_more) for place in queue}

    def begin() -> None:
        if not beside:
            with contextlib.suppress(OSError):  # the machine gives no process: this lane takes everything
                beside.append(SecondJudge(second_lane))
                keep_to_core(workers, first_core)

    try:
        report = grade(first, workers, begin)
        found = {place: grade(others[place], workers, _no_more) for place in queue}
        for judge in beside:
            found |= judge.reports()
    finally:
        for judge in beside:
            judge.end()
        queue.close()
        os.sched_setaffinity(0, free)
    lost = [place for place in range(len(others)) if place not in found]  # with a process that ended before it was done
    found |= {place: grade(others[place], workers, _no_more) for place in lost}
    return [report, *(found[place] for place in sorted(found))]


def _no_more() -> None:
    """Nothing begins after the first exercise."""


class Queue:
    """Places that several processes take from, each once: one byte of a pipe stands for one of them."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe

    def __iter__(self) -> Iterator[int]:
        while taken := os.read(self.pipe, 1):
            yield taken[0]

    def close(self) -> None:
        os.close(self.pipe)


def _queue_of(count: int) -> Queue:
    ours, theirs = os.pipe()
    os.write(theirs, bytes(range(count)))
    os.close(theirs)
    return Queue(ours)


class SecondJudge:
    """A copy of this process that does `work` and ends. Raises OSError where there is none to be had."""

    def __init__(self, work: Callable[[], Reports]) -> None:
        from grader.sandbox.confinement.identity import Tie

        tie = Tie()
        self.answers, theirs = os.pipe()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # one that came now would be said by both
        try:
            self.process = os.fork()
            if not self.process:
                _work_and_end(work, tie, theirs, before)
        except OSError:
            os.close(self.answers)
            raise
        finally:
            os.close(theirs)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def reports(self) -> Reports:
        """Wait for what it found; nothing where it ended before."""
        data = b""
        while piece := os.read(self.answers, CHUNK):
            data += piece
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(data, type=Reports)
        return {}

    def end(self) -> None:
        """It is gone, whatever it did."""
        os.close(self.answers)
        with contextlib.suppress(OSError):
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _work_and_end(work: Callable[[], Reports], tie: Callable[[], None], answers: int, mask: set[int]) -> NoReturn:
    """In the copy: nothing of what this process has open is flushed or tidied up a second time."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):  # the first process says what is to be said
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        tie()
        with limit_share(WHOLE, ALL_TAKEN), open(answers, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(work()))
    finally:
        os._exit(0)


# ------------------------------------------------------------------------------------------------------------------- two threads


def _in_threads(
    first: Entry, others: Sequence[Entry], grade: Grade, workers: Workers, more: Workers
) -> list[ExerciseReport]:
    sys.setswitchinterval(QUICK)
    todo, found, faults, begun = iter(others), list[ExerciseReport](), list[Exception](), threading.Event()

    def lane(workers: Workers, with_first: bool) -> None:
        try:
            with limit_share(WHOLE, ALL_TAKEN):  # of this thread
                if with_first:
                    found.append(grade(first, workers, begun.set))
                begun.wait()
                for entry in todo:
                    found.append(grade(entry, workers, begun.set))
        except Exception as fault:  # SandboxError: for the caller
            faults.append(fault)

    beside = threading.Thread(target=lane, args=(more, False))
    beside.start()
    lane(workers, True)
    beside.join()
    if faults:
        raise faults[0]
    return found

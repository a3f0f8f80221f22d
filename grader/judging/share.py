"""A submission's share of the judge's own time: comparing and explaining must not take the longer, the odder an answer is.

It is the processor time of this thread, so that a busy machine takes nobody's marks. What takes part of it looks at the clock between
steps that are bounded themselves, by what a reply may hold.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

JUDGING, EXPLAINING = 3.0, 4.0  # seconds for one exercise: its verdicts, and the names of its mistakes
WHOLE = 20.0  # for all exercises of a submission together; sixty wrong answers take three
SEARCH, ALL_SEARCHES = 0.6, 6.0  # for the changes of one solution, and for those of all exercises of a submission
ALL_TAKEN = f"comparing the answers of this submission has taken {WHOLE:g} seconds, which is all that it has for that"
TOO_COSTLY = "to compare these answers takes longer than any answer that is asked for; return just that"

_here = threading.local()
MOST_STEPS = 20_000  # lines of a reference; on the inputs of its exercise none takes a tenth of that


class TooCostly(Exception):
    """The share is used up."""


@contextmanager
def limit_share(seconds: float, sentence: str = TOO_COSTLY) -> Iterator[None]:
    """Within it, `spend` raises TooCostly after so many seconds of processor time, or where an outer share is used up."""
    before = getattr(_here, "share", None)
    if before is None:
        _here.searches = ALL_SEARCHES
    share = (time.thread_time() + seconds, sentence)
    _here.share = share if before is None else min(share, before)
    try:
        yield
    finally:
        _here.share = before


@contextmanager
def limit_search() -> Iterator[None]:
    """A share for one search, which may find nothing: what all searches take together leaves most of a submission's share.

    Raises TooCostly where nothing is left for another one.
    """
    left, before = getattr(_here, "searches", ALL_SEARCHES), time.thread_time()
    if left <= 0:
        raise TooCostly(TOO_COSTLY)
    try:
        with limit_share(min(SEARCH, left)):
            yield
    finally:
        _here.searches = left - (time.thread_time() - before)


def spend() -> None:
    """Raises TooCostly, with a sentence, where the share of this thread is used up."""
    share = getattr(_here, "share", None)
    if share is not None and time.thread_time() > share[0]:
        raise TooCostly(share[1])


@contextmanager
def limit_steps(most: int = MOST_STEPS) -> Iterator[None]:
    """Within it, after so many lines of Python in the functions that are called, RuntimeError is raised: a reference is made for
    the inputs of its exercise, and on others its loops may have no end.
    """
    left, before = most, sys.gettrace()

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise RuntimeError("too many steps")
        return count

    sys.settrace(count)
    try:
        yield
    finally:
        sys.settrace(before)

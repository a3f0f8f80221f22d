"""A zygote that warms up while the command still imports: NumPy is loaded here and there at the same time."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing itself takes as long to load as the zygote to start
if TYPE_CHECKING:
    from grader.sandbox.workers import Workers

_started: list[tuple[int, int]] = []


def start_early() -> None:
    """Start a zygote, where workers are forked from one."""
    if sys.platform == "linux":
        from grader.sandbox.spawn import start_zygote

        try:
            _started.append(start_zygote())
        except OSError:  # it is tried again when workers are asked for, where a message can be given
            return


def take_workers(make: str) -> Workers:
    """Workers of the zygote that was started early, or of a new one."""
    from grader.sandbox.opening import open_workers
    from grader.sandbox.zygotes import Zygotes

    if _started and make == "auto":
        return Zygotes(_started.pop())
    return open_workers(make)

"""Workers as this system can have them: forked from a zygote, or interpreters of their own."""

from __future__ import annotations

import sys

from grader.sandbox.workers import Workers


def open_workers(make: str = "auto") -> Workers:
    """`make` is "fork", "fresh" or "auto": fork on Linux, fresh elsewhere (on macOS, Accelerate does not survive a fork)."""
    if make == "fork" or (make == "auto" and sys.platform == "linux"):
        from grader.sandbox.zygotes import Zygotes  # for speed: each kind of worker is loaded only where it is used

        return Zygotes()
    from grader.sandbox.fresh_workers import FreshWorkers

    return FreshWorkers()

"""Which processes descend from one, orphans among them. Linux only."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """A process that loses its parent becomes a child of this one, instead of leaving the family."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def descendants(ancestor: int | None = None) -> set[int]:
    """All living descendants of a process, of this one where none is named."""
    parents = dict(filter(None, map(_parent, Path("/proc").glob("[0-9]*"))))
    found: set[int] = set()
    ring = {ancestor or os.getpid()}
    while ring:
        ring = {child for child, parent in parents.items() if parent in ring} - found
        found |= ring
    return found


def is_running(process: int) -> bool:
    """It has not ended, reaped or not."""
    return _parent(Path(f"/proc/{process}")) is not None


def _parent(process: Path) -> tuple[int, int] | None:
    """A process and its parent; None for one that has ended, reaped or not."""
    try:
        state, parent, *_ = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if state == "Z" else (int(process.name), int(parent))


def left_since(before: set[int], patience: float = 1.0) -> set[int]:
    """The descendants that were not there before; a process that was just killed is given a moment to be gone."""
    deadline = time.monotonic() + patience
    while (left := descendants() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left

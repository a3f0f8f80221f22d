"""What holds of a process before it runs or forks a learner's code."""

from __future__ import annotations

import os
import sys


def seal() -> None:
    """After this, no module of the grader can be imported in the process, wherever it lies on disk."""
    for name, module in list(sys.modules.items()):
        if name == "grader" or name.startswith("grader."):
            module.__dict__.pop("__path__", None)


def threads() -> int:
    """How many threads this process has, those of compiled libraries too where the system can be asked."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        import threading

        return threading.active_count()

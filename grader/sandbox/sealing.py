"""After this, no module of the grader can be imported in the process, wherever it lies on disk."""

from __future__ import annotations

import sys


def seal() -> None:
    for name, module in list(sys.modules.items()):
        if name == "grader" or name.startswith("grader."):
            module.__dict__.pop("__path__", None)

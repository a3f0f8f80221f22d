"""The cells that were executed in this kernel, as a notebook's bytes: what was run is graded, whether it was saved or not.

Of a cell that ran again the last version counts, and it stands where it ran last, as Python's own names do. A cell that raised is left
out: what it would have defined is not there in the kernel either.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Cells:
    """The cells in the order of running. Jupyter says which cell ran; where it does not, each run is a cell of its own."""

    runs: dict[object, str] = field(default_factory=dict)
    began: int = 1  # the first execution that we have seen ourselves

    def add(self, cell: object, text: str) -> None:
        """A cell has run, and moves to the end."""
        self.runs.pop(cell, None)
        self.runs[cell] = text

    def drop(self, cell: object) -> None:
        """A cell has raised."""
        self.runs.pop(cell, None)

    def notebook(self, running: str = "") -> bytes:
        """All of them and the running one as a notebook of format 4."""
        texts = [*self.runs.values(), *([running] if running.strip() else [])]
        cells: list[dict[str, Any]] = [
            {"cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
            for text in texts
        ]
        return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}).encode()


@dataclass
class Kernel:
    """An IPython shell, and the cells that it has run."""

    shell: Any
    cells: Cells = field(default_factory=Cells)
    running: tuple[object, str] | None = None

    def follow(self) -> None:
        """Take what has run already, and hear of what will."""
        self._take_history()
        self.shell.events.register("pre_run_cell", self.before)
        self.shell.events.register("post_run_cell", self.after)

    def _take_history(self) -> None:
        """What ran before the first check: nobody says what of it raised, so what defines nothing that is still there is left out."""
        raw = list(self.shell.history_manager.input_hist_raw)
        for number, text in enumerate(raw[1:-1], 1):
            if text.strip():
                self.cells.add(number, text)
        if len(raw) > 1:
            self.running = (len(raw) - 1, raw[-1])

    def before(self, info: Any) -> None:
        """A cell is about to run."""
        self.running = (getattr(info, "cell_id", None) or f"run {self.shell.execution_count}", info.raw_cell)

    def after(self, result: Any) -> None:
        """A cell has run."""
        if self.running is None:
            return
        cell, text = self.running
        self.running = None
        if getattr(result, "success", True):
            self.cells.add(cell, text)
        else:
            self.cells.drop(cell)

    def notebook(self) -> bytes:
        """What was run, and the running cell, in which the check itself stands."""
        return self.cells.notebook(self.running[1] if self.running else "")


_kernels: dict[int, Kernel] = {}


def kernel_of(shell: Any) -> Kernel:
    """The kernel of a shell; it is followed from the first time on that it is asked for."""
    if id(shell) not in _kernels:
        _kernels[id(shell)] = Kernel(shell)
        _kernels[id(shell)].follow()
    return _kernels[id(shell)]


def running_shell() -> Any | None:
    """The IPython shell that we run in; None in plain Python."""
    import sys

    interactive = sys.modules.get("IPython")
    return interactive.get_ipython() if interactive is not None else None

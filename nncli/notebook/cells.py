"""The cells that were executed in this kernel, as a notebook's bytes: what was run is graded, whether it was saved or not.

Of a cell that ran again the last version counts, and it stands where it ran last, as Python's own names do. Of a cell that raised, the
statements before the one that raised did run, as they have in the kernel.
"""

from __future__ import annotations

import ast
import json
import traceback
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Cells:
    """The cells in the order of running. Jupyter says which cell ran; where it does not, each run is a cell of its own."""

    runs: dict[object, str] = field(default_factory=dict)

    def add(self, cell: object, text: str) -> None:
        """A cell has run, and moves to the end."""
        self.runs.pop((cell, "raised"), None)
        self.runs.pop(cell, None)
        self.runs[cell] = text

    def add_part(self, cell: object, text: str) -> None:
        """A cell has raised: what it defined when it ran before is still there, and so is what this part of it defined."""
        self.runs.pop((cell, "raised"), None)
        if text.strip():
            self.runs[(cell, "raised")] = text

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
        """What ran before nncli was imported. Nobody says what of it raised: what defines nothing that is still there is left out."""
        raw = list(self.shell.history_manager.input_hist_raw)
        for number, text in enumerate(raw[1:-1], 1):
            if any(name in self.shell.user_ns for name in names_bound(_tree(self.shell.transform_cell(text)))):
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
            self.cells.add_part(cell, self._part_that_ran(text, getattr(result, "error_in_exec", None)))

    def _part_that_ran(self, text: str, error: BaseException | None) -> str:
        """The statements before the one that raised."""
        steps = traceback.walk_tb(error.__traceback__ if error else None)
        line = next((number for frame, number in steps if frame.f_code.co_name == "<module>"), 0)
        python = self.shell.transform_cell(text)
        before = [node for node in _tree(python).body if (node.end_lineno or 0) < line]
        return "\n".join(python.split("\n")[: before[-1].end_lineno]) if before else ""

    def notebook(self) -> bytes:
        """What was run, and the running cell, in which the check itself stands."""
        return self.cells.notebook(self.running[1] if self.running else "")


def _tree(python: str) -> ast.Module:
    """The syntax of a cell; an empty module where it is no Python."""
    try:
        return ast.parse(python)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])


def names_bound(tree: ast.Module) -> set[str]:
    """The names that a module's statements give a value, also within its functions, which does no harm here."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    defined = {node.name for node in ast.walk(tree) if isinstance(node, kinds)}
    stored = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    imported = {(alias.asname or alias.name).split(".")[0] for node in ast.walk(tree) for alias in _imported(node)}
    return defined | stored | imported


def _imported(node: ast.AST) -> list[ast.alias]:
    return node.names if isinstance(node, (ast.Import, ast.ImportFrom)) else []


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

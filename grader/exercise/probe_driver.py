"""Classes in the place of a learner's module, driven by an exercise's own probe on the judge's side.

Where a probe drives objects through many steps, the right answer and the wrong ones are best written as classes, and driven by the very
lines that drive a learner's:

    right = ProbeDriver(__file__, Tape=tape.Tape, Dense=tape.Dense)
    reference=right.version("gradient"), mistake("played_forwards", "...", right.version("gradient", Tape=PlayedForwards))
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from grader.worker import probes


class ProbeDriver:
    """The probe.py beside a file, with the probes that every exercise may use, and the names that a right answer defines."""

    def __init__(self, beside: str, **names: Any) -> None:
        path = Path(beside).with_name("probe.py")
        self.probes: dict[str, Any] = dict(vars(probes))
        if path.exists():
            exec(probes.code_of(path.read_text(encoding="utf-8")), self.probes)
        self.names = names

    def version(self, probe: str, target: str = "", /, **other: Any) -> Callable[..., Any]:
        """What the probe returns for these names, of which `other` stand in the place of the right ones."""
        learner = SimpleNamespace(**{**self.names, **other})

        def play(**inputs: Any) -> Any:
            return self.probes[probe](learner, target, **inputs)

        return play

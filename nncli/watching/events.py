"""What the loop answers to, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Event:
    """New content of a file, its save once that is still, a key, a window of another size, or the end."""

    kind: str  # "written", "saved", "key", "resized", "end", "said"
    path: Path = Path()
    text: str = ""

    @property
    def is_end(self) -> bool:
        """After it the loop does nothing more."""
        return self.kind == "end" or (self.kind == "key" and self.text in ("q", "\x03", "\x04"))

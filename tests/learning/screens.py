"""A window of tmux in which `nncli watch` is typed and looked at, as a learner does."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Callable
from pathlib import Path

from tests.learning.watching import learner_environment, wait_until

NAME = "ex03_multiply_gate.py"
KEYS = "h hint  s solution  n next  p back  l list  a all  o picture  r reset  q quit"


class Screen:
    """A window of tmux in which `nncli watch` was typed at a shell's prompt."""

    def __init__(self, folder: Path, columns: int = 80, rows: int = 40, **environment: str) -> None:
        self.server, self.folder = f"nncli-{uuid.uuid4().hex[:8]}", folder
        self.environment = {**learner_environment(folder), **environment}
        self.tmux(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-s",
            "w",
            "-x",
            str(columns),
            "-y",
            str(rows),
            "-c",
            str(folder),
            "sh",
        )
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("resize-window", "-t", "w", "-x", str(columns), "-y", str(rows))

    def tmux(self, *words: str) -> str:
        """A command of tmux, and what it says."""
        command = ["tmux", "-L", self.server, *words]
        return subprocess.run(command, capture_output=True, text=True, env=self.environment, cwd="/").stdout

    def start(self, *words: str) -> Screen:
        """Type the command, once the prompt is there."""
        self.press("PS1='at> '; clear", "Enter")
        wait_until(lambda: self.text().rstrip().endswith("at>"), lambda: f"no prompt: {self.text()}")
        return self.type_command(*words)

    def type_command(self, *words: str, setting: str = "") -> Screen:
        """Type the command at a prompt that is there, with a setting of the environment before it."""
        self.press(" ".join(filter(None, [setting, sys.executable, "-m", "nncli", "watch", *words])), "Enter")
        return self

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self.tmux("send-keys", "-t", "w", *keys)

    def text(self, *options: str) -> str:
        """What is on the screen now."""
        return self.tmux("capture-pane", "-p", "-t", "w", *options)

    def wait_for(self, words: str) -> str:
        """The screen, once these words are on it, wherever a line breaks."""
        seen = ""

        def shown() -> bool:
            nonlocal seen
            seen = self.text()
            return " ".join(words.split()) in " ".join(seen.split())

        wait_until(shown, lambda: f"{words!r} was waited for on {self.text()}")
        return seen

    def close(self) -> None:
        """Close the terminal."""
        self.tmux("kill-server")


Open = Callable[..., Screen]

"""The picture of the loop at the head of the README, from a real run: `python docs/recording.py`; `--check` only compares its text.

The commands run one after the other in a terminal of 80 columns, in an empty folder; a learner's file is written before the first and
mended before the last one. What they print, with its colours, becomes an SVG.
"""

from __future__ import annotations

import html
import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parent))
from sessions import environment, steady

PICTURE = Path(__file__).resolve().parent / "pictures" / "loop.svg"
WIDTH = 80
WRONG = """class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dz):
        return self.x * dz, self.y * dz
"""
RIGHT = WRONG.replace("self.x * dz, self.y * dz", "self.y * dz, self.x * dz")
STEPS = [("nncli grade 3", WRONG), ("nncli hint 3", WRONG), ("nncli grade 3", RIGHT)]


def output_of(command: str, folder: Path) -> str:
    """What a command prints in a terminal, with its escape sequences."""
    ours, theirs = pty.openpty()
    known = {name: value for name, value in environment(folder).items() if name not in ("NO_COLOR", "TERM")}
    known |= {"TERM": "xterm-256color", "COLORTERM": "", "PAGER": "cat", "COLUMNS": str(WIDTH), "LINES": "60"}
    process = subprocess.Popen(command, shell=True, cwd=folder, env=known, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    text = b""
    try:
        while piece := os.read(ours, 65536):
            text += piece
    except OSError:  # Linux's way of saying that the other end is closed
        pass
    os.close(ours)
    if process.wait() not in (0, 1):
        raise SystemExit(f"$ {command}\n{text.decode()}")
    return text.decode().replace("\r\n", "\n").rstrip()


def record() -> str:
    """The whole session as SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="standard")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (command, answer) in enumerate(STEPS):
            (folder / "ex03_multiply_gate.py").write_text(answer, encoding="utf-8")
            if number:
                console.print()
            if number and answer != STEPS[number - 1][1]:
                console.print(Text("# the two are exchanged in the file, which is saved", style="dim"))
            console.print(Text.assemble(("$ ", "dim"), (command, "bold")))
            console.print(Text.from_ansi(output_of(command, folder)), soft_wrap=True)
    svg = console.export_svg(title="exercise 3: graded, a hint, graded again", unique_id="loop")
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # nothing is loaded from elsewhere
    return svg.replace(
        'class="rich-terminal"',
        'class="rich-terminal" role="img" aria-label="a session of nncli, as text in this picture"',
    )


def text_of(svg: str) -> str:
    """Its words, which are the same whatever version of rich placed them."""
    found = re.findall(r"<text\b[^>]*>(.*?)</text>", svg, flags=re.DOTALL)
    return steady(html.unescape(" ".join(found)).replace("\xa0", " "))


def main() -> int:
    made = record()
    if "--check" not in sys.argv:
        PICTURE.write_text(made, encoding="utf-8")
        return 0
    if text_of(made).split() == text_of(PICTURE.read_text(encoding="utf-8")).split():
        return 0
    print("docs/pictures/loop.svg is not what the commands print now; run `python docs/recording.py` and look at it")
    return 1


if __name__ == "__main__":
    sys.exit(main())

# Goal: a file name with line ends, escapes and commands to a CI system. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "a\n::error::x\n\x1b[2J\x1b]0;x\x07##[error]y [bold].py"
    path.write_text("def softmax(z):\n    raise ValueError('x')\n")
    return path

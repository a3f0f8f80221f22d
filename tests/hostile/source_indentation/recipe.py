# Goal: a block indented three hundred deep. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"".join(b" " * k + b"if 1:\n" for k in range(300)) + b" " * 300 + b"pass\n")
    return path

# Goal: an integer literal of half a million digits. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\n    return None\nx = " + b"7" * 500_000 + b"\n")
    return path

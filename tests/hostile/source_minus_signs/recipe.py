# Goal: a hundred thousand minus signs before a one. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\n    return None\nx = " + b"-" * 100_000 + b"1\n")
    return path

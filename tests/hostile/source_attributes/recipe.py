# Goal: a name with two hundred thousand attributes. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\n    return None\nx = a" + b".b" * 200_000 + b"\n")
    return path

# Goal: a hundred thousand open parentheses. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\n    return None\n" + b"(" * 100_000)
    return path

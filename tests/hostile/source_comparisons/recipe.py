# Goal: a chain of comparisons and lambdas nested fifty deep in every line. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\n    return None\n" + b"x = " + b"lambda: " * 5_000 + b"1" + b" < 1" * 50_000 + b"\n")
    return path

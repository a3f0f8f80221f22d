# Goal: a coding line with an escape and a path for a name. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"# coding: ../../etc/passwd\x1b[2J\ndef softmax(z): return None\n")
    return path

# Goal: a coding line that asks for rot13. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"# coding: rot13\nqrs fbsgznk(m):\n    erghea Abar\n")
    return path

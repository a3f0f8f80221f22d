# Goal: a notebook of nothing but open brackets. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(b"[" * 1_000_000)
    return path

# Goal: a folder whose name ends in .py, in a folder whose name is a command. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "::error::x" / "submission.py"
    path.mkdir(parents=True)
    return path.parent

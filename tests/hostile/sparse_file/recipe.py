# Goal: a file of 300 MB that takes no room on the disk. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    with open(path, "wb") as file:
        file.truncate(300 << 20)
    return path

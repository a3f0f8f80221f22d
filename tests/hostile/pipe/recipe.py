# Goal: a named pipe, which hangs whoever opens it. Earns 0.
import os
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    os.mkfifo(path)
    return path

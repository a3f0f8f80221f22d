# Goal: a folder with a link to /dev/zero and a pipe for notebooks. Earns 0.
import os
from pathlib import Path


def make(folder: Path) -> Path:
    whole = folder / "work"
    whole.mkdir()
    os.mkfifo(whole / "a.ipynb")
    (whole / "b.py").symlink_to("/dev/zero")
    return whole

# Goal: a link to a solution in the place of a file. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.symlink_to("@SOLUTIONS@/02_softmax.py")
    return path

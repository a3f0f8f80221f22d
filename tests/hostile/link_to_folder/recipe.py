# Goal: a folder with links to the solutions, as a file and as a folder. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    whole = folder / "work"
    whole.mkdir()
    (whole / "more").symlink_to("@SOLUTIONS@")
    (whole / "ex02_softmax.py").symlink_to("@SOLUTIONS@/02_softmax.py")
    return whole

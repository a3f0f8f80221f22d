# Goal: a folder of three hundred files. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    whole = folder / "work"
    whole.mkdir()
    for k in range(300):
        (whole / f"f{k}.py").write_text("def softmax(z): return None\n")
    return whole

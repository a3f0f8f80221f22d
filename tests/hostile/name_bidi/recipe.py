# Goal: a file name that reads backwards. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "\u202eyp.xam\u2066tfos.py"
    path.write_text("def softmax(z):\n    return 1 +\n")
    return path

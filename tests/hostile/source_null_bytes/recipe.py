# Goal: null bytes in the source. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\n    return None\n\0\0\0")
    return path

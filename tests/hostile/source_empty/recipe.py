# Goal: nothing but a byte order mark. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"\xef\xbb\xbf")
    return path

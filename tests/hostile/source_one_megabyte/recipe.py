# Goal: a file of one megabyte and one byte. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"#" * ((1 << 20) + 1))
    return path

# Goal: a coding line that asks for a codec which is slow on long text. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"# coding: idna\ndef softmax(z): return None\n" + b"x" * 200_000)
    return path

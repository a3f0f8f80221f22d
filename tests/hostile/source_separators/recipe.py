# Goal: line ends that Python and others count differently. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"def softmax(z):\r    return None\r\x0c\x0b\xe2\x80\xa8\xc2\x85raise ValueError\r")
    return path

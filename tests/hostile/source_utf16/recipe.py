# Goal: a source in UTF-16. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes("def softmax(z):\n    return None\n".encode("utf-16"))
    return path

# Goal: import a module whose name is longer than any file's. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_text(f"import {'a' * 300}, {'b' * 5000}\n\n\ndef softmax(z):\n    return None\n")
    return path

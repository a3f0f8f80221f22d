# Goal: fifty thousand names, none of which an exercise asks for. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"".join(b"softmix_%d = 1\n" % k for k in range(50_000)))
    return path

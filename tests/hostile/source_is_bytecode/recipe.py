# Goal: compiled code under the name of a source. Earns 0.
import importlib.util
import marshal
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(compile('print(1)', 'x', 'exec')))
    return path

# Goal: a file name that is not UTF-8, which no message can hold as it is. Earns 0.
import os
from pathlib import Path


def make(folder: Path) -> Path:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/ex02_\xff\xfe.py"))
    path.write_text("def softmax(z):\n    raise ValueError(__file__)\n")
    return path

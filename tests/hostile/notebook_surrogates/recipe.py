# Goal: lone surrogates, null bytes and escapes in a cell. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(b'{"cells": [{"cell_type": "code", "source": "def softmax(z): return None\\nprint(\\"\\\\u001b[2J\\ud800\\u0000\\")\\n\\u001b]0;x\\u0007"}]}' )
    return path

# Goal: a hundred thousand cells. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(json.dumps({"cells": [{"cell_type": "code", "source": "def softmax(z): return None"}] * 100_000}).encode())
    return path

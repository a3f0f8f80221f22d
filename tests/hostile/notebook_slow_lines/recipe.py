# Goal: a cell whose lines are slow to tell from shell lines. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(json.dumps({"cells": [{"cell_type": "code", "source": "def softmax(z): return None\n" + "x = (\n" + "? " * 100_000}]}).encode())
    return path

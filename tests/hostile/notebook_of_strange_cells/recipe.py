# Goal: cells that are numbers, null, nested lists and objects, and a source that is no text. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(json.dumps({"cells": [1, None, [], {"cell_type": "code"}, {"cell_type": "code", "source": {"a": [1]}}, {"cell_type": "code", "source": [None, 7, ["x"]]}, {"cell_type": ["code"]}, {"cell_type": "code", "source": "def softmax(z): return None"}]}).encode())
    return path

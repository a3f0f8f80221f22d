# Goal: shell commands and cell magics that would run programs. Earns 0.
import json
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.ipynb"
    path.write_bytes(json.dumps({"cells": [{"cell_type": "code", "source": text} for text in ("!touch @COURSE@/made", "%%bash\ntouch @COURSE@/made", "%run @COURSE@/secret.txt", "get_ipython().system('touch @COURSE@/made')", "def softmax(z): return None")]}).encode())
    return path

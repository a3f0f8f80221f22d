# Goal: numpy.py, msgspec.py, sitecustomize.py and grader.py beside the submission. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    for name in ("numpy", "msgspec", "sitecustomize", "usercustomize", "grader", "click", "json", "ast"):
        (folder / f"{name}.py").write_text("import os\nprint('BREACH:shadow' if os.getpid() == int('@JUDGE@') else 'a helper')\n")
    (folder / "evil.pth").write_text("import os; os.write(1, b'BREACH:pth')\n")
    path = folder / "submission.py"
    path.write_text("import numpy, msgspec, click, sitecustomize, usercustomize\n\n\ndef softmax(z):\n    return None\n")
    return path

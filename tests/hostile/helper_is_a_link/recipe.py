# Goal: helper files that are links to secrets, pipes and devices. Earns 0.
import os
from pathlib import Path

SOURCE = """
for name in ("stolen", "zeros", "pipe", "nested"):
    try:
        __import__(name)
    except SyntaxError as error:
        print("BREACH:read", error.text)
    except ImportError:
        pass
if False:
    import nested, pipe, stolen, zeros


def softmax(z):
    return None
"""


def make(folder: Path) -> Path:
    (folder / "stolen.py").symlink_to("@COURSE@/secret.txt")
    (folder / "zeros.py").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.py")
    (folder / "nested.py").mkdir()
    path = folder / "submission.py"
    path.write_text(SOURCE)
    return path

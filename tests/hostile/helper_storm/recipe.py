# Goal: thirty helper files, each of which imports a hundred thousand others. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    for k in range(30):
        (folder / f"h{k}.py").write_text("".join(f"import h{j}\n" for j in range(31)) + "".join(f"import x{k}_{j}\n" for j in range(50_000)))
    path = folder / "submission.py"
    path.write_text("import h0\n\n\ndef softmax(z):\n    return None\n")
    return path

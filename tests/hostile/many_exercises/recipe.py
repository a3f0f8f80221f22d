# Goal: in one folder, several files that attempt the same exercise: the one that is further counts, once, and the report says which. Earns 4.
from pathlib import Path

SOURCE = """
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""


def make(folder: Path) -> Path:
    whole = folder / "work"
    whole.mkdir()
    (whole / "a_ex02_softmax.py").write_text("def softmax(z):\n    return None\n")
    (whole / "b_ex02_softmax.py").write_text(SOURCE)
    return whole

# Goal: a coding line that asks for UTF-7, in which text that looks harmless is code. Earns 0.
from pathlib import Path


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"# coding: utf-7\ndef softmax(z): return None\n+AAo-import os +AAo-os._exit(0)\n")
    return path

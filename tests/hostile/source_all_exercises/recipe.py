# Goal: the names of twelve exercises and a file that never ends. Earns 0.
from pathlib import Path

NAMES = [b"softmax", b"MultiplyGate", b"matmul_entry", b"affine_forward", b"one_hot", b"softmax_loss", b"numerical_gradient", b"topological_sort", b"minibatches", b"adam", b"sgd_momentum", b"train"]


def make(folder: Path) -> Path:
    path = folder / "submission.py"
    path.write_bytes(b"import time\ntime.sleep(100)\n" + b"".join(b"def %s(*_): return None\n" % name for name in NAMES))
    return path

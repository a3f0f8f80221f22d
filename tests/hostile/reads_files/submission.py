# Goal: read the solutions, a gradebook, another learner's work and a key, in every way that Python has. Earns 0.
import ctypes
import linecache
import mmap
import os
import runpy
import zipfile

import numpy as np

PATHS = ["@COURSE@/secret.txt", "@COURSE@/submissions/alice/softmax.py", "@SOLUTIONS@/02_softmax.py", "/etc/shadow"]
WAYS = [
    lambda path: open(path).read(),
    lambda path: os.read(os.open(path, os.O_RDONLY), 10_000),
    lambda path: np.fromfile(path, dtype="u1").tobytes(),
    lambda path: np.memmap(path, mode="r").tobytes(),
    lambda path: linecache.getlines(path)[0],
    lambda path: runpy.run_path(path),
    lambda path: zipfile.ZipFile(path),
    lambda path: mmap.mmap(os.open(path, os.O_RDONLY), 0, prot=mmap.PROT_READ)[:],
    lambda path: os.listdir(os.path.dirname(path)),
    lambda path: os.readlink(path),
    lambda path: ctypes.CDLL(path),
]
for path in PATHS:
    for way in WAYS:
        try:
            print("BREACH:read", way(path))
        except Exception:
            pass
try:
    names = {}
    exec(open("@SOLUTIONS@/02_softmax.py").read(), names)
    softmax = names["softmax"]
except OSError:

    def softmax(z):
        return None

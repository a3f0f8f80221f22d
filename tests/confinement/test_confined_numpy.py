"""NumPy and the standard library work in a worker under the full set, started from a bare zygote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cells import NOBODY

from grader.sandbox import confinement
from grader.sandbox.confinement import landlock

pytest.importorskip("numpy")

PACKAGE = Path(confinement.__file__).parent
SITE = Path(sys.modules["numpy"].__file__).parent.parent
ZYGOTE = Path(__file__).with_name("zygote.py")


def run(source, threads=1, **user):
    command = [sys.executable, "-I", "-S", "-B", str(ZYGOTE), str(PACKAGE.parent), str(SITE)]
    clean = {"PATH": os.defpath, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(command, input=source, capture_output=True, text=True, env=clean, timeout=60, **user)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def python_is_open_to_all():
    """Whether every folder on the way to this Python, NumPy and the tests may be entered by other users."""
    real = [Path(os.path.realpath(path)) for path in (sys.executable, os.__file__, SITE, PACKAGE, __file__)]
    return all(parent.stat().st_mode & 0o001 for path in real for parent in path.parents)


@pytest.fixture(params=["user", "root"])
def user(request):
    if request.param == "root" and os.geteuid() != 0:
        pytest.skip("only a run as root can try root's confinement")
    if request.param == "root" or os.geteuid() != 0:
        return {}
    if not python_is_open_to_all():
        pytest.skip("this Python lies in a folder that only root may enter, so no other user can run it")
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def test_the_bare_zygote_has_every_layer_and_nothing_of_the_grader(user):
    told = run("answer = 1", **user)
    assert told["answer"] == 1
    assert told["grader"] == []
    assert told["layers"][:3] == [f"landlock {landlock.abi_version()}", "seccomp", "limits"]


def test_matrices_are_multiplied_by_several_threads(user):
    source = "import numpy as np; a = np.ones((800, 800)); answer = [float((a @ a)[0, 0]), float((a @ a).sum())]"
    told = run(source, threads=2, **user)
    assert told["answer"] == [800.0, 800.0**3]
    if len(os.sched_getaffinity(0)) > 1:
        assert told["threads"] == 2


def test_linear_algebra_and_random_numbers_work(user):
    source = """
import numpy as np
rng = np.random.default_rng(0)
a = rng.normal(size=(60, 60))
identity = np.linalg.inv(a) @ a
u, s, v = np.linalg.svd(a)
np.random.seed(1)
unseeded = np.random.default_rng().random()
answer = [bool(np.allclose(identity, np.eye(60))), bool(np.allclose(u * s @ v, a)), 0 <= unseeded < 1,
          bool(np.isclose(np.fft.ifft(np.fft.fft(a)), a).all()), np.random.rand(2).shape == (2,)]
"""
    assert run(source, **user)["answer"] == [True] * 5


def test_parts_of_the_standard_library_can_be_imported_late(user):
    source = """
import asyncio, csv, decimal, fractions, inspect, sqlite3, statistics, unittest, zoneinfo, concurrent.futures
import numpy.polynomial, numpy.ma
answer = [statistics.mean([1, 3]), str(decimal.Decimal("0.1")), numpy.polynomial.Polynomial([1, 2])(2.0).item()]
"""
    assert run(source, **user)["answer"] == [2, "0.1", 5.0]


def test_threads_of_the_learner_work(user):
    source = """
import concurrent.futures
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    answer = sum(pool.map(lambda n: n * n, range(10)))
"""
    assert run(source, **user)["answer"] == 285


def test_too_large_an_array_is_a_memory_error(user):
    told = run("import numpy as np; answer = float(np.ones(3 << 27).sum())", **user)
    assert "MemoryError" in told["answer"]


def test_a_file_cannot_be_loaded_or_saved(user):
    assert "PermissionError" in run("import numpy as np; answer = np.load('/etc/hostname')", **user)["answer"]
    assert "PermissionError" in run("import numpy as np; answer = np.save('/tmp/a.npy', np.ones(2))", **user)["answer"]

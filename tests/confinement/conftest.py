"""What is tried is tried as an ordinary user and, where the tests run as root, as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

LINUX = sys.platform == "linux"
ANYWHERE = "test_confinement_elsewhere.py"
TESTS = {path.name for path in Path(__file__).parent.glob("test_*.py")}
collect_ignore_glob = [] if LINUX else sorted(TESTS - {ANYWHERE})

if LINUX:
    from cells import NOBODY, Cell

    from grader.sandbox.confinement import landlock


def pytest_report_header() -> str:
    if not LINUX:
        return f"confinement: only what is tried without Linux is collected on {sys.platform}"
    try:
        return f"confinement: Landlock {landlock.abi_version()}, as {'root and ' * (os.geteuid() == 0)}an ordinary user"
    except OSError as error:
        return f"confinement: {error.strerror}"


@pytest.fixture(params=["user", "root", "user-shared", "root-shared"])
def cell(request: pytest.FixtureRequest) -> Cell:
    root, shared = request.param.startswith("root"), request.param.endswith("shared")
    if root and os.geteuid() != 0:
        pytest.skip("only a run as root can try root's confinement")
    try:
        landlock.abi_version()
    except OSError as error:
        pytest.skip(f"nothing to confine with: {error.strerror}")
    return Cell(root, shared)


@pytest.fixture
def course(cell: Cell) -> Iterator[Path]:
    """A folder of the attacker's own, with a secret in it: every mode allows what the confinement must deny."""
    folder = Path(tempfile.mkdtemp(prefix="course-"))
    folder.chmod(0o777)
    (folder / "solution.py").write_text("answer = 42\n")
    (folder / "solution.py").chmod(0o666)
    if cell.leave_root:
        for path in (folder, folder / "solution.py"):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def judge(cell: Cell) -> Iterator[int]:
    """The id of a process of the same user, which an attacker would like to kill or read."""
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if cell.leave_root else {}
    with subprocess.Popen(["sleep", "60"], **user) as process:  # type: ignore[call-overload]
        yield process.pid
        process.kill()

"""What other graders need for one submission of exercise 3, each in an environment of its own that this script makes.

    python benchmarks/others.py [--size 10] [--only gradescope-utils] [--keep FOLDER]

All of them run the same cases on the same file, a process (or a kernel) for each submission, one after the other on one core. None of them
confines the learner's code. Seconds are wall time for each submission, beside those of `nncli grade` for one file as a whole process.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RIGHT = (ROOT / "solutions" / "03_multiply_gate.py").read_text(encoding="utf-8")
CASES = [(2.0, -3.0, 5.0), (1.5, 0.5, 2.0), (0.0, 5.0, -1.5), (3, -4, 2.5), (2.0, -3.0, -2.0)]

UNITTEST = f"""
import json, sys, unittest
from gradescope_utils.autograder_utils.decorators import weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
import numpy as np
from submission import MultiplyGate

class Test(unittest.TestCase):
    def check(self, x, y, dz):
        gate = MultiplyGate()
        gate.forward(x, y)
        dx, dy = gate.backward(dz)
        np.testing.assert_allclose((dx, dy), (y * dz, x * dz), rtol=1e-7)

    @weight(3)
    def test_cases(self):
        for case in {CASES!r}:
            self.check(*case)
        rng = np.random.default_rng(0)
        for _ in range(3):
            self.check(*(rng.normal(size=(2, 3)) for _ in range(3)))

with open("results.json", "w") as stream:
    JSONTestRunner(stream=stream).run(unittest.defaultTestLoader.loadTestsFromTestCase(Test))
assert json.load(open("results.json"))["score"] == 3
"""

OK_TEST = {
    "name": "gate",
    "points": 3,
    "suites": [
        {
            "cases": [
                {
                    "code": f">>> g = MultiplyGate()\n>>> z = g.forward({x!r}, {y!r})\n>>> dx, dy = g.backward({dz!r})\n"
                    f">>> abs(dx - {y * dz!r}) < 1e-9 and abs(dy - {x * dz!r}) < 1e-9\nTrue",
                    "hidden": False,
                    "locked": False,
                }
                for x, y, dz in CASES
            ],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }
    ],
}


class Environment:
    """A virtual environment with one package, and a folder to work in."""

    def __init__(self, folder: Path, *packages: str) -> None:
        self.folder = folder
        self.bin = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        if not (self.bin / "pip").exists():
            venv.create(folder / "env", with_pip=True)
            self.run("pip", "install", "--quiet", "--disable-pip-version-check", "numpy", *packages)

    def run(self, program: str, *words: str) -> None:
        """Raises SystemExit with what the program printed."""
        environment = {**os.environ, "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            [str(self.bin / program), *words], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{program} {' '.join(words)}\n{(done.stdout + done.stderr)[-3000:]}")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def timed(work: Callable[[], None], size: int) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) / size


def gradescope_utils(folder: Path, size: int) -> float:
    there = Environment(folder, "gradescope-utils", "setuptools<81")
    there.write("grade.py", UNITTEST)
    there.write("submission.py", RIGHT)
    return timed(lambda: [there.run("python", "grade.py") for _ in range(size)] and None, size)


def otter(folder: Path, size: int) -> float:
    there = Environment(folder, "otter-grader", "ipykernel")
    there.write("tests/gate.py", f"OK_FORMAT = True\ntest = {OK_TEST!r}\n")
    there.write("submission.py", RIGHT)
    return timed(
        lambda: [there.run("otter", "check", "submission.py", "-t", "tests") for _ in range(size)] and None, size
    )


def nbgrader(folder: Path, size: int) -> float:
    there = Environment(folder, "nbgrader", "ipykernel")
    there.write("nbgrader_config.py", "c = get_config()\nc.CourseDirectory.course_id = 'course'\n")
    checks = "".join(f"check({x!r}, {y!r}, {dz!r})\n" for x, y, dz in CASES)
    check = f"def check(x, y, dz):\n    g = MultiplyGate()\n    g.forward(x, y)\n    assert g.backward(dz) == (y * dz, x * dz)\n{checks}"
    notebook = _notebook(("answer", RIGHT, True), ("checks", check, False))
    there.write("source/ps1/gate.ipynb", json.dumps(notebook))
    there.run("nbgrader", "generate_assignment", "ps1", "--create", "--force")
    for number in range(size):
        there.write(f"submitted/learner{number}/ps1/gate.ipynb", json.dumps(notebook))
    return timed(lambda: there.run("nbgrader", "autograde", "ps1", "--create", "--force"), size)


def _notebook(*cells: tuple[str, str, bool]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel},
        "cells": [_cell(*cell) for cell in cells],
    }


def _cell(name: str, source: str, solution: bool) -> dict[str, Any]:
    facts = {
        "grade": not solution,
        "grade_id": name,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    kept = {"nbgrader": facts if solution else {**facts, "points": 3}}
    return {"cell_type": "code", "id": name, "metadata": kept, "source": source, "execution_count": None, "outputs": []}


def nncli(folder: Path, size: int) -> float:
    """The whole command for one file, as a learner runs it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "submission.py").write_text(RIGHT, encoding="utf-8")
    words = [sys.executable, "-m", "nncli", "grade", "submission.py", "-q", "--require-isolation", "none"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def work() -> None:
        for _ in range(size):
            subprocess.run(words, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)

    return timed(work, size)


GRADERS: dict[str, Callable[[Path, int], float]] = {
    "nncli": nncli,
    "gradescope-utils": gradescope_utils,
    "otter-grader": otter,
    "nbgrader": nbgrader,
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=10)
    parser.add_argument("--only", choices=GRADERS, action="append")
    parser.add_argument("--keep", type=Path, help="make the environments here, and use those that are already here")
    words = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        base = words.keep or Path(name)
        for grader in words.only or GRADERS:
            (base / grader).mkdir(parents=True, exist_ok=True)
            print(f"{grader:18}{GRADERS[grader](base / grader, words.size):7.2f} s for each submission", flush=True)


if __name__ == "__main__":
    main()

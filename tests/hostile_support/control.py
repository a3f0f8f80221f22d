"""Every sample against the naive grader: python -m tests.hostile_support.control writes tests/hostile/README.md anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.hostile_support.course import ENVIRONMENT, Course, secrets_in
from tests.hostile_support.processes import adopt_orphans, descendants
from tests.hostile_support.samples import FOLDER, SAMPLES, Sample

NAIVE = Path(__file__).with_name("naive.py")
SECONDS = 6.0
EXERCISES = {
    "adam": 31,
    "softmax_loss": 14, "topological_sort": 23, "shapes = ": 4, "def broadcast_length": 10, "def softmax": 2,
    "def affine_forward": 5,
}  # fmt: skip
TABLE = FOLDER / "README.md"
HEAD = """\
# Hostile submissions

Each folder holds one attack: a `submission.py`, or a `recipe.py` that makes what is no plain file. Its first line says what it is after
and what it earns honestly. All are bounded, and harmless if they are run by accident. `tests/test_hostile.py` sends each through the real
grader, which gives the points in the last column and nothing else: no secret, no changed file, no process, no end of the grading.

The third column is a control: what the same sample does to a grader that imports the submission and compares with `np.allclose` in one
process (`tests/hostile_support/naive.py`). A dash means that this sample does it no harm: some attack only what this grader has.
`python -m tests.hostile_support.control` writes this table.

| sample | goal | bites the naive grader | earns here |
|---|---|---|---|
"""


def exercise_of(sample: Sample) -> int:
    """The exercise that the naive grader takes a sample for."""
    return next((number for word, number in EXERCISES.items() if word in sample.text), 2)


def bites(sample: Sample) -> list[str]:
    """What a sample does to the naive grader, in words; empty where it does nothing."""
    course = Course()
    with tempfile.TemporaryDirectory() as folder, open(Path(folder, "told"), "w+b") as told:
        results = course.root / "results.json"
        words = [sys.executable, "-B", NAIVE, None, str(exercise_of(sample)), results]
        try:
            words[3] = sample.placed(course)
            before = _content(course)
            status, left = _run(list(map(str, words)), told.fileno(), course)
            told.seek(0)
            found = list(_seen(sample, status, results, told.read(1 << 20).decode("utf-8", "replace")))
            results.unlink(missing_ok=True)
            changed = ["changes files"] if _content(course) != before else []
            return found + changed + ["leaves a process"] * bool(left)
        finally:
            course.close()


def _content(course: Course) -> dict[str, tuple[int, str]]:
    return {path: (mode, digest) for path, (mode, _, digest) in course.state().items() if "__pycache__" not in path}


def _run(words: list[str], told: int, course: Course) -> tuple[int | None, set[int]]:
    """The exit status, None where time ran out; and the processes that were left, which are ended here."""
    others = descendants()
    child = subprocess.Popen(
        words, stdout=told, stderr=told, stdin=subprocess.DEVNULL, cwd=course.attacker,
        env={**os.environ, **ENVIRONMENT}, start_new_session=True,
    )  # fmt: skip
    try:
        status: int | None = child.wait(SECONDS)
    except subprocess.TimeoutExpired:
        status = None
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    left = {process for process in descendants() - others if _is_of(process, course)}
    for process in left:
        os.kill(process, signal.SIGKILL)
    return status, left


def _is_of(process: int, course: Course) -> bool:
    """It works in this course's folder: several controls run at once."""
    try:
        return os.readlink(f"/proc/{process}/cwd").startswith(str(course.root))
    except OSError:
        return False


def _seen(sample: Sample, status: int | None, results: Path, text: str) -> Iterator[str]:
    try:
        earned = json.loads(results.read_text())["score"]
    except (OSError, ValueError, KeyError):
        earned = None
    if earned is not None and earned > sample.earns:
        yield "awards itself marks"
    if secrets_in(text) or "BREACH:read" in text:
        yield "reads secrets"
    if status is None or -status in (signal.SIGXCPU, signal.SIGKILL, signal.SIGSTOP):
        yield "hangs it"
    elif earned is None:
        yield "ends it"
    if any(ord(one) < 32 and one not in "\n\t" for one in text):
        yield "escapes on the terminal"
    if any(line.lstrip().startswith("::") or "##[" in line for line in text.split("\n")):
        yield "commands to CI"
    if len(text) >= 1 << 20:
        yield "floods its output"
    if breaches := sorted({word[7:] for word in text.split() if word.startswith("BREACH:")} - {"read", "1GB"}):
        yield f"succeeds ({', '.join(breaches)})"


def row(sample: Sample, bitten: list[str]) -> str:
    points = f"{sample.earns:g}"
    return f"| {sample.name} | {sample.goal.replace('|', '/')} | {'; '.join(bitten) or '–'} | {points} |\n"


def rows() -> list[str]:
    """The rows of the table as it stands."""
    return [f"{line}\n" for line in TABLE.read_text(encoding="utf-8").split("\n") if line.startswith("| ")][1:]


def main() -> None:
    adopt_orphans()
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(bites, SAMPLES.values()))
    told = [row(sample, bitten) for sample, bitten in zip(SAMPLES.values(), found, strict=True)]
    TABLE.write_text(HEAD + "".join(told), encoding="utf-8")
    print(f"{sum(map(bool, found))} of {len(found)} bite the naive grader")


if __name__ == "__main__":
    main()

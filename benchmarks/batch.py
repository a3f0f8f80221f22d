"""How fast a class is graded, as ratios taken in one run, so that a busy machine is busy for every row alike.

    python benchmarks/batch.py [--size 1000] [--rounds 3] [--memory 10000] [--others]

Rows, each with as many processes at once as there are cores:

    floor       fork a warm process, exec the file, run the same cases, exit: no isolation, no judging, nothing kept
    nncli       `nncli grade-all`, the whole command: confined, judged, diagnosed, written to a gradebook
    numpy       a process for each submission that imports NumPy and runs the cases: what most graders pay
    others      gradescope-utils, otter-grader and nbgrader on the same file, each in an environment of its own (benchmarks/others.py)

The bars: nncli at least 100 a second on 2 cores, at most 3 x the floor, at least 15 x faster than a process for each submission; memory
flat.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from grader import wire  # noqa: E402
from grader.exercise import catalogue  # noqa: E402
from grader.judging.questions import Question, sheet  # noqa: E402
from grader.sandbox.workers import cores  # noqa: E402
from grader.worker import probes  # noqa: E402

RIGHT = (ROOT / "solutions" / "03_multiply_gate.py").read_text(encoding="utf-8")
PLAIN_PROCESS = """
import sys
import numpy as np
source = open(sys.argv[1]).read()
names = {}
exec(compile(source, sys.argv[1], "exec"), names)
for x, y, dz in [(2.0, -3.0, 5.0), (1.5, 0.5, 2.0), (np.ones((2, 3)), np.ones((2, 3)), np.ones((2, 3)))] * 3:
    gate = names["MultiplyGate"]()
    gate.forward(x, y)
    gate.backward(dz)
"""


def class_in(folder: Path, size: int) -> Path:
    """A folder of `size` submissions, all different."""
    folder.mkdir()
    for number in range(size):
        (folder / f"learner{number:05}.py").write_text(f"{RIGHT}\n# {number}\n", encoding="utf-8")
    return folder


# ----------------------------------------------------------------------------------------------------------------------- rows


def questions() -> list[Question]:
    """The same cases that nncli asks."""
    asked = sheet(3, catalogue.load_exercise(catalogue.find("3")), 0)
    return [question for found in asked.questions.values() for question in found]


def answer(source: str, asked: list[tuple[wire.Call, list[dict[str, object]]]]) -> None:
    """A child's life: exec the file, run the cases."""
    module = types.ModuleType("submission")
    exec(compile(source, "submission.py", "exec"), module.__dict__)
    for call, runs in asked:
        for inputs in runs:
            getattr(probes, call.probe)(module, call.target, **inputs)


def fork_for_each(paths: list[Path]) -> None:
    """One core's share of the floor."""
    asked = []
    for question in questions():
        runs = [{name: wire.revive(value) for name, value in run.items()} for run in question.call.runs]
        asked.append((question.call, runs))
    for path in paths:
        source = path.read_text(encoding="utf-8")
        child = os.fork()
        if child == 0:
            answer(source, asked)
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit("the floor's child failed")


def process_for_each(paths: list[Path]) -> None:
    """One core's share of a process for each submission."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    for path in paths:
        subprocess.run([sys.executable, "-c", PLAIN_PROCESS, str(path)], check=True, env=environment)


def shared(work: Callable[[list[Path]], None], folder: Path, most: int = 1_000_000) -> float:
    """Seconds for each submission, with the work shared out among the cores; starting the warm processes is not counted."""
    paths, lanes = sorted(folder.iterdir())[:most], cores()
    ready, go = multiprocessing.Barrier(lanes + 1), multiprocessing.Barrier(lanes + 1)
    processes = [
        multiprocessing.get_context("fork").Process(target=_share, args=(work, paths[lane::lanes], ready, go))
        for lane in range(lanes)
    ]
    for process in processes:
        process.start()
    ready.wait()
    start = time.perf_counter()
    go.wait()
    for process in processes:
        process.join()
    return (time.perf_counter() - start) / len(paths)


def _share(work: Callable[[list[Path]], None], paths: list[Path], ready: object, go: object) -> None:
    work(paths[:1])
    ready.wait()  # type: ignore[attr-defined]
    go.wait()  # type: ignore[attr-defined]
    work(paths)


def nncli(folder: Path, gradebook: Path) -> tuple[float, float]:
    """Seconds for each submission of the whole command, and its greatest memory in MB (of the judge, without workers)."""
    words = [
        sys.executable,
        "-m",
        "nncli",
        "grade-all",
        str(folder),
        "--gradebook",
        str(gradebook),
        "--require-isolation",
        "none",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    process = subprocess.Popen(words, cwd=gradebook.parent, env=environment, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"nncli grade-all ended with {status}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return seconds / len(list(folder.iterdir())), usage.ru_maxrss / scale


# --------------------------------------------------------------------------------------------------------------------- running


def speed(folder: Path, work: Path, rounds: int) -> dict[str, float]:
    """Medians of interleaved rounds, in seconds for each submission."""
    times: dict[str, list[float]] = {"floor": [], "nncli": [], "numpy": []}
    for number in range(rounds):
        times["floor"].append(shared(fork_for_each, folder))
        times["nncli"].append(nncli(folder, work / f"speed{number}.db")[0])
        times["numpy"].append(shared(process_for_each, folder, most=60))
    return {name: statistics.median(found) for name, found in times.items()}


def show_speed(found: dict[str, float]) -> None:
    print(f"{'':8}{'ms each':>9}{'a second':>10}{'x floor':>9}{'nncli is':>12}")
    for name, seconds in found.items():
        ratio = f"{seconds / found['nncli']:.1f} x faster" if seconds > found["nncli"] else ""
        print(f"{name:8}{seconds * 1e3:9.2f}{1 / seconds:10.0f}{seconds / found['floor']:9.1f}{ratio:>15}")


def show_memory(work: Path, sizes: list[int]) -> None:
    for size in sizes:
        folder = class_in(work / f"memory{size}", size)
        seconds, peak = nncli(folder, work / f"memory{size}.db")
        print(f"{size:6} submissions: {peak:6.1f} MB at most, {1 / seconds:.0f} a second")


def show_everything(work: Path) -> None:
    """A file with all exercises: every solution, one after the other."""
    folder = work / "everything"
    folder.mkdir()
    texts = [entry.solution.read_text(encoding="utf-8") for entry in catalogue.entries()]
    for number in range(4):
        (folder / f"learner{number}.py").write_text("\n\n".join(texts) + f"\n# {number}\n", encoding="utf-8")
    seconds, _ = nncli(folder, work / "everything.db")
    print(
        f"a file with all {len(texts)} exercises: {seconds * cores():.2f} s of one core (4 graded, start and references included)"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=10_000)
    parser.add_argument("--others", action="store_true")
    words = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        print(f"{cores()} cores, {words.size} submissions of exercise 3, median of {words.rounds} rounds\n")
        show_speed(speed(class_in(work / "class", words.size), work, words.rounds))
        print()
        show_memory(work, sorted({100, 1000, words.memory}))
        print()
        show_everything(work)
    if words.others:
        print()
        subprocess.run([sys.executable, str(Path(__file__).with_name("others.py"))], check=True)


if __name__ == "__main__":
    main()

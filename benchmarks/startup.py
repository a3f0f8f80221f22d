"""How long a learner waits, and what it costs: whole processes, timed in turn in one run, compared as ratios.

    python benchmarks/startup.py [--rounds 15] [--one-core] [--against PYTHON] [--class-size 200]

Run it with the Python that nncli is installed in. `--against` is the Python of another checkout's environment, such as
/tmp/old/bin/python: its commands are run in turn with these ones, and compared with them. `--one-core` leaves this program and all that
it starts one core. Beside the median stands the best time, since other programs only ever make it longer, and processor time, with that of
all child processes: on a busy machine it says more than the time on the wall.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SEVEN = ("01", "02", "03", "10", "21", "24", "31")
NUMPY, CLICK = "python -c 'import numpy'", "python -c 'import click'"
ONE, MANY = "nncli grade, one exercise", "nncli grade, seven exercises"
CLASS = "nncli grade-all"
AGAINST = "against: "
Commands = dict[str, list[str]]


class Cost(NamedTuple):
    """Seconds of one run: on the wall, and of the processor."""

    wall: float
    processor: float


class Costs(NamedTuple):
    """Of several runs: medians, and the least."""

    median: Cost
    least: Cost


def solutions(numbers: tuple[str, ...]) -> str:
    """One file with the worked solutions of these exercises, one after the other."""
    paths = [next((ROOT / "solutions").glob(f"{number}_*.py")) for number in numbers]
    return "\n\n".join(path.read_text(encoding="utf-8") for path in paths)


def own_file(folder: Path, name: str, numbers: tuple[str, ...]) -> str:
    """A learner's own file, in the folder where the commands run."""
    path = folder / name
    path.write_text(solutions(numbers), encoding="utf-8")
    return str(path)


def class_of(folder: Path, size: int) -> str:
    """A folder of right answers, all different."""
    path = folder / "class"
    path.mkdir()
    right = (ROOT / "solutions" / "03_multiply_gate.py").read_text(encoding="utf-8")
    for number in range(size):
        (path / f"learner{number:04}.py").write_text(f"{right}\n# {number}\n", encoding="utf-8")
    return str(path)


def commands(python: str, folder: Path, name: str, group: str | None) -> Commands:
    """What is timed of one environment; each has a folder of its own to write into."""
    nncli = str(Path(python).with_name("nncli"))
    own = folder / f"work{len(list(folder.glob('work*')))}"
    own.mkdir()
    one = own_file(folder, "ex03_multiply_gate.py", ("03",))
    todo = {
        NUMPY: [python, "-c", "import numpy"],
        CLICK: [python, "-c", "import click"],
        "nncli --help": [nncli, "--help"],
        "nncli list": [nncli, "list"],
        "nncli exercise": [nncli, "exercise", "3", "--out", str(own)],
        "nncli hint": [nncli, "hint", "3"],
        ONE: [nncli, "grade", one],
        MANY: [nncli, "grade", own_file(folder, "all.py", SEVEN)],
    }
    if group:
        words = ["--gradebook", str(own / "grades.db"), "--require-isolation", "none"]
        todo[CLASS] = [nncli, "grade-all", group, *words]
    return {name + label: words for label, words in todo.items()}


def cost(command: list[str], folder: Path) -> Cost:
    """Run it once. Exits where it fails."""
    for gradebook in folder.glob("work*/grades.db*"):
        gradebook.unlink()
    environment = {**os.environ, "CI": "", "NNCLI_STATE": str(folder / "state")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd=folder,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def measure(todo: Commands, rounds: int, folder: Path) -> dict[str, Costs]:
    """All commands in turn, `rounds` times after one that is not counted."""
    runs: dict[str, list[Cost]] = {name: [] for name in todo}
    for turn in range(rounds + 1):
        for name, command in todo.items():
            taken = cost(command, folder)
            runs[name] += [taken] if turn else []
    return {name: summary(costs) for name, costs in runs.items()}


def summary(costs: list[Cost]) -> Costs:
    walls, processors = [one.wall for one in costs], [one.processor for one in costs]
    return Costs(Cost(statistics.median(walls), statistics.median(processors)), Cost(min(walls), min(processors)))


# ----------------------------------------------------------------------------------------------------------------------- showing


def show(found: dict[str, Costs]) -> None:
    print(f"{'wall: median':>14}{'least':>8}{'processor: median':>20}{'least':>8}   ms")
    for name, costs in found.items():
        median, least = costs
        numbers = (median.wall, least.wall, median.processor, least.processor)
        print("{:14.0f}{:8.0f}{:20.0f}{:8.0f}".format(*(seconds * 1000 for seconds in numbers)), f"  {name}")


def show_ratios(found: dict[str, Costs], one_core: bool) -> None:
    print(f"\n{'wall: median':>14}{'least':>8}{'processor: median':>20}{'least':>8}   x")
    show_ratio(found, ONE, NUMPY, f"wall at most {1.9 if one_core else 1.5}, processor at most 1.7")
    show_ratio(found, MANY, ONE, "wall at most 1.4")
    for name in ("nncli list", "nncli exercise", "nncli hint"):
        show_ratio(found, name, CLICK, "at most 2")
    for name in found:
        if AGAINST + name in found:
            show_ratio(found, name, AGAINST + name, "at most 1.03")


def show_ratio(found: dict[str, Costs], name: str, other: str, bar: str) -> None:
    ratios = [mine / theirs for mine, theirs in zip(sum(found[name], ()), sum(found[other], ()), strict=True)]
    wall, processor, least_wall, least_processor = ratios
    print(f"{wall:14.2f}{least_wall:8.2f}{processor:20.2f}{least_processor:8.2f}   {name} / {other} ({bar})")


def show_memory(python: str) -> None:
    """The most that judge, zygote and workers hold together, with what they share counted once. As root only."""
    nncli = str(Path(python).with_name("nncli"))
    command = [nncli, "grade", str(ROOT / "solutions" / "03_multiply_gate.py")]
    environment = {**os.environ, "CI": ""}
    most = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        while process.poll() is None:
            most = max(most, sum(map(proportional_kilobytes, family(process.pid))))
    print(f"{most / 1024:7.1f} MB at most of all processes together, {command[0]}")


def family(process: int) -> list[int]:
    """The process and all that descend from it."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return [process, *(one for child in children for one in family(int(child)))]


def proportional_kilobytes(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--one-core", action="store_true")
    parser.add_argument("--against", metavar="PYTHON")
    parser.add_argument("--class-size", type=int, default=0)
    words = parser.parse_args()
    if words.one_core:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pythons = {"": sys.executable, **({AGAINST: words.against} if words.against else {})}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        group = class_of(folder, words.class_size) if words.class_size else None
        todo = {
            k: v for label, python in pythons.items() for k, v in commands(python, folder, label, group).items()
        }
        found = measure(todo, words.rounds, folder)
    cores = "one core" if words.one_core else f"{os.cpu_count()} cores"
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {cores}, {words.rounds} rounds, load {os.getloadavg()[0]:.1f}"
    )
    show(found)
    show_ratios(found, words.one_core)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        print()
        for python in pythons.values():
            show_memory(python)


if __name__ == "__main__":
    main()

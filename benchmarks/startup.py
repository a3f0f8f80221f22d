"""How long a learner waits: whole processes, timed in turn in one run, compared as ratios of medians.

Run it with the Python that nncli is installed in: `python benchmarks/startup.py [rounds]`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEVEN = ("01", "02", "03", "10", "21", "24", "31")
NNCLI = str(Path(sys.executable).with_name("nncli"))


def seven_exercises(folder: Path) -> str:
    """One file that attempts the seven exercises of the first chapters: their solutions, one after the other."""
    paths = [next((ROOT / "solutions").glob(f"{number}_*.py")) for number in SEVEN]
    path = folder / "seven.py"
    path.write_text("\n\n".join(p.read_text(encoding="utf-8") for p in paths), encoding="utf-8")
    return str(path)


def commands(folder: Path) -> dict[str, list[str]]:
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import numpy'": [sys.executable, "-c", "import numpy"],
        "nncli --help": [NNCLI, "--help"],
        "nncli list": [NNCLI, "list"],
        "nncli grade, one exercise": [NNCLI, "grade", str(ROOT / "solutions" / "03_multiply_gate.py")],
        "nncli grade, seven exercises": [NNCLI, "grade", seven_exercises(folder)],
    }


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "CI": ""})
    assert done.returncode == 0, done.stderr.decode()
    return time.perf_counter() - start


def medians(rounds: int) -> dict[str, float]:
    """The median of each command, after one round that is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        todo = commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in todo}
        for turn in range(rounds + 1):
            for name, command in todo.items():
                taken = seconds(command)
                times[name] += [taken] if turn else []
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    found = medians(rounds)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds")
    for name, median in found.items():
        print(f"{median * 1000:7.0f} ms  {name}")
    one, seven = found["nncli grade, one exercise"], found["nncli grade, seven exercises"]
    print(f"{one / found[_NUMPY]:7.2f} x   grade, one exercise / import numpy (bar 2.0)")
    print(f"{seven / one:7.2f} x   grade, seven exercises / one (bar 1.5)")
    for name in ("nncli --help", "nncli list"):
        print(f"{found[name] - found['python -c pass']:7.3f} s   {name} more than python -c pass (bar 0.15)")


_NUMPY = "python -c 'import numpy'"

if __name__ == "__main__":
    main()

"""How long after a save `nncli watch` shows the verdict: the median of 50 saves beside `import numpy`, in one run.

The command runs in a pseudo-terminal as in a learner's; a save renames a new file over the old one, as vim does, and the clock stops when
the new verdict has been written to the screen. Run it with the Python that nncli is installed in: `python benchmarks/watch.py [saves]`.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
from startup import SEVEN, solutions

BAR = 0.25
PAUSE = 1.0  # seconds between a verdict and the next save: time for the whole report, which follows the first one


def spoil(text: str) -> str:
    """The same file with a wrong gradient in exercise 3: y in place of x."""
    wrong = text.replace("self.x * dz", "self.y * dz")
    assert wrong != text
    return wrong


@contextlib.contextmanager
def watching(file: Path) -> Iterator[pexpect.spawn]:
    """`nncli watch FILE` in a terminal of its own, once the first verdict is there."""
    environment = {**os.environ, "NNCLI_STATE": str(file.parent / ".state"), "TERM": "xterm-256color", "CI": ""}
    command = ["-m", "nncli", "watch", file.name, "--require-isolation", "none"]
    child = pexpect.spawn(
        sys.executable, command, cwd=str(file.parent), env=environment, dimensions=(60, 100), timeout=60
    )
    try:
        child.expect(b"q quit")
        yield child
    finally:
        child.send("q")
        child.close()


def seconds_to_verdict(child: pexpect.spawn, file: Path, text: str, verdict: bytes) -> float:
    """From the moment the new file is in its place."""
    draft = file.with_name(".draft")
    draft.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    draft.replace(file)
    child.expect(re.escape(verdict) + rb".*q quit")
    return time.perf_counter() - start


def saves(numbers: tuple[str, ...], count: int) -> tuple[list[float], list[float]]:
    """Right and wrong in turn, so that each save has another verdict; and between them imports of NumPy, which meet the same load."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / ("ex03_multiply_gate.py" if len(numbers) == 1 else "seven.py")
        right = solutions(numbers)
        turns = [(spoil(right), b"failed"), (right, b"Passed:")]
        file.write_text(right, encoding="utf-8")
        with watching(file) as child:
            verdicts, imports = [], []
            for turn in range(count):
                time.sleep(PAUSE)
                imports += [seconds_to_import()] if turn % 3 == 0 else []
                verdicts.append(seconds_to_verdict(child, file, *turns[turn % 2]))
    return verdicts, imports


def seconds_to_import() -> float:
    """`import numpy`, the statement alone, in an interpreter of its own."""
    code = "import time; t = time.perf_counter(); import numpy; print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {count} saves each")
    missed = 0
    for name, numbers in (("one exercise", ("03",)), ("seven exercises in one file", SEVEN)):
        verdicts, imports = saves(numbers, count)
        verdict, numpy = statistics.median(verdicts), statistics.median(imports)
        missed += verdict > BAR * numpy
        print(f"{name}: {verdict * 1000:.1f} ms from save to verdict (slowest {max(verdicts) * 1000:.0f} ms),", end=" ")
        print(f"import numpy {numpy * 1000:.1f} ms: {verdict / numpy:.2f} x (bar {BAR})")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
